import { DOUBLE, VARCHAR } from '@duckdb/node-api';
import {
  type DistinctStates,
  discountedPurchases,
  distinctStates,
  type GammaGammaParameters,
  isDistribution,
  type LifetimeFormula,
  leavesFrom,
  lifetimeForecast,
  onClock,
  seasonClock,
  valueIntervals,
} from '../../models/index.ts';
import { appendColumns, literal } from '../../warehouse/index.ts';
import type { StepContext } from '../step.ts';
import { longestTime, observe, observed, statesBy } from './observe.ts';
import { confidence, type LifetimeParameters, spendingOf } from './parameters.ts';

const daysPerYear = 365.25;
const month = daysPerYear / 12;

const columns = [
  'x',
  't_x',
  't',
  'p_alive',
  'expected_3m',
  'expected_6m',
  'expected_12m',
  'discounted',
  'low_ratio',
  'high_ratio',
  'p',
  'q',
  'v',
] as const;

/**
 * Scores the distinct states of customers into a temporary table, to which every customer is joined: groups of their
 * own by their formula, all others by the pooled one. `low_ratio` and `high_ratio` are of the discounted value over the
 * customer's scale of spending.
 * @param among relation of the customers wanted; all without it
 */
export async function scoreStates(
  context: StepContext,
  parameters: LifetimeParameters,
  table: string,
  among?: string,
): Promise<void> {
  const { connection, config, asOf } = context;
  const { horizonMonths, discountRate } = config.models.lifetime;
  await observe(context, asOf, among);
  const scoring: Scoring = {
    asOf,
    season: parameters.season,
    spending: (orders) => spendingOf(parameters.spending, orders),
    longest: await longestTime(context, asOf),
    horizonMonths,
    discountRate,
  };
  await connection.run(
    `create or replace temp table ${table} (grouped varchar, ${columns.map((name) => `${name} double`).join(', ')})`,
  );
  for (const [group, states] of await statesOfFormulas(context, parameters)) {
    const formula: LifetimeFormula = {
      name: parameters.pooled.name,
      parameters: parameters.groups[group] ?? parameters.pooled.parameters,
    };
    const scores = scoresOf(states, formula, scoring);
    await appendColumns(
      connection,
      table,
      [VARCHAR, ...columns.map(() => DOUBLE)],
      [new Array<string>(states.x.length).fill(group), ...columns.map((name) => scores[name])],
    );
  }
}

/** What scores depend on beside the states and the formula. */
interface Scoring extends Pick<LifetimeParameters, 'season'> {
  readonly asOf: string;
  readonly spending: (orders: number) => GammaGammaParameters;
  /** T of whoever came first: so far back a clock goes */
  readonly longest: number;
  readonly horizonMonths: number;
  readonly discountRate: number;
}

function scoresOf(
  states: DistinctStates,
  formula: LifetimeFormula,
  { asOf, season, spending, longest, horizonMonths, discountRate }: Scoring,
): Readonly<Record<(typeof columns)[number], Float64Array>> {
  const clock = season && seasonClock(asOf, season, longest, Math.max(12, horizonMonths) * month);
  const lengthOf = (months: number) => clock?.ahead(months * month) ?? months * month;
  const moved = clock ? onClock(states, clock) : states;
  const forecast = (months: number) => lifetimeForecast(formula, moved, lengthOf(months));
  const year = forecast(12);
  const horizon = lengthOf(horizonMonths);
  const all = forecast(horizonMonths).expected;
  // with a season the discount runs by its clock as purchases do: a busy month discounts more, a year as much
  const discounted = discountedPurchases(formula, moved, horizon, Math.log1p(discountRate) / daysPerYear);
  const { low, high } = valueIntervals(formula, spending, moved, year.pAlive, horizon, confidence);
  const kept = discounted.map((one, i) => ((all[i] as number) > 0 ? one / (all[i] as number) : 1));
  const spent = Array.from(states.x, (x) => spending(x + 1));
  return {
    x: states.x,
    t_x: states.tx,
    t: states.T,
    p_alive: year.pAlive,
    expected_3m: forecast(3).expected,
    expected_6m: forecast(6).expected,
    expected_12m: year.expected,
    discounted,
    low_ratio: low.map((one, i) => one * (kept[i] as number)),
    high_ratio: high.map((one, i) => one * (kept[i] as number)),
    p: Float64Array.from(spent, ({ p }) => p),
    q: Float64Array.from(spent, ({ q }) => q),
    v: Float64Array.from(spent, ({ v }) => v),
  };
}

