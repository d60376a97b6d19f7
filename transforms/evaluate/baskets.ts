import path from 'node:path';
import { parse } from 'csv-parse/sync';
import { findEncoding, textStart, utf8 } from '../../warehouse/files/index.ts';
import { ClienteleError, openEngine } from '../../warehouse/index.ts';
import { storedFile } from './fileCells.ts';
import { type ColumnMap, readInputFile } from './inputFile.ts';
import { isMissing } from './missing.ts';
import { plainNumber } from './numbers.ts';
import { refuseRoundedIds } from './roundedIds.ts';

/** What was bought together, each item once. */
export interface Baskets {
  readonly rows: number;
  /** rows without a basket or an item */
  readonly rowsLeftOut: number;
  readonly baskets: readonly (readonly string[])[];
}

/**
 * Baskets of a table with a row for every item, in the order of their first rows.
 * @param columns headers of `basket` and `item`
 * @throws ClienteleError as `readInputFile` does, `rows-none`
 */
export async function basketsOfRows(file: string, columns: ColumnMap): Promise<Baskets> {
  const engine = await openEngine();
  try {
    const connection = await engine.connect();
    const rowsLeftOut = await readInputFile(connection, file, columns, ['basket', 'item']);
    await refuseRoundedIds(
      connection,
      path.basename(file),
      Object.entries(columns).map(([name, header]) => ({ name, header })),
    );
    const reader = await connection.runAndReadAll('select basket, item from input order by row_number');
    const [keys = [], items = []] = reader.getColumns() as string[][];
    if (keys.length === 0) throw new ClienteleError('rows-none', `${path.basename(file)} has no rows`);
    const baskets = new Map<string, Set<string>>();
    keys.forEach((key, i) => {
      const basket = baskets.get(key) ?? new Set();
      basket.add(items[i] as string);
      baskets.set(key, basket);
    });
    return {
      rows: keys.length + rowsLeftOut,
      rowsLeftOut,
      baskets: [...baskets.values()].map((items) => [...items]),
    };
  } finally {
    engine.close();
  }
}

/**
 * Baskets of a text with a line for each, items separated by commas, semicolons, tabs or vertical bars; numbers by
 * spaces too; or of a table with a column for each item (`markedItems`).
 * @throws ClienteleError `file-missing`, `wrong-encoding`, `file-unreadable`, `rows-none`, `baskets-not-lines` for a
 * table, and where no line has two items
 */
export async function basketsOfLines(file: string): Promise<Baskets> {
  const stored = await storedFile(file);
  const { encoding } = await findEncoding(stored);
  const delimiter = delimiterOf(await textStart(stored, encoding));
  const chunks: Buffer[] = [];
  for await (const chunk of utf8(stored, encoding)) chunks.push(chunk);
  let lines: readonly (readonly string[])[];
  try {
    lines = numbersApart(
      parse(Buffer.concat(chunks), {
        delimiter,
        relax_column_count: true,
        relax_quotes: true,
        skip_empty_lines: true,
        trim: true,
      }),
    );
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new ClienteleError('file-unreadable', `${stored.name} cannot be read: ${message}`, {
      cause: error,
    });
  }
  const marked = markedItems(lines);
  const why = marked ? undefined : tableIn(lines);
  if (why !== undefined) throw new ClienteleError('baskets-not-lines', `${stored.name}: ${why}`);
  const baskets = (marked ?? lines)
    .map((items) => [...new Set(items.filter((item) => !isMissing(item, 'categories')))])
    .filter((items) => items.length > 0);
  if (baskets.length === 0) throw new ClienteleError('rows-none', `${stored.name} has no baskets`);
  if (baskets.every((items) => items.length === 1))
    throw new ClienteleError(
      'baskets-not-lines',
      `${stored.name}: no line has two items; a line is a basket, its items separated by commas, semicolons, tabs or |, or by spaces where all are numbers`,
    );
  return { rows: baskets.length, rowsLeftOut: 0, baskets };
}

