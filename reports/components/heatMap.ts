import { html } from './html.ts';
import { withTip } from './tooltip.ts';

export interface HeatCell {
  /** 0 to 1: how strong the colour is */
  readonly strength: number;
  readonly text: string;
  readonly note?: string;
  readonly tip: readonly string[];
  readonly tone?: 'bad';
}

export interface HeatMap {
  readonly label: string;
  readonly corner?: string;
  readonly columns: readonly string[];
  readonly rows: readonly { readonly label: string; readonly cells: readonly (HeatCell | null)[] }[];
  /** many small cells */
  readonly dense?: boolean;
  /** room for long names of rows */
  readonly wide?: boolean;
}

/** A table whose cells are tinted by value; `null` (not observed) stays blank. */
export function heatMap(map: HeatMap): HTMLElement {
  const cell = (c: HeatCell | null) => {
    if (!c) return html`<td class="blank"></td>`;
    const strength = `${Math.round(Math.max(0, Math.min(1, c.strength)) * 62)}%`;
    const td = html`<td tabindex="0" class=${c.tone ?? ''} style=${{ '--p': strength }}><b>${c.text}</b>${c.note ? html`<small>${c.note}</small>` : ''}</td>`;
    return withTip(td, () => c.tip);
  };
  const lines = map.rows.map((row) => html`<tr><th scope="row">${row.label}</th>${row.cells.map(cell)}</tr>`);
  const head = map.columns.map((column) => html`<th scope="col">${column}</th>`);
  return html`<div class="scroll" tabindex="0" role="region" aria-label=${map.label}><table class=${`heat${map.dense ? ' dense' : ''}${map.wide ? ' wide' : ''}`}><caption class="vh">${map.label}</caption><thead><tr><td class="corner">${map.corner ?? ''}</td>${head}</tr></thead><tbody>${lines}</tbody></table></div>`;
}
