import { type DistinctStates, distinctStates } from '../../models/index.ts';
import { columnsOf, numbers } from '../columnValues.ts';
import type { StepContext } from '../step.ts';
import type { Grouping } from './parameters.ts';

export type Reader = Pick<StepContext, 'connection'>;

/** The customers of the as-of date, for as long as a fit or a scoring goes on. */
export const observed = 'temp.lifetime_customers';

/**
 * Makes `observed` anew.
 * @param among relation of the customers wanted; all without it
 */
export async function observe({ connection }: Reader, asOf: string, among?: string): Promise<void> {
  const isKept = among ? `d.customer_id in (select customer_id from ${among})` : 'true';
  await connection.run(`create or replace temp table lifetime_customers as ${statesSql(asOf, { isKept })}`);
}

/**
 * SELECT of one row per customer with a purchase up to a date: their state, days, spending and groups.
 * @param days relation of the days with a purchase, `purchase_days` or one like it
 */
export const statesSql = (until: string, { days = 'purchase_days', isKept = 'true' } = {}) => `
  select
    d.customer_id,
    cast(count(*) - 1 as double) as x,
    cast(days_between(d.first_date, max(d.purchase_date)) as double) as t_x,
    cast(days_between(d.first_date, date '${until}') as double) as t,
    sum(d.net_amount) as spent,
    coalesce(c.acquisition_channel, '') as channel,
    cast(year(d.first_date) as varchar) as cohort
  from ${days} as d
  left join customers as c on c.customer_id = d.customer_id
  where d.purchase_date <= date '${until}' and ${isKept}
  group by d.customer_id, d.first_date, c.acquisition_channel`;

export interface Extent {
  readonly customers: number;
  readonly returned: number;
  /**
   * repeat purchases, of each customer at most as many as all but one in a hundred make, and one at least:
   * one giant is not the rate of all
   */
  readonly purchases: number;
  /** sum of T over customers */
  readonly exposureDays: number;
  /** from the first purchase of all to the as-of date */
  readonly spanDays: number;
}

/** How much there is to learn from. */
export async function extentOf({ connection }: Reader): Promise<Extent> {
  const found = await columnsOf(
    connection,
    `
    select cast(count(*) as double) as customers, cast(count(*) filter (where x > 0) as double) as returned,
      coalesce(sum(least(x, usual)), 0) as purchases, coalesce(sum(t), 0) as exposure, coalesce(max(t), 0) as span
    from ${observed} cross join (select greatest(quantile_disc(x, 0.99), 1) as usual from ${observed})`,
  );
  const [customers = 0, returned = 0, purchases = 0, exposureDays = 0, spanDays = 0] = [
    'customers',
    'returned',
    'purchases',
    'exposure',
    'span',
  ].map((name) => numbers(found, name)[0]);
  return { customers, returned, purchases, exposureDays, spanDays };
}

/** Sums of the logarithms of days between purchases up to a date, of all (under '') or by group. */
export async function intervalSums(
  { connection }: Reader,
  until: string,
  { days = 'purchase_days', by = 'none' as Grouping } = {},
) {
  const group = {
    none: "''",
    channel: "coalesce(c.acquisition_channel, '')",
    cohort: 'cast(year(d.first_date) as varchar)',
  }[by];
  const found = await columnsOf(
    connection,
    `
    select ${group} as label, cast(d.interval_days as double) as days, cast(count(*) as double) as times
    from ${days} as d left join customers as c on c.customer_id = d.customer_id
    where d.interval_days is not null and d.purchase_date <= date '${until}'
    group by all order by all`,
  );
  const sums = new Map<string, number>();
  const [lengths, times] = [numbers(found, 'days'), numbers(found, 'times')];
  ((found.label ?? []) as string[]).forEach((label, i) => {
    const log = (times[i] as number) * Math.log(lengths[i] as number);
    sums.set(label, (sums.get(label) ?? 0) + log);
  });
  return sums;
}

/**
 * Distinct states of the customers observed, or of each group.
 * @param asOf with it, regularity can be fitted too: the intervals up to then are summed
 */
export async function statesBy(
  { connection }: Reader,
  by: Grouping,
  asOf?: string,
): Promise<ReadonlyMap<string, DistinctStates>> {
  const label = by === 'none' ? "''" : by;
  const found = await columnsOf(
    connection,
    `
    select ${label} as label, x, t_x, t, cast(count(*) as double) as customers
    from ${observed} group by all order by all`,
  );
  const intervals = asOf ? await intervalSums({ connection }, asOf, { by }) : undefined;
  const labels = (found.label ?? []) as string[];
  const [x, tx, T, count] = ['x', 't_x', 't', 'customers'].map((name) => numbers(found, name));
  const groups = new Map<string, DistinctStates>();
  for (let from = 0; from < labels.length; ) {
    const group = labels[from] as string;
    let to = from;
    while (to < labels.length && labels[to] === group) to++;
    const part = (column: Float64Array | undefined) => (column ?? new Float64Array(0)).slice(from, to);
    groups.set(
      group,
      distinctStates({
        x: part(x),
        tx: part(tx),
        T: part(T),
        count: part(count),
        ...(intervals && { sumLogIntervals: intervals.get(group) ?? 0 }),
      }),
    );
    from = to;
  }
  return groups;
}

/** Days from the first purchase of all to a date. */
export async function longestTime({ connection }: Reader, asOf: string): Promise<number> {
  const found = await columnsOf(
    connection,
    `select coalesce(cast(max(days_between(first_date, date '${asOf}')) as double), 0) as longest
    from purchase_days where purchase_date <= date '${asOf}'`,
  );
  return numbers(found, 'longest')[0] ?? 0;
}
