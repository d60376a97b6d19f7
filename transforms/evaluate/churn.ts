import { ClienteleError, openEngine, rows } from '../../warehouse/index.ts';
import { byFolds, type ChurnContest, inTime } from './churnContest.ts';
import { churnSnapshot } from './churnFeatures.ts';
import { type ColumnMap, readInputFile } from './inputFile.ts';
import {
  type DroppedColumn,
  type LabelledTableOptions,
  type LabelValues,
  readLabelledTable,
  type UsedColumn,
} from './labelledTable.ts';
import { lastDay, strayRows } from './lastDay.ts';
import { type UnusualRows, unusualRows } from './refunds.ts';
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

export interface ChurnEvaluation extends ChurnContest, UnusualRows {
  readonly rows: number;
  readonly positives: number;
  /** rows of the file without a customer, or without an id or a label */
  readonly rowsLeftOut: number;
  /** rows that the models were fitted on (in the table form, all but one fold at a time) */
  readonly fittedRows: number;
  /** of a table: what its columns were taken for, which were left out and why, and the label's values on either side */
  readonly columns?: {
    readonly used: readonly UsedColumn[];
    readonly dropped: readonly DroppedColumn[];
  };
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
    await connection.run('set threads = 2');
    if ('table' in options) {
      const table = await readLabelledTable(connection, options.table, options.folds);
      const { labels, used, dropped, labelled, rowsLeftOut } = table;
      return {
        ...counted(labels, rowsLeftOut, labels.length),
        ...byFolds(table, options.folds),
        ...{ refundRows: 0, zeroRows: 0 },
        ...{ columns: { used, dropped }, label: labelled, seconds: secondsSince(begun) },
      };
    }
    const { asOf, horizonDays, file, columns } = options.transactions;
    const rowsLeftOut = await readInputFile(connection, file, columns, ['customer']);
    const hasAmount = columns.amount !== undefined;
    await readValues(connection, file, columns, { date: 'day', ...(hasAmount ? { amount: 'number' } : {}) });
    await connection.run(`create temp view transactions as select customer, date_value as order_date,
      ${hasAmount ? 'amount_value' : 'cast(1 as double)'} as amount from input`);
    const unusual = await unusualRows(connection);
    const [span] = await rows<{ first: string }>(
      connection,
      'select cast(min(order_date) as varchar) as first from transactions having count(*) > 0',
    );
    const end = await lastDay(connection);
    if (!span || !end) throw new ClienteleError('rows-none', `${file} has no rows`);
    const daysTo = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / 86_400_000;
    if (daysTo(asOf, end.last) < horizonDays)
      throw new ClienteleError(
        'too-few-data',
        `the file ends on ${end.last}${strayRows(end)}, less than ${horizonDays} days after ${asOf}: it is not known yet who left`,
      );
    const cutOffs: string[] = [];
    // labels of every earlier cut-off are complete by the as-of date
    for (let step = 1; step <= 4; step++) {
      const day = new Date(Date.parse(asOf) - step * horizonDays * 86_400_000).toISOString().slice(0, 10);
      if (daysTo(span.first, day) >= horizonDays || (step === 1 && day > span.first)) cutOffs.push(day);
    }
    if (cutOffs.length === 0)
      throw new ClienteleError(
        'too-few-data',
        `the file begins on ${span.first}: there is no earlier horizon of ${horizonDays} days before ${asOf} to learn from`,
      );
    const earlier = [];
    for (const day of cutOffs) earlier.push(await churnSnapshot(connection, day, horizonDays));
    const last = await churnSnapshot(connection, asOf, horizonDays);
    const fitted = {
      matrix: {
        rows: earlier.reduce((sum, one) => sum + one.matrix.rows, 0),
        columns: last.matrix.columns,
        values: Float64Array.from(earlier.flatMap(({ matrix }) => Array.from(matrix.values))),
      },
      labels: Uint8Array.from(earlier.flatMap(({ labels }) => Array.from(labels))),
    };
    return {
      ...counted(last.labels, rowsLeftOut, fitted.labels.length),
      ...unusual,
      ...inTime(fitted, last),
      seconds: secondsSince(begun),
    };
  } finally {
    engine.close();
  }
}

const counted = (labels: Uint8Array, rowsLeftOut: number, fittedRows: number) => ({
  rows: labels.length,
  positives: labels.reduce((sum, one) => sum + one, 0),
  rowsLeftOut,
  fittedRows,
});

const secondsSince = (begun: number) => Math.round(performance.now() - begun) / 1000;
