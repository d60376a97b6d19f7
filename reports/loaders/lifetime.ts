import { compareMeans, holdTogether, type Verdict, verdictOf } from '../../models/index.ts';
import type { Snapshot } from '../build/snapshot.ts';

export interface LifetimeSettings {
  readonly model: string;
  /** why no model stands; null with one */
  readonly noModel: string | null;
  readonly isSeasonal: boolean;
  readonly grouping: string;
  readonly holdoutDays: number | null;
  /** share above the 80 % interval, of the customers whose upper end is not 0 */
  readonly above: number | null;
  readonly marginShare: number;
  readonly marginSource: string;
  /** as the cost of products has it, below 0 where they were sold for less; null where that is not known */
  readonly marginOfProducts: number | null;
  readonly horizonMonths: number;
  readonly discountRate: number;
  readonly independence: number | null;
  readonly independenceHolds: boolean | null;
}

export interface LifetimeTotals {
  readonly customers: number;
  readonly clv: number;
  readonly median: number;
  /** mean over those of whom a model says whether they are still there; null where it says so of nobody */
  readonly alive: number | null;
  readonly orders12m: number;
  readonly margin12m: number;
}

/** Customers whose value is from `from` up to the next band; the last band has no end. */
export interface ValueBand {
  readonly from: number;
  readonly customers: number;
  readonly clv: number;
}

export interface LifetimeDecile {
  readonly decile: number;
  readonly customers: number;
  readonly predicted: number;
  readonly realised: number;
  readonly naive: number;
  readonly predictedValue: number;
  readonly realisedValue: number;
  readonly naiveValue: number;
}

/** Customers of one channel, or of one year of the first order. */
export interface LifetimeGroup {
  readonly group: string;
  readonly customers: number;
  /** null where no model says who is still there */
  readonly alive: number | null;
  readonly orders12m: number;
  readonly mean: number;
  readonly median: number;
  readonly total: number;
  /** its mean against that of all others, with the 95 % interval of the difference; null where not testable */
  readonly difference: number | null;
  readonly low: number | null;
  readonly high: number | null;
  /** all groups of the page held to one level */
  readonly verdict: Verdict;
}

export interface AliveCell {
  /** index of `recencyBands` and of `frequencyBands` */
  readonly recency: number;
  readonly frequency: number;
  readonly customers: number;
  /** null where no model says who is still there */
  readonly alive: number | null;
  readonly orders12m: number;
}

export interface LifetimeData {
  readonly settings: LifetimeSettings | null;
  readonly totals: LifetimeTotals | null;
  readonly bands: readonly ValueBand[];
  readonly deciles: readonly LifetimeDecile[];
  readonly channels: readonly LifetimeGroup[];
  readonly cohorts: readonly LifetimeGroup[];
  readonly map: readonly AliveCell[];
  /** days since the last order, each band up to and including its number; the last has no end */
  readonly recencyBands: readonly (number | null)[];
  /** orders, likewise */
  readonly frequencyBands: readonly (number | null)[];
}

const recencyBands = [30, 60, 90, 180, 365, null] as const;
const frequencyBands = [1, 2, 4, 9, null] as const;

/** Steps of a size that people count in, about twenty up to the value below which 98 % lie. */
const bandsSql = `with top as (select greatest(quantile_cont(clv, 0.98), 0.0001)::double / 20 as step from customer_clv),
    nice as (select pow(10, floor(log10(step))) as unit, step / pow(10, floor(log10(step))) as lead from top),
    width as (select unit * case when lead <= 1 then 1 when lead <= 2 then 2 when lead <= 5 then 5 else 10 end as width from nice)
  select least(floor(clv / width), 20) * width as "from", count(*) as customers, cast(sum(clv) as double) as clv
  from customer_clv cross join width group by all order by all`;

/** What is known of a group before it is compared; the standard deviation of one customer is null. */
export type GroupSums = Omit<LifetimeGroup, 'difference' | 'low' | 'high' | 'verdict'> & {
  readonly sd: number | null;
};

const groupsSql = (
  group: string,
) => `select ${group} as "group", count(*) as customers, avg(v.p_alive) as alive,
    avg(v.expected_orders_12m) as orders12m, avg(v.clv) as mean, cast(median(v.clv) as double) as median,
    cast(sum(v.clv) as double) as total, stddev_samp(v.clv) as sd
  from customer_clv as v left join customer_360 as c using (customer_id) group by all order by all`;

