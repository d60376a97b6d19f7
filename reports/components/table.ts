import { type Cell, csv, download } from './csv.ts';
import { type Content, html } from './html.ts';
import type { Speech } from './page.ts';

export interface Column<Row> {
  readonly label: string;
  /** the value that sorts, and that the CSV holds */
  readonly value: (row: Row) => Cell;
  /** how it is shown; default: the value as text */
  readonly show?: (row: Row) => Content;
  readonly numeric?: boolean;
  /** may take a second line where there is no room */
  readonly wraps?: boolean;
}

const rowHeight = 40;
const before = 8;

const compare = (a: Cell, b: Cell): number =>
  a === null || b === null
    ? Number(a === null) - Number(b === null)
    : typeof a === 'number' && typeof b === 'number'
      ? a - b
      : String(a).localeCompare(String(b));

/**
 * A table that sorts by any column. Of more than 30 rows only those in sight are in the document; it then scrolls in a
 * box of its own, and has a search field.
 */
export function table<Row>(
  speech: Speech,
  caption: string,
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  onChoose?: (row: Row) => void,
): HTMLElement {
  const { terms, format } = speech;
  const big = rows.length > 30;
  let shown = [...rows];
  let sorted = { column: -1, down: false };
  let words: readonly string[] = [];
  const body = document.createElement('tbody');
  const box = html`<div class=${big ? 'vbox' : 'scroll'} tabindex="0" role="region" aria-label=${caption}></div>`;
  const count = html`<p class="count" aria-live="polite"></p>`;

  const line = (row: Row) => {
    const cells = columns.map(({ value, show, numeric, wraps }, i) => {
      const said = show ? show(row) : (value(row) ?? '');
      const content = wraps ? html`<span class="two">${said}</span>` : said;
      return i === 0
        ? html`<th scope="row" class=${numeric ? 'num' : ''}>${onChoose ? html`<button class="link" type="button" onclick=${() => onChoose(row)}>${content}</button>` : content}</th>`
        : html`<td class=${numeric ? 'num' : ''}>${content}</td>`;
    });
    return html`<tr>${cells}</tr>`;
  };
  const gap = (height: number) => {
    const row = html`<tr class="gap" aria-hidden="true"><td colspan=${columns.length}></td></tr>`;
    row.style.height = `${height}px`;
    return row;
  };
  const paint = () => {
    if (!big) return body.replaceChildren(...shown.map(line));
    const first = Math.max(0, Math.floor(box.scrollTop / rowHeight) - before);
    const last = Math.min(
      shown.length,
      first + Math.ceil((box.clientHeight || 560) / rowHeight) + 2 * before,
    );
    body.replaceChildren(
      ...(first > 0 ? [gap(first * rowHeight)] : []),
      ...shown.slice(first, last).map(line),
      ...(last < shown.length ? [gap((shown.length - last) * rowHeight)] : []),
      ...(shown.length === 0
        ? [html`<tr><td colspan=${columns.length} class="none">${terms.noRows}</td></tr>`]
        : []),
    );
  };
  const order = () => {
    const text = (row: Row) =>
      columns
        .map(({ value }) => value(row))
        .join(' ')
        .toLowerCase();
    shown = words.length ? rows.filter((row) => words.every((word) => text(row).includes(word))) : [...rows];
    const column = columns[sorted.column];
    if (column) {
      const sign = sorted.down ? -1 : 1;
      shown.sort((a, b) => sign * compare(column.value(a), column.value(b)));
    }
    heads.forEach((head, i) => {
      if (i === sorted.column) head.setAttribute('aria-sort', sorted.down ? 'descending' : 'ascending');
      else head.removeAttribute('aria-sort');
    });
    count.textContent = terms.rows(format.count(shown.length));
    paint();
  };
  const heads = columns.map(({ label, numeric }, i) => {
    const sort = () => {
      sorted = { column: i, down: sorted.column === i ? !sorted.down : numeric === true };
      order();
    };
    return html`<th scope="col" class=${numeric ? 'num' : ''}><button type="button" onclick=${sort}><span>${label}</span></button></th>`;
  });
  box.append(
    html`<table class=${big ? 'tbl virt' : 'tbl'}><caption class="vh">${caption}</caption><thead><tr>${heads}</tr></thead>${body}</table>`,
  );
  box.addEventListener('scroll', () => big && requestAnimationFrame(paint));
  order();
  if (!big) return box;
  const find = (event: Event) => {
    if (!(event.target instanceof HTMLInputElement)) return;
    words = event.target.value.toLowerCase().split(/\s+/).filter(Boolean);
    box.scrollTop = 0;
    order();
  };
  return html`<div><div class="find"><input type="search" placeholder=${terms.search} aria-label=${`${terms.search}: ${caption}`} oninput=${find} />${count}</div>${box}</div>`;
}

export const downloadTable = <Row>(
  name: string,
  columns: readonly Column<Row>[],
  rows: readonly Row[],
): void =>
  download(
    `${name}.csv`,
    csv(
      columns.map(({ label }) => label),
      rows.map((row) => columns.map(({ value }) => value(row))),
    ),
  );
