import path from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { aucAlone } from '../../models/index.ts';
import { ClienteleError, identifier } from '../../warehouse/index.ts';
import { foldOf } from '../folds.ts';
import { columnPlaces, leaveOut, readWholeFile, rowNumber } from './inputFile.ts';
import { asksWhoStayed, churnSide, namedLabels } from './labelWords.ts';
import { emptyMissing, isMissing } from './missing.ts';
import { numberOf } from './numbers.ts';
import { refuseRoundedIds } from './roundedIds.ts';
import { type Cells, type UsableColumns, usableColumns } from './usableColumns.ts';

export interface LabelledTableOptions {
  readonly file: string;
  /** without it each row is somebody else */
  readonly id?: string;
  readonly label: string;
  /**
   * the label's value that counts as positive, or several with | between; without it the words for yes, and for
   * having left, in several languages, and of two numbers the larger; under a header of who stayed the words for no
   * and the smaller
   */
  readonly positive?: string;
}

export interface LabelValues {
  readonly positive: readonly string[];
  readonly negative: readonly string[];
}

/** A column that by itself tells the label nearly without error. */
export interface TellingColumn {
  readonly column: string;
  /** of the column alone, held out */
  readonly auc: number;
}

export interface LabelledTable extends UsableColumns {
  readonly labels: Uint8Array;
  /** of each row, by its id, or by its place in the file where there is none */
  readonly folds: Uint8Array;
  /** different ids */
  readonly ids?: number;
  readonly telling: readonly TellingColumn[];
  readonly labelled: LabelValues;
  /** rows without an id or a label, NA and the like included */
  readonly rowsLeftOut: number;
}

const shownLabels = 10;
/** No honest column of the public tables in docs/models/churn.md tells more by itself than .94. */
const tellingAuc = 0.99;

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
  const named = { label, ...(id === undefined ? {} : { id }) };
  const [labelColumn = label, key] = columnPlaces(path.basename(file), named, headers).map(
    (place) => headers[place],
  );
  if (positive === undefined || !namedLabels(positive).some((one) => isMissing(one, 'categories')))
    await emptyMissing(connection, labelColumn, 'categories');
  const needed = [key, labelColumn].flatMap((name) => (name === undefined ? [] : [{ name, header: name }]));
  const rowsLeftOut = await leaveOut(connection, path.basename(file), needed);
  const keys = key === undefined ? [] : [{ name: key, header: key }];
  await refuseRoundedIds(connection, path.basename(file), keys);
  const person = key === undefined ? `cast(${identifier(rowNumber)} as varchar)` : identifier(key);
  const order = `order by md5(${person}), ${identifier(rowNumber)}`;
  const select = async (expression: string) => {
    const reader = await connection.runAndReadAll(`select ${expression} from input ${order}`);
    return reader.getColumns()[0] ?? [];
  };
  const read = async (header: string) => (await select(identifier(header))) as Cells;
  const people = (await select(person)) as readonly string[];
  if (people.length === 0) throw new ClienteleError('rows-none', `${file} has no rows`);
  const ids = new Set(people).size;
  if (key !== undefined && ids < Math.min(foldCount, people.length))
    throw new ClienteleError(
      'too-few-data',
      `${file}: ${people.length} rows have ${ids} different ${key} between them, fewer than the ${foldCount} --folds; name the column that tells one customer from another, or none where each row is one`,
    );
  const target = { file, label, column: labelColumn };
  const { labels, labelled } = readLabels((await read(labelColumn)) as string[], positive, target);
  const features = headers.filter((one) => one !== key && one !== labelColumn);
  const fileRows = (await select(`cast(${identifier(rowNumber)} as double)`)) as readonly number[];
  const { columns, used, dropped } = await usableColumns(features, read, fileRows, labels);
  if (columns.length === 0)
    throw new ClienteleError(
      'column-missing',
      `${file} has no column to learn from${dropped.map(({ column, reason }) => `; ${column}: ${reason}`).join('')}`,
    );
  const folds = Uint8Array.from(people, (one) => foldOf(one, foldCount));
  const telling = columns
    .map((column) => ({ column: column.name, auc: aucAlone(column, labels, folds) }))
    .filter(({ auc }) => auc >= tellingAuc);
  return {
    ...{ labels, columns, folds, used, dropped, telling, labelled, rowsLeftOut },
    ...(key === undefined ? {} : { ids }),
  };
}

/** 1 for who is positive, and the values on either side. */
function readLabels(
  said: readonly string[],
  positive: string | undefined,
  { file, label, column }: { readonly file: string; readonly label: string; readonly column: string },
): Pick<LabelledTable, 'labels' | 'labelled'> {
  const isStaying = asksWhoStayed(column);
  const labelled = partLabels(said, positive, isStaying);
  const values = [...labelled.positive, ...labelled.negative].slice(0, shownLabels).join(', ');
  const unknown = labelled.negative.filter((value) => churnSide(value) === undefined);
  const isUnclear = labelled.positive.length > 0 && labelled.negative.length > 1 && unknown.length > 0;
  if (positive === undefined && isUnclear)
    throw new ClienteleError(
      'column-invalid',
      `${file}: ${column} has more than two values (${values}); name the positive one, in quotes, as ${flagOf(label, labelled.positive)}, the others are negative then`,
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
      : `, whose values are ${values}; a model needs both kinds: name the one of who left, in quotes, as ${flagOf(label)}`;
    throw new ClienteleError(
      'too-few-data',
      `${file}: ${count} of ${said.length} rows are positive in ${column}${why}`,
    );
  }
  return { labels, labelled };
}

/** How to name positive values, as a shell takes it. */
const flagOf = (label: string, values: readonly string[] = ['<value>']): string =>
  `--label "${label}=${values.join('|')}"`;

/** The values of a label on either side, the frequent ones first. */
function partLabels(said: readonly string[], positive: string | undefined, isStaying: boolean): LabelValues {
  const values = byFrequency(said);
  const left = new Set(positive === undefined ? leftOf(values, isStaying) : namedLabels(positive, values));
  return {
    positive: values.filter((one) => left.has(one)),
    negative: values.filter((one) => !left.has(one)),
  };
}

/** The values of who left: of two numbers one, else the words for it; of two words, where one is known, the other. */
function leftOf(values: readonly string[], isStaying: boolean): readonly string[] {
  const rising = twoNumbers(values);
  if (rising) return [rising[isStaying ? 0 : 1]];
  const sides = values.map((value) => churnSide(value, isStaying));
  const isOther = values.length === 2 && sides.includes(0);
  return values.filter((_, i) => sides[i] === 1 || (isOther && sides[i] === undefined));
}

/** Two numbers, the smaller first; undefined where the values are something else. */
function twoNumbers(values: readonly string[]): readonly [string, string] | undefined {
  const [one = '', other = ''] = values;
  const [a, b] = [numberOf(one, '.'), numberOf(other, '.')];
  if (values.length !== 2 || a === b || !Number.isFinite(a - b)) return undefined;
  return a < b ? [one, other] : [other, one];
}

/** The different values, the frequent ones first. */
export function byFrequency(values: readonly string[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const one of values) counts.set(one, (counts.get(one) ?? 0) + 1);
  return [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).map(([value]) => value);
}