const bandOf = (column: string, ends: readonly (number | null)[]) =>
  `case ${ends.map((end, i) => (end === null ? `else ${i}` : `when ${column} <= ${end} then ${i}`)).join(' ')} end`;

export async function load(snapshot: Snapshot): Promise<LifetimeData> {
  const [settings] =
    await snapshot.rows<LifetimeSettings>(`select model, no_model_because as "noModel", is_seasonal as "isSeasonal", grouping, holdout_days as "holdoutDays",
      above_80 as above, margin_share as "marginShare", margin_source as "marginSource", margin_of_products as "marginOfProducts",
      horizon_months as "horizonMonths", discount_rate as "discountRate", independence,
      independence_holds as "independenceHolds" from clv_settings`);
  const [totals] =
    await snapshot.rows<LifetimeTotals>(`select count(*) as customers, cast(sum(clv) as double) as clv,
      cast(median(clv) as double) as median, avg(p_alive) as alive, sum(expected_orders_12m) as "orders12m",
      cast(sum(expected_margin_12m) as double) as "margin12m" from customer_clv having count(*) > 0`);
  const byChannel = await snapshot.rows<GroupSums>(groupsSql("coalesce(c.acquisition_channel, 'unknown')"));
  const byCohort = await snapshot.rows<GroupSums>(groupsSql('cast(v.cohort_year as varchar)'));
  const [channels = [], cohorts = []] = compareGroups([byChannel, byCohort]);
  return {
    settings: settings ?? null,
    totals: totals ?? null,
    bands: totals ? await snapshot.rows<ValueBand>(bandsSql) : [],
    deciles: await snapshot.rows<LifetimeDecile>(`select decile, customers, predicted_orders as predicted,
        realised_orders as realised, naive_orders as naive, predicted_value as "predictedValue",
        realised_value as "realisedValue", naive_value as "naiveValue" from clv_deciles order by decile`),
    ...{ channels, cohorts, recencyBands, frequencyBands },
    map: await snapshot.rows<AliveCell>(`select ${bandOf('r.recency_days', recencyBands)} as recency,
        ${bandOf('r.frequency', frequencyBands)} as frequency, count(*) as customers, avg(v.p_alive) as alive,
        avg(v.expected_orders_12m) as "orders12m"
      from customer_clv as v join customer_rfm as r using (customer_id) group by all order by all`),
  };
}

/**
 * Each group of a division against all others of it together; the verdicts of all divisions are held to one
 * level (Holm), so that a page of noise has a claim in one of twenty cases.
 */
export function compareGroups(
  divisions: readonly (readonly GroupSums[])[],
): readonly (readonly LifetimeGroup[])[] {
  const sets = divisions.map((groups) =>
    groups.map(({ sd, ...group }) => {
      const others = pooledSums(groups.filter((other) => other.group !== group.group));
      return {
        group,
        comparison: compareMeans(others, { n: group.customers, mean: group.mean, sd: sd ?? 0 }),
      };
    }),
  );
  const verdicts = holdTogether(sets.flat().map(({ comparison }) => comparison)).map(verdictOf);
  let at = 0;
  return sets.map((groups) =>
    groups.map(({ group, comparison }) => {
      const { difference, low, high } = comparison.testable
        ? comparison
        : { difference: null, low: null, high: null };
      return { ...group, difference, low, high, verdict: verdicts[at++] ?? 'not-testable' };
    }),
  );
}

/** Number, mean and standard deviation of groups together, from those of each. */
function pooledSums(groups: readonly GroupSums[]) {
  const n = groups.reduce((sum, { customers }) => sum + customers, 0);
  const mean = n > 0 ? groups.reduce((sum, one) => sum + one.customers * one.mean, 0) / n : 0;
  const squares = groups.reduce(
    (sum, { customers, mean: own, sd }) =>
      sum + (customers - 1) * (sd ?? 0) ** 2 + customers * (own - mean) ** 2,
    0,
  );
  return { n, mean, sd: n > 1 ? Math.sqrt(squares / (n - 1)) : 0 };
}
