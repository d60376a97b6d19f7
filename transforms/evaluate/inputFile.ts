import fs from 'node:fs';
import path from 'node:path';
import zlib from 'node:zlib';
import type { DuckDBConnection } from '@duckdb/node-api';
import { ClienteleError, identifier, literal, rows } from '../../warehouse/index.ts';
import { spellDates } from './spellDates.ts';

/** A column of the user's file under the name that a model knows it by. */
export type ColumnMap = Readonly<Record<string, string>>;

/**
 * `customer=CustomerID,date=InvoiceDate` as a map.
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
    const [name = '', ...rest] = part.split('=');
    const header = rest.join('=').trim();
    if (!known.includes(name.trim()) || header === '')
      throw new ClienteleError(
        'columns-invalid',
        `--columns: "${part}" is not one of ${known.map((one) => `${one}=<header>`).join(', ')}`,
      );
    map[name.trim()] = header;
  }
  const missing = required.filter((name) => !map[name]);
  if (missing.length > 0)
    throw new ClienteleError(
      'columns-invalid',
      `--columns lacks ${missing.map((name) => `${name}=<header>`).join(', ')}`,
    );
  return map;
}

type Format = 'csv' | 'parquet' | 'ndjson';

function formatOf(file: string): Format {
  const name = file.toLowerCase().replace(/\.(gz|zst)$/, '');
  if (/\.(parquet|pq)$/.test(name)) return 'parquet';
  if (/\.(ndjson|jsonl|json)$/.test(name)) return 'ndjson';
  if (/\.(csv|tsv|txt)$/.test(name)) return 'csv';
  throw new ClienteleError(
    'file-format',
    `${file}: the name must end in .csv, .tsv, .txt, .parquet, .ndjson or .jsonl (and .gz where it is compressed)`,
  );
}

/**
 * Makes the table `input` from a CSV, Parquet or NDJSON file: `row_number` from 1 (data rows) and each mapped column as
 * text, an empty cell as null; a column `date` in the order of ISO 8601 where it can be told.
 * @param needed columns without which a row is about nobody: the purchase of a guest, a comment without words
 * @returns how many rows lack one of them, and were left out
 * @throws ClienteleError `file-missing`, `file-format`, `file-unreadable`, `column-missing`, `rows-none` where all lack one,
 * `dates-ambiguous`
 */
