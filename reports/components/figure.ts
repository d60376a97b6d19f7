import { emptyState } from './card.ts';
import { type Content, html } from './html.ts';
import type { Speech } from './page.ts';
import { type Column, downloadTable, table } from './table.ts';

export interface Figure<Row> {
  /** what the CSV file is called, and the element's id */
  readonly name: string;
  /** the finding */
  readonly title: string;
  /** what is shown, with its unit */
  readonly sentence: string;
  readonly body: () => Content;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly legend?: Content;
  readonly className?: string;
  /** why there may be nothing */
  readonly empty?: string;
  /** the figure is the table: no switch */
  readonly isTable?: boolean;
}

/** A finding: title, sentence, the picture, the same as a table, and as CSV. */
export function figure<Row>(speech: Speech, options: Figure<Row>): HTMLElement {
  const { name, title, sentence, columns, rows, legend, className = '', isTable = false } = options;
  const { terms, run } = speech;
  const empty = rows.length === 0;
  const stage = html`<div class="stage"></div>`;
  let asTable = isTable;
  const draw = () => {
    if (empty) stage.replaceChildren(emptyState(speech, options.empty));
    else if (asTable) stage.replaceChildren(table(speech, title, columns, rows));
    else stage.replaceChildren(html`<div class="picture">${legend ?? ''}${options.body()}</div>`);
  };
  const toggle = html`<button class="quiet" type="button" aria-pressed="false" aria-label=${terms.tableOf(title)} onclick=${() => {
    asTable = !asTable;
    toggle.setAttribute('aria-pressed', String(asTable));
    draw();
  }}>${terms.table}</button>`;
  const save = html`<button class="quiet" type="button" aria-label=${terms.csvOf(title)} onclick=${() => downloadTable(`${name}-${run.runId}`, columns, rows)}>${terms.csv}</button>`;
  draw();
  return html`<section class=${`card figure ${className}`} id=${name}><header><div><h2>${title}</h2><p>${sentence}</p></div>${empty ? '' : html`<div class="acts">${isTable ? '' : toggle}${save}</div>`}</header>${stage}</section>`;
}

export interface LegendEntry {
  readonly label: string;
  readonly color: string;
}

export const legend = (entries: readonly LegendEntry[]): HTMLElement =>
  html`<ul class="legend">${entries.map(({ label, color }) => html`<li><i style=${{ background: color }}></i>${label}</li>`)}</ul>`;

/** Colours of categories, told apart by the colour-blind and in the dark. */
export const colors = [
  'var(--c0)',
  'var(--c1)',
  'var(--c2)',
  'var(--c3)',
  'var(--c4)',
  'var(--c5)',
  'var(--c6)',
] as const;

export const colorAt = (index: number): string => colors[index % colors.length] ?? 'var(--c0)';
