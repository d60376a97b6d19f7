import path from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { ClienteleError, identifier, rows } from '../../warehouse/index.ts';
import { readCells } from './fileCells.ts';

/** A column of the user's file under the name that a model knows it by. */
export type ColumnMap = Readonly<Record<string, string>>;

/** Names for one thing: what was bought at once. */
const sameThing: Readonly<Record<string, string>> = { order: 'basket', basket: 'order' };

/**
 * `customer=CustomerID,date=InvoiceDate` as a map; a basket may be called an order, and an order a basket.
 * @throws ClienteleError `columns-invalid` for a name that is not among `required` and `optional`, or a missing one
 */
export function parseColumns(
  text: string,
  required: readonly string[],
  optional: readonly string[] = [],
): ColumnMap {
  const map: Record<string, string> = {};
  const known = [...required, ...optional];
  for (const part of text.split(',')) {
    const [given = '', ...rest] = part.split('=');
    const header = rest.join('=').trim();
    const name = [given.trim(), sameThing[given.trim()]].find(
      (one) => one !== undefined && known.includes(one),
    );
    if (name === undefined || header === '')
      throw new ClienteleError(
        'columns-invalid',
        `--columns: "${part}" is not one of ${known.map((one) => `${one}=<header>`).join(', ')}`,
      );
    map[name] = header;
  }
  const missing = required.filter((name) => !map[name]);
  if (missing.length > 0)
    throw new ClienteleError(
      'columns-invalid',
      `--columns lacks ${missing.map((name) => `${name}=<header>`).join(', ')}`,
    );
  return map;
}

/**
 * Makes the table `input` from a CSV, Parquet or NDJSON file: `row_number` from 1 (data rows) and each mapped column as
 * text, an empty cell as null.
 * @param needed columns without which a row is about nobody: the purchase of a guest, a comment without words
 * @returns how many rows lack one of them, and were left out
 * @throws ClienteleError as `readCells` does, `column-missing`, `column-twice`, `rows-none` where all rows lack one
 */
export async function readInputFile(
  connection: DuckDBConnection,
  file: string,
  columns: ColumnMap,
  needed: readonly string[] = [],
): Promise<number> {
  const where = path.basename(file);
  const placesOf = (headers: readonly string[]) => columnPlaces(where, columns, headers);
  const headers = await readCells(connection, file, 'cells', (all) => [...new Set(placesOf(all))]);
  const places = placesOf(headers);
  const named = Object.keys(columns).map((name, i) => `c${places[i]} as ${identifier(name)}`);
  await connection.run(
    `create temp table input as select rowid + 1 as row_number, ${named.join(', ')} from cells; drop table cells`,
  );
  return leaveOut(
    connection,
    where,
    needed.map((name) => ({ name, header: columns[name] ?? name })),
  );
}

/**
 * Takes the rows out of `input` that are empty in a column.
 * @returns how many
 * @throws ClienteleError `rows-none` where all are
 */
export async function leaveOut(
  connection: DuckDBConnection,
  where: string,
  needed: readonly { readonly name: string; readonly header: string }[],
): Promise<number> {
  if (needed.length === 0) return 0;
  const lacks = needed.map(({ name }) => `${identifier(name)} is null`).join(' or ');
  const [counted] = await rows<{ lacking: bigint; others: bigint }>(
    connection,
    `select count(*) filter (where ${lacks}) as lacking, count(*) filter (where not (${lacks})) as others from input`,
  );
  const lacking = Number(counted?.lacking ?? 0);
  if (lacking > 0 && Number(counted?.others) === 0)
    throw new ClienteleError(
      'rows-none',
      `${where}: all ${lacking} rows are empty in ${needed.map(({ header }) => header).join(' or ')}`,
    );
  if (lacking > 0) await connection.run(`delete from input where ${lacks}`);
  return lacking;
}

/**
 * Takes the rows out of `input` that have no amount, where the file has amounts: the further lines of an order whose
 * total stands in its first.
 * @returns how many
 * @throws ClienteleError `rows-none` where all are
 */
export async function leaveOutWithoutAmount(
  connection: DuckDBConnection,
  file: string,
  { amount: header }: ColumnMap,
): Promise<number> {
  return header === undefined ? 0 : leaveOut(connection, path.basename(file), [{ name: 'amount', header }]);
}

