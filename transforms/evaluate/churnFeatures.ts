import type { DuckDBConnection } from '@duckdb/node-api';
import { type Matrix, matrixOfColumns } from '../../models/index.ts';
import { isPurchase, purchaseDays } from './refunds.ts';

/** What is known of customers at the end of a day, and who bought nothing within the horizon after it. */
export interface ChurnSnapshot {
  readonly matrix: Matrix;
  readonly labels: Uint8Array;
}

/**
 * SQL: the silence in intervals of one's own; three of them say far more than two, which a logarithm all but hides from a
 * line. Beyond ten nothing more is said.
 */
const ofOwnRhythm = 'least((1 + recency) / (1 + coalesce(mean_gap, tenure + 1)), 10)';

/** SQL: days as they are beside their logarithms, which to a line hardly tell one long silence from another. */
const inDays = 'recency, tenure, coalesce(mean_gap, tenure)';

/** The place of the days since the last order among the columns. */
export const recencyColumn = 0;

/**
 * Features from rows of the table `transactions` (customer, order_date, amount) on or before a day, and labels from
 * those after it: nothing of the later period is in a feature. Customers are those who bought on or before the day, in
 * the order of their names.
 */
export async function churnSnapshot(
  connection: DuckDBConnection,
  day: string,
  horizonDays: number,
): Promise<ChurnSnapshot> {
  const reader = await connection.runAndReadAll(`
    with past as (
      select *, date '${day}' - order_date as age from (${purchaseDays(day)})
    ), spaced as (
      select *, order_date - lag(order_date) over (partition by customer order by order_date) as gap,
        row_number() over (partition by customer order by order_date desc) as back
      from past
    ), features as (
      select customer, cast(min(age) as double) as recency, cast(max(age) as double) as tenure,
        cast(count(*) as double) as orders,
        cast(count(*) filter (where age < 30) as double) as orders_30,
        cast(count(*) filter (where age < 90) as double) as orders_90,
        cast(count(*) filter (where age < 180) as double) as orders_180,
        cast(count(*) filter (where age < 365) as double) as orders_365,
        cast(avg(gap) as double) as mean_gap, cast(coalesce(stddev_pop(gap), 0) as double) as gap_deviation,
        cast(sum(amount) as double) as money,
        cast(coalesce(sum(amount) filter (where age < 90), 0) as double) as money_90,
        cast(avg(amount) as double) as mean_amount,
        cast(avg(amount) filter (where back <= 3) as double) as late_amount,
        cast(max(gap) filter (where back = 1) as double) as last_gap
      from spaced group by customer
    ), later as (
      select distinct customer from transactions
      where order_date > date '${day}' and order_date <= date '${day}' + ${horizonDays} and ${isPurchase}
    )
    select ln(1 + recency), ln(1 + tenure), ln(1 + orders), orders_30, orders_90, orders_180, orders_365,
      ln(1 + coalesce(mean_gap, tenure)), ln(1 + gap_deviation), ln((1 + recency) / (1 + coalesce(mean_gap, tenure + 1))),
      sign(money) * ln(1 + abs(money)), sign(money_90) * ln(1 + abs(money_90)), sign(mean_amount) * ln(1 + abs(mean_amount)),
      case when mean_amount > 0 then greatest(least(late_amount / mean_amount, 10), -10) else 1 end,
      coalesce(ln((1 + last_gap) / (1 + mean_gap)), 0),
      ${ofOwnRhythm}, recency / (1 + tenure), ${inDays},
      cast(later.customer is null as integer)
    from features left join later on later.customer = features.customer
    order by features.customer`);
  const columns = reader.getColumns().map((one) => Float64Array.from(one as number[]));
  return { matrix: matrixOfColumns(columns.slice(0, -1)), labels: Uint8Array.from(columns.at(-1) ?? []) };
}
