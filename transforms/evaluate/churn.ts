import type { DuckDBConnection } from '@duckdb/node-api';
import { stackRows } from '../../models/index.ts';
import { ClienteleError, openEngine, rows } from '../../warehouse/index.ts';
import { daysBefore, daysBetween } from '../days.ts';
import { byFolds, type ChurnContest, inTime } from './churnContest.ts';
import { churnSnapshot } from './churnFeatures.ts';
import { type CustomerRows, readCustomerRows } from './customerRows.ts';
import type { ColumnMap } from './inputFile.ts';
import {
  type LabelledTable,
  type LabelledTableOptions,
  type LabelValues,
  readLabelledTable,
} from './labelledTable.ts';
import { lastDay, strayRows } from './lastDay.ts';
import { type UnusualRows, unusualRows } from './refunds.ts';
import { secondsSince } from './timing.ts';
import { readValues } from './values.ts';

export interface ChurnTransactionsOptions {
  readonly file: string;
  /** headers of `customer`, `date` and, if wanted, `amount` */
  readonly columns: ColumnMap;
  /** the day after which it is foretold who buys nothing */
  readonly asOf: string;
  readonly horizonDays: number;
}

export type ChurnEvaluationOptions =
  | { readonly table: LabelledTableOptions; readonly folds: number }
  | { readonly transactions: ChurnTransactionsOptions };

export interface ChurnEvaluation
  extends ChurnContest,
    UnusualRows,
    Partial<Omit<CustomerRows, 'rowsLeftOut'>> {
  readonly rows: number;
  readonly positives: number;
  /** rows of the file without a customer, or without an id that was named, or a label */
  readonly rowsLeftOut: number;
  /** rows that the models were fitted on (in the table form, all but one fold at a time) */
  readonly fittedRows: number;
  /** of transactions: how many of those left */
  readonly fittedPositives?: number;
  /** of a table with an id: how many different ones; the rows of one are held out together */
  readonly ids?: number;
  /**
   * of a table: what its columns were taken for, which were left out and why, which tell the label by themselves, and
   * the label's values on either side
   */
  readonly columns?: Pick<LabelledTable, 'used' | 'dropped' | 'telling'>;
  readonly label?: LabelValues;
  readonly seconds: number;
}

/**
 * Fits churn models and holds them to rows that they have not seen.
 * @throws ClienteleError naming the column or row that does not fit
 */
export async function evaluateChurn(options: ChurnEvaluationOptions): Promise<ChurnEvaluation> {
  const engine = await openEngine();
  const begun = performance.now();
  try {
    const connection = await engine.connect();
    const found =
      'table' in options
        ? await ofTable(connection, options.table, options.folds)
        : await ofTransactions(connection, options.transactions);
    return { ...found, seconds: secondsSince(begun) };
  } finally {
    engine.close();
  }
}

type Untimed = Omit<ChurnEvaluation, 'seconds'>;

async function ofTable(
  connection: DuckDBConnection,
  options: LabelledTableOptions,
  folds: number,
): Promise<Untimed> {
  const table = await readLabelledTable(connection, options, folds);
  const { labels, ids, used, dropped, telling, labelled, rowsLeftOut } = table;
  return {
    ...counted(labels, rowsLeftOut, labels.length),
    ...byFolds(table, folds),
    ...{ refundRows: 0, zeroRows: 0 },
    ...(ids === undefined ? {} : { ids }),
    ...{ columns: { used, dropped, telling }, label: labelled },
  };
}

async function ofTransactions(
  connection: DuckDBConnection,
  { asOf, horizonDays, file, columns }: ChurnTransactionsOptions,
): Promise<Untimed> {
  const { rowsLeftOut, ...read } = await readCustomerRows(connection, file, columns);
  const hasAmount = columns.amount !== undefined;
  await readValues(connection, file, columns, { date: 'day', ...(hasAmount ? { amount: 'number' } : {}) });
  await connection.run(`create temp view transactions as select customer, date_value as order_date,
      ${hasAmount ? 'amount_value' : 'cast(1 as double)'} as amount from input`);
  const unusual = await unusualRows(connection);
  const earlier = [];
  for (const day of await cutOffsBefore(connection, file, asOf, horizonDays))
    earlier.push(await churnSnapshot(connection, day, horizonDays));
  const last = await churnSnapshot(connection, asOf, horizonDays);
  const fitted = {
    matrix: stackRows(earlier.map(({ matrix }) => matrix)),
    labels: new Uint8Array(Buffer.concat(earlier.map(({ labels }) => labels))),
  };
  return {
    ...counted(last.labels, rowsLeftOut, fitted.labels.length),
    fittedPositives: sum(fitted.labels),
    ...read,
    ...unusual,
    ...inTime(fitted, last),
  };
}

/** The days to learn from, the latest first: horizons before `asOf`, by which it is known of each who left after it. */
async function cutOffsBefore(
  connection: DuckDBConnection,
  file: string,
  asOf: string,
  horizonDays: number,
): Promise<readonly string[]> {
  const [span] = await rows<{ first: string }>(
    connection,
    'select cast(min(order_date) as varchar) as first from transactions having count(*) > 0',
  );
  const end = await lastDay(connection);
  if (!span || !end) throw new ClienteleError('rows-none', `${file} has no rows`);
  if (daysBetween(asOf, end.last) < horizonDays)
    throw new ClienteleError(
      'too-few-data',
      `the file ends on ${end.last}${strayRows(end)}, less than ${horizonDays} days after ${asOf}: it is not known yet who left`,
    );
  const cutOffs = [1, 2, 3, 4]
    .map((step) => daysBefore(asOf, step * horizonDays))
    .filter((day, i) => daysBetween(span.first, day) >= horizonDays || (i === 0 && day > span.first));
  if (cutOffs.length === 0)
    throw new ClienteleError(
      'too-few-data',
      `the file begins on ${span.first}: there is no earlier horizon of ${horizonDays} days before ${asOf} to learn from`,
    );
  return cutOffs;
}

const sum = (labels: Uint8Array): number => labels.reduce((total, one) => total + one, 0);

const counted = (labels: Uint8Array, rowsLeftOut: number, fittedRows: number) => ({
  rows: labels.length,
  positives: sum(labels),
  rowsLeftOut,
  fittedRows,
});
