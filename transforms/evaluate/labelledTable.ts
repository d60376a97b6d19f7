import { createHash } from 'node:crypto';
import path from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { Matrix } from '../../models/index.ts';
import { ClienteleError, identifier, literal, rows } from '../../warehouse/index.ts';
import { readWholeFile, requireColumns } from './inputFile.ts';

export interface LabelledTableOptions {
  readonly file: string;
  readonly id: string;
  readonly label: string;
  /** the label's value that counts as positive; without it 1, true, yes, y or churned */
  readonly positive?: string;
}

export interface LabelledTable {
  readonly ids: readonly string[];
  readonly labels: Uint8Array;
  readonly matrix: Matrix;
  /** of the matrix's columns, e.g. `age` or `country = France` */
  readonly names: readonly string[];
  /** of each row, by its id */
  readonly folds: Uint8Array;
}

/** Values of a category that get a column of their own. */
const mostCategories = 20;
/** A text column of more distinct values than this share of the rows is a name or a number of something: no feature. */
const identifying = 0.5;

/**
 * A table of numbers and categories, found by themselves: a column all of whose cells are numbers is a number (empty cells become the
 * median, and a column says that they were empty), any other a category.
 * @throws ClienteleError naming the column or row that does not fit
 */
export async function readLabelledTable(
  connection: DuckDBConnection,
  { file, id, label, positive }: LabelledTableOptions,
  foldCount: number,
): Promise<LabelledTable> {
  const headers = await readWholeFile(connection, file, 'input');
  requireColumns(path.basename(file), { id, label }, headers);
  const key = headers.find((one) => one.toLowerCase() === id.toLowerCase()) ?? id;
  const target = headers.find((one) => one.toLowerCase() === label.toLowerCase()) ?? label;
  const [empty] = await rows<{ n: bigint | null }>(
    connection,
    `select min(row_number) as n from input where ${identifier(key)} is null or ${identifier(target)} is null`,
  );
  if (empty && empty.n !== null)
    throw new ClienteleError('row-invalid', `${file}, row ${empty.n}: ${key} or ${target} is empty`);
  const isPositive = positive
    ? `${identifier(target)} = ${literal(positive)}`
    : `lower(${identifier(target)}) in ('1', '1.0', 'true', 'yes', 'y', 't', 'churned')`;
  const order = `order by md5(${identifier(key)}), row_number`;
  const first = await connection.runAndReadAll(
    `select ${identifier(key)}, cast(${isPositive} as integer) from input ${order}`,
  );
  const [ids = [], labels = []] = first.getColumns() as [string[], number[]];
  const positives = labels.reduce((sum, one) => sum + one, 0);
  if (ids.length === 0) throw new ClienteleError('rows-none', `${file} has no rows`);
  if (positives === 0 || positives === ids.length)
    throw new ClienteleError(
      'too-few-data',
      `${file}: ${positives} of ${ids.length} rows are positive in ${target}; a model needs both kinds (name the positive one as --label ${label}=<value>)`,
    );
  const columns: { name: string; values: Float64Array }[] = [];
  for (const header of headers.filter((one) => one !== key && one !== target)) {
    const name = identifier(header);
    const [kind] = await rows<{
      texts: bigint;
      distinct_values: bigint;
      empties: bigint;
      median: number | null;
    }>(
      connection,
      `select count(*) filter (where ${name} is not null and (try_cast(${name} as double) is null or not isfinite(try_cast(${name} as double)))) as texts,
         count(distinct ${name}) as distinct_values, count(*) filter (where ${name} is null) as empties,
         median(try_cast(${name} as double)) filter (where isfinite(try_cast(${name} as double))) as median from input`,
    );
    if (!kind || Number(kind.distinct_values) === 0) continue;
    const read = async (expression: string, shown: string) => {
      const reader = await connection.runAndReadAll(
        `select cast(${expression} as double) from input ${order}`,
      );
      columns.push({ name: shown, values: Float64Array.from(reader.getColumns()[0] as number[]) });
    };
    if (kind.texts === 0n) {
      await read(`coalesce(try_cast(${name} as double), ${kind.median ?? 0})`, header);
      if (kind.empties > 0n) await read(`${name} is null`, `${header} is empty`);
      continue;
    }
    if (Number(kind.distinct_values) > Math.max(mostCategories, identifying * ids.length)) continue;
    const common = await rows<{ value: string }>(
      connection,
      `select ${name} as value from input where ${name} is not null group by all order by count(*) desc, value limit ${mostCategories}`,
    );
    for (const { value } of common)
      await read(`coalesce(${name} = ${literal(value)}, false)`, `${header} = ${value}`);
  }
  if (columns.length === 0) throw new ClienteleError('column-missing', `${file} has no column to learn from`);
  return {
    ids,
    labels: Uint8Array.from(labels),
    folds: Uint8Array.from(ids, (one) => foldOf(one, foldCount)),
    names: columns.map(({ name }) => name),
    matrix: matrixOf(columns.map(({ values }) => values)),
  };
}

/** The fold of a text: its MD5, read as one number, modulo the number of folds. */
export const foldOf = (text: string, folds: number): number =>
  Number(BigInt(`0x${createHash('md5').update(text).digest('hex')}`) % BigInt(folds));

/** Columns of equal length as rows. */
export function matrixOf(columns: readonly Float64Array[]): Matrix {
  const n = columns[0]?.length ?? 0;
  const values = new Float64Array(n * columns.length);
  columns.forEach((column, c) => {
    for (let i = 0; i < n; i++) values[i * columns.length + c] = column[i] as number;
  });
  return { rows: n, columns: columns.length, values };
}