/**
 * Lines of one cell each, parted at the spaces where there is nothing in any but numbers: as FIMI's files
 * have them.
 */
function numbersApart(lines: readonly (readonly string[])[]): readonly (readonly string[])[] {
  const isNumbers = ([cell = '', ...more]: readonly string[]) => more.length === 0 && /^[\d\s]*$/.test(cell);
  return lines.every(isNumbers) ? lines.map(([cell = '']) => cell.split(/\s+/)) : lines;
}

/** The mark that most lines have, since lines are of different lengths; of two, the one that comes oftener. */
function delimiterOf(sample: string): string {
  const lines = sample.split(/\r?\n/).map((line) => line.replaceAll(/"[^"]*"/g, ''));
  const [best = ','] = [',', ';', '\t', '|', '，']
    .map((mark) => {
      const cells = lines.map((line) => line.split(mark).length - 1);
      return { mark, lines: cells.filter(Boolean).length, count: cells.reduce((sum, one) => sum + one, 0) };
    })
    .sort((a, b) => b.lines - a.lines || b.count - a.count)
    .map(({ mark }) => mark);
  return best;
}

const leastLines = 4;

const isTick = (cell: string): boolean => /^(?:1(?:\.0+)?|true|yes|[ty]|是)$/i.test(cell);
const isNoTick = (cell: string): boolean => /^(?:|0(?:\.0+)?|false|no|[fn]|否)$/i.test(cell);

/**
 * The baskets of a table with a row for each and a column for each item, which is 1 or true where it was bought; beside
 * those, one column may number the rows. Undefined where the lines are something else.
 */
function markedItems(lines: readonly (readonly string[])[]): readonly (readonly string[])[] | undefined {
  const [header = [], ...rest] = lines;
  const width = header.length;
  if (lines.length < leastLines || lines.some((line) => line.length !== width)) return undefined;
  if (header.some((name) => isTick(name) || /^[-+.\d]+$/.test(name))) return undefined;
  const items = [...header.keys()].filter((at) =>
    rest.every((row) => isTick(row[at] as string) || isNoTick(row[at] as string)),
  );
  if (items.length < 2 || items.length < width - 1) return undefined;
  return rest.map((row) => items.filter((at) => isTick(row[at] as string)).map((at) => header[at] as string));
}

/**
 * Why lines are rows of a table and not baskets, undefined where they may be baskets: all have the same number of
 * cells, and either the first names columns (its cells stand nowhere else, and below them are keys that come again or
 * numbers alone), or there are two cells in each, of which the first come again and are never the second.
 */
function tableIn(lines: readonly (readonly string[])[]): string | undefined {
  const [header = [], ...rest] = lines;
  const width = header.length;
  if (width < 2 || lines.length < leastLines || lines.some((line) => line.length !== width)) return undefined;
  const columnOf = (rows: readonly (readonly string[])[], at: number) => rows.map((row) => row[at] as string);
  const comesAgain = (cells: readonly string[]) => new Set(cells).size < 0.75 * cells.length;
  const elsewhere = new Set(rest.flat());
  const isNumber = (cell: string) => isMissing(cell, 'categories') || plainNumber(cell, '.') !== undefined;
  const isNamed =
    header.every((name) => name !== '' && !isNumber(name) && !elsewhere.has(name)) &&
    (comesAgain(columnOf(rest, 0)) || header.some((_, at) => columnOf(rest, at).every(isNumber)));
  if (isNamed) {
    const [basket, item] = header;
    return `a table with the columns ${header.slice(0, 10).join(', ')}, not a basket a line; where a row is an item, say which columns are which, e.g. --columns basket=${basket},item=${item}`;
  }
  const [firsts, seconds] = [columnOf(lines, 0), new Set(columnOf(lines, 1))];
  if (width === 2 && comesAgain(firsts) && firsts.every((one) => !seconds.has(one)))
    return 'every line has two cells, and the first come again and again: a row for every item, not a basket a line; put a header over it, e.g. basket,item, and give --columns basket=basket,item=item';
  return undefined;
}
