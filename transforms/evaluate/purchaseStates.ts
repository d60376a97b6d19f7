import type { DuckDBConnection } from '@duckdb/node-api';
import type { PurchaseStates } from '../../models/index.ts';
import { ClienteleError, rows } from '../../warehouse/index.ts';
import { type ColumnMap, readInputFile } from './inputFile.ts';
import { amountRule, dateOf, dateRule, refuseRows } from './refuseRows.ts';

/** Customers as of the end of the calibration period, one element each, and what they did in the holdout. */
export interface ObservedCustomers {
  readonly rows: number;
  /** rows of nobody: without a customer */
  readonly rowsLeftOut: number;
  readonly states: PurchaseStates;
  /** mean value of the repeat transactions; NaN where there is none; absent without amounts */
  readonly value?: Float64Array;
  /** repeat transactions in the holdout; absent without one */
  readonly holdout?: Float64Array;
  /** length of the holdout, in the unit of the states */
  readonly horizon?: number;
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
 * States from a file of transactions; those of one customer on one day are one.
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
  const rowsLeftOut = await readInputFile(connection, file, columns, ['customer']);
  const hasAmount = columns.amount !== undefined;
  await connection.run(`create temp table transactions as
    select row_number, customer, date, ${dateOf('date')} as order_date,
      ${hasAmount ? 'try_cast(amount as decimal(18, 4))' : 'cast(null as decimal(18, 4))'} as amount,
      ${hasAmount ? 'amount' : "''"} as amount_text
    from input`);
  await refuseRows(connection, file, columns, 'transactions', [dateRule, ...(hasAmount ? [amountRule] : [])]);
  const days = unit === 'week' ? 7 : 1;
  const reader = await connection.runAndReadAll(`
    with days as (
      select customer, order_date, sum(amount) as amount
      from transactions where order_date <= date '${holdoutEnd}' group by customer, order_date
    ), spaced as (
      select *, order_date <= date '${calibrationEnd}' as is_calibration,
        min(order_date) over (partition by customer) as first_date,
        order_date - lag(order_date) over (partition by customer order by order_date) as interval_days
      from days
    )
    select
      cast(count(*) filter (where is_calibration) - 1 as double),
      cast(max(order_date) filter (where is_calibration) - first_date as double) / ${days},
      cast(date '${calibrationEnd}' - first_date as double) / ${days},
      cast(count(*) filter (where not is_calibration) as double),
      coalesce(cast(avg(amount) filter (where is_calibration and order_date > first_date) as double), 'nan'),
      coalesce(sum(ln(interval_days) order by order_date) filter (where is_calibration), 0)
    from spaced where first_date <= date '${calibrationEnd}'
    group by customer, first_date order by customer`);
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
  return {
    rows: Number(counted?.n ?? 0) + rowsLeftOut,
    rowsLeftOut,
    states: {
      x,
      tx,
      T,
      sumLogIntervals: logs.reduce((sum, one) => sum + one, 0) - repeats * Math.log(days),
    },
    ...(hasAmount ? { value } : {}),
    holdout,
    horizon: (Date.parse(holdoutEnd) - Date.parse(calibrationEnd)) / 86_400_000 / days,
  };
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
  const number = (name: string) =>
    columns[name] === undefined ? 'cast(null as double)' : `try_cast("${name}" as double)`;
  await connection.run(`create temp table states as select *, ${number('x')} as x_value, ${number('t_x')} as tx_value,
    ${number('T')} as t_value, ${number('holdout')} as holdout_value, ${number('value')} as value_value from input`);
  const rule = (name: string, bad: string, want: string) => ({ bad, name, value: `"${name}"`, want });
  const notFinite = (value: string) => `(${value} is null or not isfinite(${value}) or ${value} < 0)`;
  await refuseRows(connection, file, columns, 'states', [
    rule(
      'x',
      `${notFinite('x_value')} or x_value <> floor(x_value)`,
      'x is a whole number of repeat transactions',
    ),
    rule('T', notFinite('t_value'), 'T is a time, no less than 0'),
    rule(
      't_x',
      `${notFinite('tx_value')} or tx_value > t_value or (x_value = 0 and tx_value <> 0)`,
      't_x is from 0 to T, and 0 where x is 0',
    ),
    ...(columns.holdout ? [rule('holdout', notFinite('holdout_value'), 'a number of transactions')] : []),
  ]);
  const reader = await connection.runAndReadAll(
    "select x_value, tx_value, t_value, coalesce(holdout_value, 0), coalesce(value_value, 'nan') from states order by row_number",
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
    rowsLeftOut: 0,
    states: { x, tx, T },
    ...(columns.value ? { value } : {}),
    ...(columns.holdout ? { holdout } : {}),
    ...(horizon === undefined ? {} : { horizon }),
  };
}
