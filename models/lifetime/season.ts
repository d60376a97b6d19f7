import { type LifetimeFormula, lifetimeForecast } from './lifetimeForecast.ts';
import type { PurchaseStates } from './states.ts';

/**
 * How busy each month of the year is, January first, 1 in the mean: the clock of customers runs so much faster then.
 * Rates of the models are per day of that clock.
 */
export type Season = readonly number[];

/** Lengths of time by the season's clock, around a date. */
export interface SeasonClock {
  /** of the `days` up to and including the date */
  readonly back: (days: number) => number;
  /** of the `days` after it; whole or not */
  readonly ahead: (days: number) => number;
}

const day = 86_400_000;

/** The clock around an ISO 8601 date, for up to so many days before and after it. */
export function seasonClock(date: string, season: Season, before: number, after: number): SeasonClock {
  const start = Date.parse(date);
  const sums = (days: number, offset: (i: number) => number) => {
    const sum = new Float64Array(Math.ceil(days) + 2);
    for (let i = 1; i < sum.length; i++) {
      const month = new Date(start + offset(i) * day).getUTCMonth();
      sum[i] = (sum[i - 1] as number) + (season[month] ?? 1);
    }
    return (length: number) => {
      const whole = Math.min(Math.floor(length), sum.length - 2);
      const [from, to] = [sum[whole] as number, sum[whole + 1] as number];
      return from + (length - whole) * (to - from);
    };
  };
  return { back: sums(before, (i) => 1 - i), ahead: sums(after, (i) => i) };
}

/** States in days of the calendar up to the clock's date, in days of the clock. */
export function onClock<S extends PurchaseStates>(states: S, { back }: SeasonClock): S {
  const T = states.T.map(back);
  const tx = states.tx.map((tx, i) => (tx === 0 ? 0 : (T[i] as number) - back((states.T[i] as number) - tx)));
  return { ...states, tx, T };
}

/** So many purchases are added to those that came and to those expected of a month: few of them then move it little. */
const prior = 50;

/**
 * The season from what a model expects of every month of the past and what came: each month of the year by how far it
 * stood out, over all its years. A month that was not yet seen is an average one.
 *
 * @param formula fitted by the clock of `season`
 * @param cohorts customers by the whole days since their first purchase, T
 * @param came repeat purchases by month, `2026-03`
 * @throws RangeError for a T that is no whole number of days
 */
export function seasonFrom(
  formula: LifetimeFormula,
  cohorts: Pick<PurchaseStates, 'T' | 'count'>,
  date: string,
  came: ReadonlyMap<string, number>,
  season: Season = new Array<number>(12).fill(1),
): Season {
  for (const T of cohorts.T) if (!Number.isInteger(T)) throw new RangeError(`T is in whole days: ${T}`);
  const longest = cohorts.T.reduce((max, one) => Math.max(max, one), 0);
  const { back } = seasonClock(date, season, longest, 0);
  const customers = new Float64Array(longest + 1);
  cohorts.T.forEach((T, i) => {
    customers[T] = (customers[T] as number) + (cohorts.count?.[i] ?? 1);
  });
  const bought = expectedSinceFirst(formula, back(longest));
  const expected = new Map<string, number>();
  let before = 0;
  for (let ago = longest - 1; ago >= 0; ago--) {
    let sum = 0;
    for (let T = longest; T >= ago; T--) {
      const n = customers[T] as number;
      if (n > 0) sum += n * bought(back(T) - back(ago));
    }
    const month = new Date(Date.parse(date) - ago * day).toISOString().slice(0, 7);
    expected.set(month, (expected.get(month) ?? 0) + sum - before);
    before = sum;
  }
  const sums = Array.from({ length: 12 }, () => ({ came: 0, expected: 0 }));
  for (const [month, value] of expected) {
    const of = sums[Number(month.slice(5)) - 1];
    if (!of) continue;
    of.expected += value;
    of.came += came.get(month) ?? 0;
  }
  const seen = sums.map(({ came: purchases, expected: value }, month) =>
    value > 0 ? ((season[month] as number) * (purchases + prior)) / (value + prior) : null,
  );
  const known = seen.filter((one) => one !== null);
  const mean = known.reduce((sum, one) => sum + one, 0) / known.length;
  return seen.map((one) => (one === null ? 1 : one / mean));
}

/** Purchases expected of a new customer within a time, read off 400 points. */
function expectedSinceFirst(formula: LifetimeFormula, longest: number): (time: number) => number {
  const points = 400;
  const nobody = { x: Float64Array.of(0), tx: Float64Array.of(0), T: Float64Array.of(0) };
  const values = Float64Array.from({ length: points + 2 }, (_, i) =>
    i === 0 ? 0 : (lifetimeForecast(formula, nobody, (longest * i) / points).expected[0] as number),
  );
  return (time) => {
    const at = (time / longest) * points;
    const whole = Math.min(points, Math.floor(at));
    const from = values[whole] as number;
    return from + (at - whole) * ((values[whole + 1] as number) - from);
  };
}
