import { html } from './html.ts';
import { withTip } from './tooltip.ts';

export interface Interval {
  readonly label: string;
  readonly note?: string;
  readonly value: number;
  readonly low: number;
  readonly high: number;
  readonly text: string;
  readonly color: string;
  readonly tip: readonly string[];
}

/** Values with their intervals around zero: a mark for the value, a pale band from low to high. */
export function intervals(items: readonly Interval[]): HTMLElement {
  const low = Math.min(0, ...items.map((item) => item.low));
  const high = Math.max(0, ...items.map((item) => item.high));
  const span = high - low || 1;
  const at = (value: number) => `${((value - low) / span) * 100}%`;
  const lines = items.map((item) =>
    withTip(
      html`<li tabindex="0"><span class="n">${item.label}${item.note ? html`<small>${item.note}</small>` : ''}</span><span class="t"><b class="axis" style=${{ left: at(0) }}></b><i class="band" style=${{
        left: at(item.low),
        width: `${((item.high - item.low) / span) * 100}%`,
        background: item.color,
      }}></i><i class="mark" style=${{ left: at(item.value), background: item.color }}></i></span><span class="x">${item.text}</span></li>`,
      () => item.tip,
    ),
  );
  return html`<ol class="bars" style=${{ '--bars': String(items.length) }}>${lines}</ol>`;
}
