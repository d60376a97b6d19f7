import type { PurchaseStates, Spending } from '../../models/index.ts';
import { columnsOf, numbers } from '../columnValues.ts';
import { sampled } from '../sampled.ts';
import { intervalSums, observed, type Reader, statesSql } from './observe.ts';
import { observePast, pastDays } from './pastDays.ts';

/** Customers up to this number are all looked at where a sample would do. */
const sampleLimit = 20_000;

/** Customers as they were known at a past date and what they did since, at most about 20 thousand of them. */
export interface HoldoutSample {
  readonly states: PurchaseStates;
  /** purchase days up to the date and their mean value */
  readonly spending: Spending;
  /** purchase days since, and what was spent on them */
  readonly purchases: Float64Array;
  readonly value: Float64Array;
  /** repeat purchases up to the date by month, `2026-03` */
  readonly came: ReadonlyMap<string, number>;
}

export async function holdoutSample(
  { connection }: Reader,
  customers: number,
  until: string,
  asOf: string,
): Promise<HoldoutSample> {
  await observePast({ connection }, until, sampled('o.customer_id', customers, sampleLimit));
  const found = await columnsOf(
    connection,
    `
    with states as (${statesSql(until, { days: pastDays })}), later as (
      select customer_id, count(*) as purchases, sum(net_amount) as value
      from purchase_days as d
      where purchase_date > date '${until}' and purchase_date <= date '${asOf}' and ${sampled('d.customer_id', customers, sampleLimit)}
      group by customer_id
    )
    select s.x, s.t_x, s.t, s.x + 1 as orders, cast(s.spent as double) / (s.x + 1) as mean_value,
      cast(coalesce(l.purchases, 0) as double) as purchases, cast(coalesce(l.value, 0) as double) as value
    from states as s left join later as l on l.customer_id = s.customer_id
    order by s.customer_id`,
  );
  const intervals = await intervalSums({ connection }, until, { days: pastDays });
  const came = await monthlyRepeats({ connection }, until, pastDays);
  await connection.run(`drop table ${pastDays}`);
  const of = (name: string) => numbers(found, name);
  return {
    states: { x: of('x'), tx: of('t_x'), T: of('t'), sumLogIntervals: intervals.get('') ?? 0 },
    spending: { x: of('orders'), z: of('mean_value') },
    purchases: of('purchases'),
    value: of('value'),
    came,
  };
}

/** Repeat purchases up to a date by month, `2026-03`. */
export async function monthlyRepeats(
  { connection }: Reader,
  until: string,
  days = 'purchase_days',
): Promise<ReadonlyMap<string, number>> {
  const found = await columnsOf(
    connection,
    `select substr(cast(d.purchase_date as varchar), 1, 7) as month, cast(count(*) as double) as purchases
    from ${days} as d
    where d.purchase_date > d.first_date and d.purchase_date <= date '${until}'
    group by all order by all`,
  );
  const purchases = numbers(found, 'purchases');
  return new Map(((found.month ?? []) as string[]).map((month, i) => [month, purchases[i] as number]));
}

/** Purchase days and their mean value of at most about 20 thousand customers. */
export async function spendingSample({ connection }: Reader, customers: number): Promise<Spending> {
  const found = await columnsOf(
    connection,
    `
    select x + 1 as orders, cast(spent as double) / (x + 1) as mean_value
    from ${observed} where ${sampled('customer_id', customers, sampleLimit)} order by customer_id`,
  );
  return { x: numbers(found, 'orders'), z: numbers(found, 'mean_value') };
}