export async function readInputFile(
  connection: DuckDBConnection,
  file: string,
  columns: ColumnMap,
  needed: readonly string[] = [],
): Promise<number> {
  const format = formatOf(file);
  if (!fs.existsSync(file)) throw new ClienteleError('file-missing', `no file at ${file}`);
  if (!fs.statSync(file).isFile()) throw new ClienteleError('file-missing', `${file} is not a file`);
  const where = path.basename(file);
  try {
    if (format === 'ndjson') await readLines(connection, file, where, columns);
    else await readTable(connection, file, where, format, columns);
  } catch (error) {
    if (error instanceof ClienteleError) throw error;
    const message = error instanceof Error ? error.message : String(error);
    const said = message.split('\n').filter((line) => line.trim() !== '');
    throw new ClienteleError('file-unreadable', `${where} cannot be read: ${said.slice(0, 3).join(' ')}`, {
      cause: error,
    });
  }
  if (columns.date !== undefined) await spellDates(connection, where);
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

const asText = (columns: ColumnMap, expression: (header: string) => string) =>
  Object.entries(columns)
    .map(
      ([name, header]) => `nullif(trim(cast(${expression(header)} as varchar)), '') as ${identifier(name)}`,
    )
    .join(', ');

const tableSource = (file: string, format: 'csv' | 'parquet') =>
  format === 'parquet'
    ? `read_parquet(${literal(file)})`
    : `read_csv(${literal(file)}, header = true, all_varchar = true, quote = '"', escape = '"'${delimiterOption(file)})`;

async function readTable(
  connection: DuckDBConnection,
  file: string,
  where: string,
  format: 'csv' | 'parquet',
  columns: ColumnMap,
): Promise<void> {
  const source = tableSource(file, format);
  const described = await rows<{ column_name: string }>(connection, `describe from ${source}`);
  const headers = described.map(({ column_name }) => column_name);
  requireColumns(where, columns, headers);
  await connection.run(
    `create temp table input as select row_number() over () as row_number, ${asText(columns, identifier)} from ${source}`,
  );
}

/** The delimiter that the header has most of; left to DuckDB, a ragged row would make it guess one that fits nothing. */
function delimiterOption(file: string): string {
  const begin = Buffer.alloc(65_536);
  const handle = fs.openSync(file, 'r');
  const length = fs.readSync(handle, begin);
  fs.closeSync(handle);
  const bytes = begin.subarray(0, length);
  const isGzip = bytes[0] === 0x1f && bytes[1] === 0x8b;
  const text = isGzip ? zlib.gunzipSync(bytes, { finishFlush: zlib.constants.Z_SYNC_FLUSH }) : bytes;
  const header =
    text
      .toString('utf8')
      .split(/\r?\n/)[0]
      ?.replaceAll(/"[^"]*"/g, '') ?? '';
  const [best] = [',', ';', '\t', '|']
    .map((delimiter) => ({ delimiter, count: header.split(delimiter).length - 1 }))
    .sort((a, b) => b.count - a.count);
  return best && best.count > 0 ? `, delim = ${literal(best.delimiter)}` : '';
}

async function readLines(
  connection: DuckDBConnection,
  file: string,
  where: string,
  columns: ColumnMap,
): Promise<void> {
  await connection.run(
    `create temp table lines as select row_number() over () as row_number, json from read_ndjson_objects(${literal(file)}, maximum_object_size = 1048576)`,
  );
  const [other] = await rows<{ row_number: bigint }>(
    connection,
    "select min(row_number) as row_number from lines where json_type(json) is distinct from 'OBJECT' having min(row_number) is not null",
  );
  if (other) throw new ClienteleError('row-invalid', `${where}, row ${other.row_number}: not a JSON object`);
  const keys = await rows<{ key: string }>(
    connection,
    'select distinct unnest(json_keys(json)) as key from lines',
  );
  requireColumns(
    where,
    columns,
    keys.map(({ key }) => key),
  );
  const pointer = (header: string) =>
    `json_extract_string(json, ${literal(`/${header.replaceAll('~', '~0').replaceAll('/', '~1')}`)})`;
  await connection.run(
    `create temp table input as select row_number, ${asText(columns, pointer)} from lines; drop table lines`,
  );
}

/** @throws ClienteleError `column-missing` naming the headers that are there */
export function requireColumns(where: string, columns: ColumnMap, headers: readonly string[]): void {
  for (const [name, header] of Object.entries(columns))
    if (!headers.some((one) => one.toLowerCase() === header.toLowerCase()))
      throw new ClienteleError(
        'column-missing',
        `${where} has no column "${header}" (for ${name}); its columns are ${headers.slice(0, 30).join(', ') || 'none'}`,
      );
}

/** The column of row numbers of a whole file: headers are trimmed, so none is called this. */
export const rowNumber = ' row';

/**
 * Makes the view `table` of the whole file: `rowNumber` from 1 and every column as text under its header without surrounding
 * white space, an empty cell as null. Rows are numbered by their place in the table of cells, since a window would have the
 * file read by one core.
 * @returns the headers
 * @throws ClienteleError `file-missing`, `file-format`, `file-unreadable`
 */
export async function readWholeFile(
  connection: DuckDBConnection,
  file: string,
  table: string,
): Promise<readonly string[]> {
  const format = formatOf(file);
  if (!fs.existsSync(file)) throw new ClienteleError('file-missing', `no file at ${file}`);
  if (!fs.statSync(file).isFile()) throw new ClienteleError('file-missing', `${file} is not a file`);
  const where = path.basename(file);
  if (fs.statSync(file).size === 0) throw new ClienteleError('rows-none', `${where} is empty`);
  const source =
    format === 'parquet'
      ? `read_parquet(${literal(file)})`
      : format === 'ndjson'
        ? `read_ndjson(${literal(file)})`
        : `read_csv(${literal(file)}, header = true, all_varchar = true, quote = '"', escape = '"', null_padding = true${delimiterOption(file)})`;
  try {
    const described = await rows<{ column_name: string }>(connection, `describe from ${source}`);
    const headers = described.map(({ column_name }) => column_name);
    const cells = identifier(`${table}_cells`);
    const texts = headers.map(
      (header, i) => `nullif(trim(cast(${identifier(header)} as varchar)), '') as c${i}`,
    );
    const named = headers.map((header, i) => `c${i} as ${identifier(header.trim())}`);
    await connection.run(`
      create temp table ${cells} as select ${texts.join(', ')} from ${source};
      create temp view ${identifier(table)} as select rowid + 1 as ${identifier(rowNumber)}, ${named.join(', ')} from ${cells}`);
    return headers.map((header) => header.trim());
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const said = message.split('\n').filter((line) => line.trim() !== '');
    throw new ClienteleError('file-unreadable', `${where} cannot be read: ${said.slice(0, 3).join(' ')}`, {
      cause: error,
    });
  }
}