/** States under the label of the formula that scores them; '' is the pooled one. */
async function statesOfFormulas(
  context: StepContext,
  { grouping, groups }: LifetimeParameters,
): Promise<ReadonlyMap<string, DistinctStates>> {
  const found = await statesBy(context, grouping);
  const own = [...found].filter(([group]) => group in groups);
  const rest = [...found].filter(([group]) => !(group in groups)).map(([, states]) => states);
  if (rest.length === 0) return new Map(own);
  const joined = (letter: 'x' | 'tx' | 'T' | 'count') =>
    rest.length === 1
      ? (rest[0] as DistinctStates)[letter]
      : Float64Array.from(rest.flatMap((states) => [...states[letter]]));
  const pooled = distinctStates({ x: joined('x'), tx: joined('tx'), T: joined('T'), count: joined('count') });
  return new Map([['', pooled], ...own]);
}

/**
 * Every customer with a purchase, by the table of scored states; money in the reporting currency.
 * @param marginShare what remains of revenue, 0 to 1
 */
export function scoredCustomersSql(
  table: string,
  { grouping, groups, pooled }: LifetimeParameters,
  marginShare: number,
): string {
  const own = Object.keys(groups).map(literal);
  const label =
    own.length > 0 ? `case when s.${grouping} in (${own.join(', ')}) then s.${grouping} else '' end` : "''";
  const spent = 'greatest(cast(c.spent as double), 0)';
  const value = `(c.p * (c.v + ${spent}) / (c.p * (c.x + 1) + c.q - 1))`;
  const least = leavesFrom(pooled);
  const alive = Number.isFinite(least)
    ? `case when c.x >= ${least} then c.p_alive end`
    : 'cast(null as double)';
  // between what bounds is not known where everybody only goes on as before
  const known = (value: string) => (isDistribution(pooled) ? value : 'cast(null as decimal(18, 4))');
  const money = (amount: string) => `cast(${amount} * ${marginShare} as decimal(18, 4))`;
  return `
    with labelled as (
      select s.*, ${label} as grouped from ${observed} as s
    ), c as (
      select l.customer_id, l.spent, l.channel, l.cohort, t.*
      from labelled as l
      inner join ${table} as t on t.x = l.x and t.t_x = l.t_x and t.t = l.t and t.grouped = l.grouped
    )
    select
      c.customer_id,
      ${alive} as p_alive,
      c.expected_3m as expected_orders_3m,
      c.expected_6m as expected_orders_6m,
      c.expected_12m as expected_orders_12m,
      cast(${value} as decimal(18, 4)) as expected_order_value,
      ${money(`c.expected_3m * ${value}`)} as expected_margin_3m,
      ${money(`c.expected_6m * ${value}`)} as expected_margin_6m,
      ${money(`c.expected_12m * ${value}`)} as expected_margin_12m,
      ${money(`c.discounted * ${value}`)} as clv,
      ${known(money(`c.low_ratio * (c.v + ${spent})`))} as clv_low,
      ${known(money(`c.high_ratio * (c.v + ${spent})`))} as clv_high,
      '${pooled.name}' as model,
      case when c.grouped = '' then 'all' else '${grouping} ' || c.grouped end as fitted_on,
      cast(c.cohort as integer) as cohort_year
    from c`;
}
