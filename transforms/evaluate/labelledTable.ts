import path from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { ClienteleError, identifier } from '../../warehouse/index.ts';
import { foldOf } from '../folds.ts';
import { columnPlaces, leaveOut, readWholeFile, rowNumber } from './inputFile.ts';
import { churnSide, namedLabels } from './labelWords.ts';
import { emptyMissing, isMissing } from './missing.ts';
import { numberOf } from './numbers.ts';
import { type Cells, type UsableColumns, usableColumns } from './usableColumns.ts';

export interface LabelledTableOptions {
  readonly file: string;
  readonly id: string;
  readonly label: string;
  /**
   * the label's value that counts as positive, or several with | between; without it the words for yes, and for
   * having left, in several languages, and of two numbers the larger
   */
  readonly positive?: string;
}

export interface LabelValues {
  readonly positive: readonly string[];
  readonly negative: readonly string[];
}

export interface LabelledTable extends UsableColumns {
  readonly labels: Uint8Array;
  /** of each row, by its id */
  readonly folds: Uint8Array;
  readonly labelled: LabelValues;
  /** rows without an id or a label, NA and the like included */
  readonly rowsLeftOut: number;
}

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
  const { headers } = await readWholeFile(connection, file, 'labelled');
  await connection.run('create temp table input as from labelled');
  const places = columnPlaces(path.basename(file), { id, label }, headers);
  const [key = id, labelColumn = label] = places.map((place) => headers[place]);
  if (positive === undefined || !namedLabels(positive).some((one) => isMissing(one, 'categories')))
    await emptyMissing(connection, labelColumn, 'categories');
  const needed = [key, labelColumn].map((name) => ({ name, header: name }));
  const rowsLeftOut = await leaveOut(connection, path.basename(file), needed);
  const order = `order by md5(${identifier(key)}), ${identifier(rowNumber)}`;
  const select = async (expression: string) => {
    const reader = await connection.runAndReadAll(`select ${expression} from input ${order}`);
    return reader.getColumns()[0] ?? [];
  };
  const read = async (header: string) => (await select(identifier(header))) as Cells;
  const ids = (await read(key)) as string[];
  if (ids.length === 0) throw new ClienteleError('rows-none', `${file} has no rows`);
  const target = { file, label, column: labelColumn };
  const { labels, labelled } = readLabels((await read(labelColumn)) as string[], positive, target);
  const features = headers.filter((one) => one !== key && one !== labelColumn);
  const fileRows = (await select(`cast(${identifier(rowNumber)} as double)`)) as readonly number[];
  const { columns, used, dropped } = await usableColumns(features, read, fileRows);
  if (columns.length === 0)
    throw new ClienteleError(
      'column-missing',
      `${file} has no column to learn from${dropped.map(({ column, reason }) => `; ${column}: ${reason}`).join('')}`,
    );
  const folds = Uint8Array.from(ids, (one) => foldOf(one, foldCount));
  return { labels, columns, folds, used, dropped, labelled, rowsLeftOut };
}

/** 1 for who is positive, and the values on either side. */
function readLabels(
  said: readonly string[],
  positive: string | undefined,
  { file, label, column }: { readonly file: string; readonly label: string; readonly column: string },
): Pick<LabelledTable, 'labels' | 'labelled'> {
  const labelled = partLabels(said, positive);
  const values = [...labelled.positive, ...labelled.negative].slice(0, shownLabels).join(', ');
  const unknown = labelled.negative.filter((value) => churnSide(value) === undefined);
  const isUnclear = labelled.positive.length > 0 && labelled.negative.length > 1 && unknown.length > 0;
  if (positive === undefined && isUnclear)
    throw new ClienteleError(
      'column-invalid',
      `${file}: ${column} has more than two values (${values}); name the positive one as --label ${label}=<value>, the others are negative then`,
    );
  const absent =
    positive === undefined ? [] : namedLabels(positive, said).filter((one) => !said.includes(one));
  if (absent.length > 0 && labelled.positive.length > 0)
    throw new ClienteleError(
      'column-invalid',
      `${file}: no row has ${absent.join(', ')} in ${column}, whose values are ${values}`,
    );
  const isPositive = new Set(labelled.positive);
  const labels = Uint8Array.from(said, (one) => Number(isPositive.has(one)));
  const count = labels.reduce((sum, one) => sum + one, 0);
  if (count === 0 || count === said.length) {
    const areAlike = labelled.positive.length + labelled.negative.length === 1;
    const why = areAlike
      ? `: all labels are alike, ${values}; a model needs both kinds`
      : `, whose values are ${values}; a model needs both kinds: name the one of who left as --label ${label}=<value>`;
    throw new ClienteleError(
      'too-few-data',
      `${file}: ${count} of ${said.length} rows are positive in ${column}${why}`,
    );
  }
  return { labels, labelled };
}

/** The values of a label on either side, the frequent ones first. */
function partLabels(said: readonly string[], positive: string | undefined): LabelValues {
  const values = byFrequency(said);
  const named = positive === undefined ? undefined : namedLabels(positive, values);
  const larger = named ? undefined : largerOfTwo(values);
  const isPositive = (value: string) =>
    named ? named.includes(value) : larger === undefined ? churnSide(value) === 1 : value === larger;
  return { positive: values.filter(isPositive), negative: values.filter((value) => !isPositive(value)) };
}

/** The larger of two numbers; undefined where the values are something else. */
function largerOfTwo(values: readonly string[]): string | undefined {
  const [one = '', other = ''] = values;
  const [a, b] = [numberOf(one, '.'), numberOf(other, '.')];
  return values.length === 2 && a !== b && Number.isFinite(a - b) ? (a > b ? one : other) : undefined;
}

/** The different values, the frequent ones first. */
export function byFrequency(values: readonly string[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const one of values) counts.set(one, (counts.get(one) ?? 0) + 1);
  return [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).map(([value]) => value);
}
