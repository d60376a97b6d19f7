import { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import {
  type Dialect,
  delimiterName,
  type Encoded,
  sniff,
  textStart,
  utf8,
} from '../../../warehouse/files/index.ts';
import { ClienteleError } from '../../../warehouse/index.ts';
import type { SourceFile } from './bytes.ts';
import { checkHeader } from './header.ts';
import { type Row, rowsPerChunk, type Table } from './row.ts';

/** Opens a CSV or TSV file; delimiter and quote are found unless they are given. */
export async function csvTable(
  file: SourceFile,
  encoded: Encoded,
  fixed: Partial<Dialect> = {},
): Promise<Table> {
  const dialect = sniff(await textStart(file, encoded.encoding), fixed);
  const first = await firstRow(file, encoded, dialect);
  const header = checkHeader(file.name, first, dialect.delimiter);
  return {
    format: 'csv',
    header,
    delimiter: dialect.delimiter,
    notes: [
      `encoding ${encoded.encoding} (${encoded.because})`,
      `delimiter ${delimiterName(dialect.delimiter)}, quote ${dialect.quote}`,
    ],
    rows: () => read(file, encoded, dialect, header),
    close: () => undefined,
  };
}

async function firstRow(file: SourceFile, encoded: Encoded, dialect: Dialect): Promise<string[] | undefined> {
  try {
    for await (const record of parser(file, encoded, dialect, true)) return record;
  } catch (error) {
    throw explain(error, file, []);
  }
  return undefined;
}

function parser(
  file: SourceFile,
  encoded: Encoded,
  { delimiter, quote }: Dialect,
  anyWidth = false,
): AsyncIterable<string[]> {
  const parsed = parse({
    delimiter,
    quote,
    skip_empty_lines: true,
    relax_column_count: anyWidth,
    max_record_size: 4 << 20,
  });
  const source = Readable.from(utf8(file, encoded.encoding), { objectMode: true, highWaterMark: 2 });
  source.on('error', (error) => parsed.destroy(error));
  parsed.on('close', () => source.destroy());
  return source.pipe(parsed) as AsyncIterable<string[]>;
}

const apostrophe = "'".charCodeAt(0);
const marked = /^'(?=\+?\d)[\dA-Z +().,:/-]+$/;

/** Cells without the apostrophe by which a spreadsheet keeps digits as text: '1012 AB, '+31612345678. */
const withoutTextMarks = (cells: readonly string[]): readonly string[] =>
  cells.some((cell) => cell.charCodeAt(0) === apostrophe)
    ? cells.map((cell) => (marked.test(cell) ? cell.slice(1) : cell))
    : cells;

async function* read(
  file: SourceFile,
  encoded: Encoded,
  dialect: Dialect,
  header: readonly string[],
): AsyncGenerator<readonly Row[]> {
  let chunk: Row[] = [];
  let number = 0;
  try {
    for await (const cells of parser(file, encoded, dialect)) {
      if (number > 0) chunk.push({ number, cells: withoutTextMarks(cells) });
      number++;
      if (chunk.length === rowsPerChunk) {
        yield chunk;
        chunk = [];
      }
    }
  } catch (error) {
    throw explain(error, file, header);
  }
  if (chunk.length > 0) yield chunk;
}

/** A CSV error with file, row, line and column, and what to do. */
function explain(error: unknown, file: SourceFile, header: readonly string[]): unknown {
  if (!(error instanceof CsvError)) return error;
  const found = error as CsvError & { lines?: number; records?: number; column?: number; record?: unknown };
  const record: readonly unknown[] = Array.isArray(found.record) ? found.record : [];
  const at = `${file.name}, row ${found.records ?? '?'} (line ${found.lines ?? '?'})`;
  if (found.code === 'CSV_RECORD_INCONSISTENT_FIELDS_LENGTH') {
    const column = Math.min(record.length, header.length) + 1;
    const which =
      record.length < header.length
        ? `column ${column} ("${header[column - 1]}") and what follows are missing`
        : `column ${column} ("${String(record[column - 1]).slice(0, 40)}") has no name in the header`;
    return new ClienteleError(
      'ragged-row',
      `${at}: ${record.length} cells where the header names ${header.length}: ${which}; a cell that holds the delimiter must be quoted. Nothing was landed`,
      { cause: error },
    );
  }
  const column = typeof found.column === 'number' ? `, column ${found.column + 1}` : '';
  const what =
    found.code === 'CSV_QUOTE_NOT_CLOSED'
      ? 'a quoted cell begins and never ends'
      : found.code === 'CSV_MAX_RECORD_SIZE'
        ? 'the row is longer than 4 MiB: a quotation mark is probably not closed'
        : 'a quotation mark in the middle of a cell, or text after a closing one';
  return new ClienteleError(
    'bad-quotes',
    `${at}${column}: ${what}; double the quotation marks inside quoted cells, or name another quote in the mapping (file: quote). Nothing was landed`,
    { cause: error },
  );
}
