import { type Content, html } from './html.ts';
import { withTip } from './tooltip.ts';

export interface Bar {
  readonly label: string;
  readonly note?: string;
  readonly value: number;
  readonly text: string;
  readonly color?: string;
  readonly extra?: Content;
  readonly tip: readonly string[];
}

/** Horizontal bars from zero, negative ones to the left, each with its value in figures. */
export function bars(items: readonly Bar[]): HTMLElement {
  const low = Math.min(0, ...items.map(({ value }) => value));
  const high = Math.max(0, ...items.map(({ value }) => value));
  const span = high - low || 1;
  const lines = items.map((item) => {
    const from = (Math.min(0, item.value) - low) / span;
    const fill = html`<i style=${{
      left: `${from * 100}%`,
      width: `${(Math.abs(item.value) / span) * 100}%`,
      background: item.color ?? 'var(--accent)',
    }}></i>`;
    const zero = low < 0 ? html`<b class="axis" style=${{ left: `${(-low / span) * 100}%` }}></b>` : '';
    return withTip(
      html`<li tabindex="0"><span class="n">${item.label}${item.note ? html`<small>${item.note}</small>` : ''}</span><span class="t">${zero}${fill}</span><span class="x">${item.text}</span>${item.extra ?? ''}</li>`,
      () => item.tip,
    );
  });
  const className = items.some(({ extra }) => extra) ? 'bars more' : 'bars';
  return html`<ol class=${className} style=${{ '--bars': String(items.length) }}>${lines}</ol>`;
}
