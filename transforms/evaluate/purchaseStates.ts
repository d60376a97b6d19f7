import type { DuckDBConnection } from '@duckdb/node-api';
import type { PurchaseStates } from '../../models/index.ts';
import { ClienteleError, rows } from '../../warehouse/index.ts';
import { daysBetween } from '../days.ts';
import { type CustomerRows, readCustomerRows } from './customerRows.ts';
import { type ColumnMap, readInputFile } from './inputFile.ts';
import { lastDay, strayRows } from './lastDay.ts';
import { isPurchase, purchaseDays, type UnusualRows, unusualRows } from './refunds.ts';
import { refuseRows } from './refuseRows.ts';
import { readValues } from './values.ts';

/** Customers as of the end of the calibration period, one element each, and what they did in the holdout. */
export interface ObservedCustomers extends UnusualRows, CustomerRows {
  readonly rows: number;
  readonly states: PurchaseStates;
  /** mean value of the repeat transactions, net of refunds; NaN where there is none; absent without amounts */
  readonly value?: Float64Array;
  /** repeat transactions in the holdout; absent without one */
  readonly holdout?: Float64Array;
  /** length of the holdout, in the unit of the states */
  readonly horizon?: number;
  /** why the file does not say who bought in the holdout; absent where it does */
  readonly unseen?: string;
}

export interface TransactionsOptions {
  readonly file: string;
  /** headers of `customer`, `date` and, if wanted, `amount` */
  readonly columns: ColumnMap;
  /** ISO 8601 dates; later rows do not count */
  readonly calibrationEnd: string;
  readonly holdoutEnd: string;
  readonly unit: 'day' | 'week';
}

/**
 * States from a file of transactions; those of one customer on one day are one. Whether the holdout was seen is told
 * beside them.
 * @throws ClienteleError naming the column or row that does not fit
 */
export async function statesOfTransactions(
  connection: DuckDBConnection,
  { file, columns, calibrationEnd, holdoutEnd, unit }: TransactionsOptions,
): Promise<ObservedCustomers> {
  if (holdoutEnd <= calibrationEnd)
    throw new ClienteleError(
      'dates-invalid',
      `the holdout ends on ${holdoutEnd}, which is not after ${calibrationEnd}`,
    );
  const read = await readCustomerRows(connection, file, columns);
  const hasAmount = columns.amount !== undefined;
  await readValues(connection, file, columns, { date: 'day', ...(hasAmount ? { amount: 'money' } : {}) });
  await connection.run(`create temp view transactions as select customer, date_value as order_date,
    ${hasAmount ? 'amount_value' : 'cast(null as decimal(18, 4))'} as amount from input`);
  const days = unit === 'week' ? 7 : 1;
  const reader = await connection.runAndReadAll(`
    with days as (${purchaseDays(calibrationEnd)}
    ), spaced as (
      select *, min(order_date) over (partition by customer) as first_date,
        order_date - lag(order_date) over (partition by customer order by order_date) as interval_days
      from days
    ), later as (
      select customer, count(distinct order_date) as purchases
      from transactions
      where order_date > date '${calibrationEnd}' and order_date <= date '${holdoutEnd}' and ${isPurchase}
      group by customer
    )
    select
      cast(count(*) - 1 as double),
      cast(max(order_date) - first_date as double) / ${days},
      cast(date '${calibrationEnd}' - first_date as double) / ${days},
      cast(coalesce(any_value(purchases), 0) as double),
      coalesce(cast(avg(amount) filter (where order_date > first_date) as double), 'nan'),
      coalesce(sum(ln(interval_days) order by order_date), 0)
    from spaced left join later on later.customer = spaced.customer
    group by spaced.customer, first_date order by spaced.customer`);
  const [x, tx, T, holdout, value, logs] = reader
    .getColumns()
    .map((one) => Float64Array.from(one as number[]));
  const [counted] = await rows<{ n: bigint }>(connection, 'select count(*) as n from transactions');
  if (!x || !tx || !T || !holdout || !value || !logs || x.length === 0)
    throw new ClienteleError(
      'rows-none',
      `${file} has no customer whose first transaction is on or before ${calibrationEnd}`,
    );
  const repeats = x.reduce((sum, one) => sum + one, 0);
  const unseen = await holdoutUnseen(connection, calibrationEnd, holdoutEnd);
  return {
    rows: Number(counted?.n ?? 0) + read.rowsLeftOut + read.rowsWithoutAmount,
    ...read,
    ...(await unusualRows(connection)),
    states: {
      x,
      tx,
      T,
      sumLogIntervals: logs.reduce((sum, one) => sum + one, 0) - repeats * Math.log(days),
    },
    ...(hasAmount ? { value } : {}),
    holdout,
    horizon: daysBetween(calibrationEnd, holdoutEnd) / days,
    ...(unseen === undefined ? {} : { unseen }),
  };
}

