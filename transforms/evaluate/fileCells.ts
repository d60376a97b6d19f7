import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { DuckDBConnection } from '@duckdb/node-api';
import { parse } from 'csv-parse/sync';
import {
  content,
  delimiterName,
  findEncoding,
  head,
  isGzip,
  type StoredFile,
  sniff,
  textStart,
  utf8,
} from '../../warehouse/files/index.ts';
import { ClienteleError, identifier, literal, oneFile, rows } from '../../warehouse/index.ts';
import { formatOf, workbook } from './tableFormat.ts';
import { whyUnreadable } from './whyUnreadable.ts';

/** How workbooks begin: .xlsx and .ods are zip archives, .xls is a compound file of OLE. */
const isWorkbook = (start: Buffer): boolean => /^(?:504b0304|d0cf11e0)/.test(start.toString('hex'));

/**
 * A file as it lies there.
 * @throws ClienteleError `file-missing`, `excel-file`
 */
export async function storedFile(file: string): Promise<StoredFile> {
  if (!fs.existsSync(file)) throw new ClienteleError('file-missing', `no file at ${file}`);
  if (!fs.statSync(file).isFile()) throw new ClienteleError('file-missing', `${file} is not a file`);
  const name = path.basename(file);
  const start = await head({ path: file, name, gzip: false }, 4);
  if (isWorkbook(start)) throw workbook(name);
  return { path: file, name, gzip: isGzip(start) };
}