/**
 * Where the mapped columns are among the headers of a file, in the order of the map: as written, else whatever their
 * case.
 * @throws ClienteleError `column-missing` naming the headers that are there, `column-twice`
 */
export function columnPlaces(
  where: string,
  columns: ColumnMap,
  headers: readonly string[],
): readonly number[] {
  const placesOf = (header: string, fold: (text: string) => string) =>
    headers.flatMap((one, i) => (fold(one.trim()) === fold(header) ? [i] : []));
  return Object.entries(columns).map(([name, header]) => {
    const exact = placesOf(header, (text) => text);
    const [place, other] = exact.length > 0 ? exact : placesOf(header, (text) => text.toLowerCase());
    if (place === undefined)
      throw new ClienteleError(
        'column-missing',
        `${where} has no column "${header}" (for ${name}); its columns are ${namedOnes(headers).slice(0, 30).map(shortened).join(', ') || 'none'}${whereHeader(headers)}`,
      );
    if (other !== undefined)
      throw new ClienteleError(
        'column-twice',
        `${where} has two columns "${header}" (for ${name}); give every column its own name`,
      );
    return place;
  });
}

const shownCharacters = 40;

/** As much of a header as tells which it is: what is no header may be a whole text of somebody's. */
const shortened = (header: string): string => {
  const characters = Array.from(header);
  return characters.length > shownCharacters ? `${characters.slice(0, shownCharacters).join('')}…` : header;
};

/** What to do where the first row does not seem to name columns; empty where it does. */
function whereHeader(headers: readonly string[]): string {
  if (looksLikeData(headers))
    return '. That looks like a row of data: write the names of the columns in a line above it';
  return 2 * namedOnes(headers).length < headers.length || headers.length === 1
    ? '. That looks like a title: if the names of the columns stand further down, delete the lines above them'
    : '';
}

/** Headers that are not empty, nor named by us in their stead. */
const namedOnes = (headers: readonly string[]): readonly string[] =>
  headers.filter((header, i) => header.trim() !== '' && header !== emptyHeader(i));

/** What a column without a name is called, by its place. */
const emptyHeader = (place: number): string => `column${place}`;

/** Whether at least half of what should be names of columns are numbers, dates and the like. */
function looksLikeData(headers: readonly string[]): boolean {
  const isValue = (header: string) => /\d/.test(header) && !/\p{L}/u.test(header);
  return 2 * headers.filter(isValue).length >= Math.max(1, headers.length);
}

/** The column of row numbers of a whole file: headers are trimmed, so none is called this. */
export const rowNumber = ' row';

export interface WholeFile {
  readonly headers: readonly string[];
  /** headers that an earlier column has too, and what they are called instead */
  readonly repeated: readonly { readonly header: string; readonly called: string }[];
}

/**
 * Makes the view `table` of the whole file: `rowNumber` from 1 and every column as text under its header without
 * surrounding white space (a second one of the same name with a number behind it), an empty cell as null. Rows are
 * numbered by their place in the table of cells, since a window would have the file read by one core.
 * @throws ClienteleError as `readCells` does
 */
export async function readWholeFile(
  connection: DuckDBConnection,
  file: string,
  table: string,
): Promise<WholeFile> {
  const cells = `${table}_cells`;
  const written = await readCells(connection, file, cells, undefined, true);
  const headers = distinctNames(written);
  const named = headers.map((header, i) => `c${i} as ${identifier(header)}`);
  await connection.run(
    `create temp view ${identifier(table)} as select rowid + 1 as ${identifier(rowNumber)}, ${named.join(', ')} from ${identifier(cells)}`,
  );
  const repeated = headers.flatMap((called, i) => {
    const header = written[i]?.trim() ?? '';
    return header === '' || header === called ? [] : [{ header, called }];
  });
  return { headers, repeated };
}

/** Headers of which no two are one to the engine, whatever their case. */
function distinctNames(headers: readonly string[]): readonly string[] {
  const seen = new Set<string>();
  return headers.map((header, i) => {
    const name = header.trim() || emptyHeader(i);
    let own = name;
    for (let n = 1; seen.has(own.toLowerCase()); n++) own = `${name}_${n}`;
    seen.add(own.toLowerCase());
    return own;
  });
}