/**
 * Why the file does not say who bought in the holdout, undefined where it does. A file that ends before the holdout may
 * have been written before that was over, or nobody bought in its last days. The latter is taken for true where nobody
 * bought for as long before in the same file: that of a shop may end on the eve of a holiday, that of three customers
 * weeks earlier.
 */
async function holdoutUnseen(
  connection: DuckDBConnection,
  calibrationEnd: string,
  holdoutEnd: string,
): Promise<string | undefined> {
  const end = await lastDay(connection);
  if (!end) return undefined;
  const { last, longestSilence } = end;
  const silence = daysBetween(last, holdoutEnd);
  const ends = `the file ends on ${last}${strayRows(end)}`;
  if (last <= calibrationEnd)
    return `${ends}, and the holdout begins after ${calibrationEnd}: it is not known yet who came back`;
  if (silence > longestSilence)
    return `${ends}, ${silence} days before the holdout does, and was never silent for longer than ${longestSilence}: it is not known yet who came back by ${holdoutEnd}; give an earlier --holdout-end`;
  return undefined;
}

export interface SummaryOptions {
  readonly file: string;
  /** headers of `x`, `t_x`, `T` and, if wanted, `holdout`, `value` */
  readonly columns: ColumnMap;
  /** length of the holdout, in the unit of T */
  readonly horizon?: number;
}

/**
 * States from a table with one row per customer, as the BTYD packages for R write them.
 * @throws ClienteleError naming the column or row that does not fit
 */
export async function statesOfSummary(
  connection: DuckDBConnection,
  { file, columns, horizon }: SummaryOptions,
): Promise<ObservedCustomers> {
  await readInputFile(connection, file, columns);
  const kinds = Object.fromEntries(Object.keys(columns).map((name) => [name, 'number' as const]));
  await readValues(connection, file, columns, kinds, columns.value === undefined ? [] : ['value']);
  const rule = (name: string, bad: string, want: string) => ({ bad, name, value: `"${name}"`, want });
  await refuseRows(connection, file, columns, 'input', [
    rule('x', 'x_value < 0 or x_value <> floor(x_value)', 'x is a whole number of repeat transactions'),
    rule('T', 'T_value < 0', 'T is a time, no less than 0'),
    rule(
      't_x',
      't_x_value < 0 or t_x_value > T_value or (x_value = 0 and t_x_value <> 0)',
      't_x is from 0 to T, and 0 where x is 0',
    ),
    ...(columns.holdout ? [rule('holdout', 'holdout_value < 0', 'a number of transactions is wanted')] : []),
  ]);
  const reader = await connection.runAndReadAll(
    `select x_value, t_x_value, T_value, ${columns.holdout ? 'holdout_value' : '0::double'}, ${columns.value ? "coalesce(value_value, 'nan')" : "'nan'::double"}
     from input order by row_number`,
  );
  const [x, tx, T, holdout, value] = reader.getColumns().map((one) => Float64Array.from(one as number[]));
  if (!x || !tx || !T || !holdout || !value || x.length === 0)
    throw new ClienteleError('rows-none', `${file} has no rows`);
  if (columns.holdout && horizon === undefined)
    throw new ClienteleError(
      'option-missing',
      'a holdout column needs --horizon, its length in the unit of T',
    );
  return {
    rows: x.length,
    ...{ rowsLeftOut: 0, rowsWithoutAmount: 0, refundRows: 0, zeroRows: 0 },
    states: { x, tx, T },
    ...(columns.value ? { value } : {}),
    ...(columns.holdout ? { holdout } : {}),
    ...(horizon === undefined ? {} : { horizon }),
  };
}
