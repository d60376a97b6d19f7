import { createHash } from 'node:crypto';
import path from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { TableColumn } from '../../models/index.ts';
import { ClienteleError, identifier, rows } from '../../warehouse/index.ts';
import { readColumn } from './cellValues.ts';
import { columnPlaces, leaveOut, readWholeFile, rowNumber } from './inputFile.ts';
import { churnSide } from './labelWords.ts';
import { emptyMissing, isMissing } from './missing.ts';

export interface LabelledTableOptions {
  readonly file: string;
  readonly id: string;
  readonly label: string;
  /** the label's value that counts as positive; without it the words for yes, and for having left, in several languages */
  readonly positive?: string;
}

/** A column that is learned from, and what its cells were taken for. */
export interface UsedColumn {
  readonly column: string;
  readonly kind: 'number' | 'date' | 'category';
  /** cells without a value: empty, NA, ?, null and the like */
  readonly missing: number;
  /** cells that say something else than a number or date, and count as missing */
  readonly unreadable: number;
  readonly distinct: number;
}

export interface DroppedColumn {
  readonly column: string;
  readonly reason: string;
}

export interface LabelValues {
  readonly positive: readonly string[];
  readonly negative: readonly string[];
}

export interface LabelledTable {
  readonly labels: Uint8Array;
  readonly columns: readonly TableColumn[];
  /** of each row, by its id */
  readonly folds: Uint8Array;
  readonly used: readonly UsedColumn[];
  readonly dropped: readonly DroppedColumn[];
  readonly labelled: LabelValues;
  /** rows without an id or a label, NA and the like included */
  readonly rowsLeftOut: number;
}

/** A text column of more distinct values than this share of its cells is a name or a number of something: no feature. */
const identifying = 0.5;
const shownLabels = 10;

/**
 * A table of numbers, dates and categories, found by themselves; what was found of each column is told.
 * @throws ClienteleError naming the column or row that does not fit
 */
export async function readLabelledTable(
  connection: DuckDBConnection,
  { file, id, label, positive }: LabelledTableOptions,
  foldCount: number,
): Promise<LabelledTable> {
  const headers = await readWholeFile(connection, file, 'labelled');
  await connection.run('create temp table input as from labelled');
  const places = columnPlaces(path.basename(file), { id, label }, headers);
  const [key = id, target = label] = places.map((place) => headers[place]);
  if (positive === undefined || !isMissing(positive)) await emptyMissing(connection, target);
  const needed = [key, target].map((name) => ({ name, header: name }));
  const rowsLeftOut = await leaveOut(connection, path.basename(file), needed);
  const order = `order by md5(${identifier(key)}), ${identifier(rowNumber)}`;
  const read = async (header: string) => {
    const reader = await connection.runAndReadAll(`select ${identifier(header)} from input ${order}`);
    return (reader.getColumns()[0] ?? []) as (string | null)[];
  };
  const ids = (await read(key)) as string[];
  if (ids.length === 0) throw new ClienteleError('rows-none', `${file} has no rows`);
  const said = (await read(target)) as string[];
  const labelled = partLabels(said, positive);
  const values = [...labelled.positive, ...labelled.negative].slice(0, shownLabels).join(', ');
  const unknown = labelled.negative.filter((value) => churnSide(value) === undefined);
  const isUnclear = labelled.positive.length > 0 && labelled.negative.length > 1 && unknown.length > 0;
  if (positive === undefined && isUnclear)
    throw new ClienteleError(
      'column-invalid',
      `${file}: ${target} has more than two values (${values}); name the positive one as --label ${label}=<value>, the others are negative then`,
    );
  const isPositive = new Set(labelled.positive);
  const labels = Uint8Array.from(said, (one) => Number(isPositive.has(one)));
  const count = labels.reduce((sum, one) => sum + one, 0);
  if (count === 0 || count === ids.length)
    throw new ClienteleError(
      'too-few-data',
      `${file}: ${count} of ${ids.length} rows are positive in ${target}, whose values are ${values}; a model needs both kinds: name the one of who left as --label ${label}=<value>`,
    );
  const columns: TableColumn[] = [];
  const used: UsedColumn[] = [];
  const dropped: DroppedColumn[] = [];
  const seen = new Map<string, string>();
  for (const header of headers.filter((one) => one !== key && one !== target)) {
    const texts = await read(header);
    const found = readColumn(texts);
    const column: TableColumn =
      found.kind === 'category'
        ? { kind: 'category', name: header, values: found.values }
        : { kind: 'number', name: header, values: found.values };
    const unreadable = found.kind === 'category' ? 0 : found.unreadable;
    const isKnown = (value: string | number | null) => value !== null && !Number.isNaN(value);
    const values: (string | number | null)[] = Array.from<string | number | null>(column.values);
    const filled = values.filter(isKnown);
    const distinct = new Set(filled).size;
    const digest = createHash('md5').update(JSON.stringify(values)).digest('hex');
    const twin = seen.get(digest);
    const isName = column.kind === 'category' && distinct > Math.max(2, identifying * filled.length);
    const reason =
      filled.length === 0
        ? 'no cell has a value'
        : distinct === 1 && filled.length === values.length
          ? 'the same value in every row'
          : twin !== undefined
            ? `the same as ${twin}`
            : isName
              ? `${distinct} different texts in ${filled.length} cells: a name or a number of something`
              : undefined;
    if (reason !== undefined) {
      dropped.push({ column: header, reason });
      continue;
    }
    seen.set(digest, header);
    columns.push(column);
    const missing = values.length - filled.length - unreadable;
    used.push({ column: header, kind: found.kind, missing, unreadable, distinct });
  }
  if (columns.length === 0)
    throw new ClienteleError(
      'column-missing',
      `${file} has no column to learn from${dropped.map(({ column, reason }) => `; ${column}: ${reason}`).join('')}`,
    );
  const folds = Uint8Array.from(ids, (one) => foldOf(one, foldCount));
  return { labels, columns, folds, used, dropped, labelled, rowsLeftOut };
}

/** The values of a label on either side, the frequent ones first. */
function partLabels(said: readonly string[], positive: string | undefined): LabelValues {
  const values = byFrequency(said);
  const isPositive = (value: string) =>
    positive === undefined ? churnSide(value) === 1 : value === positive;
  return { positive: values.filter(isPositive), negative: values.filter((value) => !isPositive(value)) };
}

/** The different values, the frequent ones first. */
export function byFrequency(values: readonly string[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const one of values) counts.set(one, (counts.get(one) ?? 0) + 1);
  return [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).map(([value]) => value);
}

/** The fold of a text: its MD5, read as one number, modulo the number of folds. */
export const foldOf = (text: string, folds: number): number =>
  Number(BigInt(`0x${createHash('md5').update(text).digest('hex')}`) % BigInt(folds));