/** Whether a file begins as objects of JSON do, one a line or all in one array, whatever its name. */
async function holdsObjects(stored: StoredFile): Promise<boolean> {
  const { encoding } = await findEncoding(stored);
  return /^\s*(?:\[\s*)?\{\s*"/.test(await textStart(stored, encoding));
}

/** A table function of the engine, the names of the file's columns, and an expression for the text of the nth. */
interface Source {
  readonly from: string;
  readonly headers: readonly string[];
  readonly text: (index: number) => string;
}

/**
 * Makes the table `table` of a CSV, Parquet or NDJSON file (or a JSON array), in whatever encoding: a column `c<n>`
 * of texts for each column that `pick` takes (of JSON, each field by its path: `buyer.name`), from 0, its cells
 * without white space around them, an empty one as null, in the order of the file.
 * @param pick indices of the columns that are wanted, told from their headers; default: all
 * @param isPadded whether a row of CSV may end before its last columns
 * @returns the headers
 * @throws ClienteleError `file-missing`, `file-format`, `wrong-encoding`, `file-unreadable`, `rows-none` where the file
 * is empty
 */
export async function readCells(
  connection: DuckDBConnection,
  file: string,
  table: string,
  pick: (headers: readonly string[]) => readonly number[] = (headers) => [...headers.keys()],
  isPadded = false,
): Promise<readonly string[]> {
  const named = formatOf(file);
  const stored = await storedFile(file);
  if (fs.statSync(file).size === 0) throw new ClienteleError('rows-none', `${stored.name} is empty`);
  const format = named === 'csv' && (await holdsObjects(stored)) ? 'ndjson' : named;
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'clientele-read-'));
  const make = async (isParallel: boolean) => {
    const { from, headers, text } =
      format === 'csv'
        ? await csvSource(stored, folder, isPadded, isParallel)
        : format === 'parquet'
          ? await parquetSource(connection, stored, folder)
          : await objectsSource(connection, stored, folder);
    const texts = pick(headers).map((i) => `nullif(trim(cast(${text(i)} as varchar)), '') as c${i}`);
    await connection.run(`create temp table ${identifier(table)} as select ${texts.join(', ')} from ${from}`);
    if (format === 'ndjson') await connection.run('drop table objects');
    return headers;
  };
  try {
    // the engine cannot pad rows on several cores where a cell has a line break
    return await make(true).catch((error) => {
      if (isPadded && /parallel=false/.test(String(error))) return make(false);
      throw error;
    });
  } catch (error) {
    throw whyUnreadable(stored.name, format, error);
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

/** Nothing is left to the engine to guess: it takes a row for a comment where it finds one that begins with #. */
async function csvSource(
  stored: StoredFile,
  folder: string,
  isPadded: boolean,
  isParallel: boolean,
): Promise<Source> {
  const { encoding } = await findEncoding(stored);
  const start = await textStart(stored, encoding);
  const { delimiter, quote } = sniff(start);
  const blank = /^(?:\r?\n)*/.exec(start)?.[0] ?? '';
  const [headers] = firstRecord(start.slice(blank.length), delimiter, quote);
  if (headers === undefined) throw new ClienteleError('rows-none', `${stored.name} is empty`);
  const isUtf8 = encoding === 'utf-8';
  const from = isUtf8 ? stored.path : await copied(utf8(stored, encoding), folder);
  const options = [
    'auto_detect = false',
    'header = true',
    `skip = ${blank.split('\n').length - 1}`,
    `delim = ${literal(delimiter)}`,
    `quote = ${literal(quote)}`,
    `escape = ${literal(quote)}`,
    `compression = ${isUtf8 && stored.gzip ? "'gzip'" : "'none'"}`,
    `columns = {${headers.map((_, i) => `'c${i}': 'varchar'`).join(', ')}}`,
    ...(isPadded ? ['null_padding = true', `parallel = ${isParallel}`] : []),
  ];
  return { from: oneFile('read_csv', from, options), headers, text: (i) => `c${i}` };
}

function firstRecord(text: string, delimiter: string, quote: string): readonly (readonly string[])[] {
  try {
    return parse(text, { delimiter, quote, to: 1, relax_column_count: true, relax_quotes: true });
  } catch (error) {
    throw new ClienteleError(
      'file-unreadable',
      `its first row is no header with cells separated by ${delimiterName(delimiter)}: a quotation mark is not closed`,
      { cause: error },
    );
  }
}

async function parquetSource(
  connection: DuckDBConnection,
  stored: StoredFile,
  folder: string,
): Promise<Source> {
  const from = oneFile('read_parquet', stored.gzip ? await copied(content(stored), folder) : stored.path);
  const described = await rows<{ column_name: string }>(connection, `describe from ${from}`);
  const headers = described.map(({ column_name }) => column_name);
  return { from, headers, text: (i) => identifier(headers[i] ?? '') };
}

/** Objects one a line, or all in one array. */
async function objectsSource(
  connection: DuckDBConnection,
  stored: StoredFile,
  folder: string,
): Promise<Source> {
  const { encoding } = await findEncoding(stored);
  const isArray = (await textStart(stored, encoding)).trimStart().startsWith('[');
  const isUtf8 = encoding === 'utf-8';
  const from = isUtf8 ? stored.path : await copied(utf8(stored, encoding), folder);
  const options = [
    `format = '${isArray ? 'array' : 'newline_delimited'}'`,
    'maximum_object_size = 1048576',
    `compression = '${isUtf8 && stored.gzip ? 'gzip' : 'uncompressed'}'`,
  ];
  await connection.run(
    `create or replace temp table objects as select row_number() over () as row_number, json
     from ${oneFile('read_json_objects', from, options)}`,
  );
  const [other] = await rows<{ row_number: bigint }>(
    connection,
    "select min(row_number) as row_number from objects where json_type(json) is distinct from 'OBJECT' having min(row_number) is not null",
  );
  if (other)
    throw new ClienteleError('row-invalid', `${stored.name}, row ${other.row_number}: not a JSON object`);
  const fields = (await fieldsOf(connection)) ?? [];
  return {
    from: '(from objects order by row_number)',
    headers: fields.map(({ path }) => path.join('.')),
    text: (i) => textOf(fields[i] as Field),
  };
}

/** A field of objects, within others or not. */
interface Field {
  readonly path: readonly string[];
  /** whether it is an object in some rows and a value in others: the column is of those */
  readonly isMixed: boolean;
}

/** An object with more different keys than this is no record but a list of something: it is one text. */
const mostKeys = 256;

/**
 * The fields of all objects in the order in which they are met; those of an object within them in its place, unless it
 * has too many keys: then nothing.
 */
async function fieldsOf(
  connection: DuckDBConnection,
  within: readonly string[] = [],
): Promise<readonly Field[] | undefined> {
  const keys = await rows<{ key: string; has_objects: boolean; has_values: boolean }>(
    connection,
    `select key, bool_or(type = 'OBJECT') as has_objects, bool_or(type not in ('OBJECT', 'NULL')) as has_values
     from (select row_number, json_extract(json, ${pointer(within)}) as part from objects), json_each(part)
     where json_type(part) = 'OBJECT'
     group by key order by min(row_number), min(id)`,
  );
  if (within.length > 0 && keys.length > mostKeys) return undefined;
  const found: Field[] = [];
  for (const { key, has_objects, has_values } of keys) {
    const path = [...within, key];
    const parts = has_objects ? await fieldsOf(connection, path) : undefined;
    if (has_values || !parts) found.push({ path, isMixed: parts !== undefined });
    found.push(...(parts ?? []));
  }
  return found;
}

/** SQL: where a field is. */
const pointer = (path: readonly string[]): string =>
  literal(path.map((key) => `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`).join(''));

/** SQL: what a field says. */
function textOf({ path, isMixed }: Field): string {
  const text = `json_extract_string(json, ${pointer(path)})`;
  return isMixed ? `case when json_type(json, ${pointer(path)}) <> 'OBJECT' then ${text} end` : text;
}

/** Bytes as a file of their own that the engine can read. */
async function copied(bytes: AsyncIterable<Buffer>, folder: string): Promise<string> {
  const file = path.join(folder, 'copy');
  await pipeline(Readable.from(bytes), fs.createWriteStream(file));
  return file;
}
