import type { DuckDBConnection } from '@duckdb/node-api';
import {
  type RfmMethod,
  type RfmSegment,
  rfmScores,
  rfmSegmentNames,
  rfmSegmentsOf,
} from '../../models/index.ts';
import { ClienteleError, openEngine, rows } from '../../warehouse/index.ts';
import { type CustomerRows, readCustomerRows } from './customerRows.ts';
import type { ColumnMap } from './inputFile.ts';
import { isPurchase, type UnusualRows, unusualRows } from './refunds.ts';
import { refuseRows } from './refuseRows.ts';
import { secondsSince } from './timing.ts';
import { readValues } from './values.ts';

export interface RfmEvaluationOptions {
  /** CSV, Parquet or NDJSON, one row per order (or per order line, with a column for `order`) */
  readonly file: string;
  /** headers of `customer`, `date`, `amount` and, if wanted, `order` */
  readonly columns: ColumnMap;
  /** ISO 8601 date; later rows do not count */
  readonly asOf: string;
  readonly bins: number;
  readonly method: RfmMethod;
}

export interface SegmentFigures {
  readonly customers: number;
  readonly orders: number;
  readonly revenue: number;
}

export interface RfmEvaluation extends SegmentFigures, UnusualRows, CustomerRows {
  /** rows of the file, and those after the as-of date */
  readonly rows: number;
  readonly rowsAfterAsOf: number;
  /** without a column of orders: rows of a customer and day that an earlier row has too, each an order all the same */
  readonly rowsOfSameDay: number;
  /** bins − 1 values each: days since the last order, orders, money */
  readonly cuts: {
    readonly recency: readonly number[];
    readonly frequency: readonly number[];
    readonly monetary: readonly number[];
  };
  /** only five bins have named segments; with another number this is empty */
  readonly segments: Readonly<Partial<Record<RfmSegment, SegmentFigures>>>;
  /** of the model alone */
  readonly seconds: number;
}

/**
 * Scores the customers of a file of transactions as the RFM mart would.
 * @throws ClienteleError naming the column or row that does not fit
 */
export async function evaluateRfm(options: RfmEvaluationOptions): Promise<RfmEvaluation> {
  const engine = await openEngine();
  try {
    const connection = await engine.connect();
    const read = await readCustomerRows(connection, options.file, options.columns);
    const customers = await readCustomers(connection, options);
    const begun = performance.now();
    const scores = rfmScores(customers, options.bins, options.method);
    const segments = options.bins === 5 ? sumBySegment(customers, rfmSegmentsOf(scores)) : {};
    return {
      rows: customers.totals.rows + read.rowsLeftOut + read.rowsWithoutAmount,
      ...read,
      rowsAfterAsOf: customers.totals.rowsAfterAsOf,
      rowsOfSameDay: customers.totals.rowsOfSameDay,
      ...(await unusualRows(connection)),
      customers: customers.frequency.length,
      orders: sum(customers.frequency),
      revenue: fourPlaces(sum(customers.monetary)),
      cuts: {
        recency: scores.recency.cuts.map(fourPlaces),
        frequency: scores.frequency.cuts.map(fourPlaces),
        monetary: scores.monetary.cuts.map(fourPlaces),
      },
      segments,
      seconds: secondsSince(begun),
    };
  } finally {
    engine.close();
  }
}

interface Customers {
  readonly recencyDays: Float64Array;
  readonly frequency: Float64Array;
  readonly monetary: Float64Array;
  readonly totals: { readonly rows: number; readonly rowsAfterAsOf: number; readonly rowsOfSameDay: number };
}

async function readCustomers(
  connection: DuckDBConnection,
  options: RfmEvaluationOptions,
): Promise<Customers> {
  const { asOf, columns } = options;
  await readValues(connection, options.file, columns, { date: 'day', amount: 'money' });
  if (columns.order)
    await refuseRows(connection, options.file, columns, 'input', [
      { bad: '"order" is null', name: 'order', value: '"order"', want: 'every row needs an order' },
    ]);
  await connection.run(`create temp view transactions as
    select customer, date_value as order_date, amount_value as amount,
      ${columns.order ? '"order"' : 'cast(row_number as varchar)'} as order_id
    from input`);
  const counts = `${isPurchase} and order_date <= date '${asOf}'`;
  const [counted] = await rows<{ all_rows: bigint; late_rows: bigint; other_rows: bigint }>(
    connection,
    `select count(*) as all_rows, count(*) filter (where order_date > date '${asOf}') as late_rows,
       count(*) filter (where ${counts}) - count(distinct (customer, order_date)) filter (where ${counts}) as other_rows
     from transactions`,
  );
  const totals = {
    rows: Number(counted?.all_rows ?? 0),
    rowsAfterAsOf: Number(counted?.late_rows ?? 0),
    rowsOfSameDay: columns.order ? 0 : Number(counted?.other_rows ?? 0),
  };
  if (totals.rows === totals.rowsAfterAsOf)
    throw new ClienteleError(
      'rows-none',
      totals.rows === 0
        ? `${options.file} has no rows`
        : `all ${totals.rows} rows of ${options.file} are after ${asOf}; give a later --as-of`,
    );
  const reader = await connection.runAndReadAll(`
    select cast(date '${asOf}' - max(order_date) filter (where ${isPurchase}) as double),
      cast(count(distinct order_id) filter (where ${isPurchase}) as double), cast(sum(amount) as double)
    from transactions where order_date <= date '${asOf}'
    group by customer having bool_or(${isPurchase}) order by customer`);
  const [recency = [], frequency = [], monetary = []] = reader.getColumns();
  if (recency.length === 0)
    throw new ClienteleError(
      'rows-none',
      `every amount of ${options.file} up to ${asOf} is negative: refunds, and no purchase`,
    );
  return {
    recencyDays: Float64Array.from(recency as number[]),
    frequency: Float64Array.from(frequency as number[]),
    monetary: Float64Array.from(monetary as number[]),
    totals,
  };
}

function sumBySegment(
  customers: Customers,
  segments: readonly RfmSegment[],
): Partial<Record<RfmSegment, SegmentFigures>> {
  const figures = new Map(rfmSegmentNames.map((name) => [name, { customers: 0, orders: 0, revenue: 0 }]));
  segments.forEach((segment, index) => {
    const figure = figures.get(segment);
    if (!figure) return;
    figure.customers += 1;
    figure.orders += customers.frequency[index] ?? 0;
    figure.revenue += customers.monetary[index] ?? 0;
  });
  for (const figure of figures.values()) figure.revenue = fourPlaces(figure.revenue);
  return Object.fromEntries(figures);
}

const sum = (values: Float64Array): number => values.reduce((total, value) => total + value, 0);

/** Four decimals, as money is stored. */
const fourPlaces = (amount: number): number => Math.round(amount * 10_000) / 10_000;
