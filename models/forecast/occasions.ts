import { sizesAhead } from './backtest.ts';
import { factorAt, occasionFactors, usualValues } from './occasionFactors.ts';
import type { OccasionLabels } from './occasionLabels.ts';
import type { Forecaster } from './plain.ts';
import { withinReach } from './withinReach.ts';

/**
 * Where an occasion leaves less than this share of what is usual, what little is left is no measure: it may be twice or
 * half as much.
 */
const leastSize = 0.3;

/**
 * The series as it would have been without occasions: divided by their factors, or what is usual where little is left
 * to divide.
 */
function withoutOccasions(
  series: Float64Array,
  season: number,
  labels: OccasionLabels,
  factors: ReadonlyMap<string, number>,
): Float64Array {
  if (factors.size === 0) return series;
  const usual = usualValues(series, season, labels, factors);
  return series.map((one, t) => {
    const factor = factorAt(t, labels, factors);
    return factor < leastSize && !Number.isNaN(usual[t]) ? (usual[t] as number) : one / factor;
  });
}

/** What occasions make of a series. */
export interface OccasionEffects {
  /** the series as it would have been without them */
  readonly plain: Float64Array;
  /** by what factor they change each step ahead */
  readonly ahead: Float64Array;
  /** how many effects were found */
  readonly found: number;
}

/** What occasions make of the steps seen so far and of a horizon after them. */
export type Occasions = (seen: Float64Array, season: number, horizon: number) => OccasionEffects;

/** Occasions by the labels of steps, which reach as far as any forecast. */
export const occasionsOfSteps =
  (labels: OccasionLabels): Occasions =>
  (seen, season, horizon) => {
    const factors = occasionFactors(seen, season, labels);
    return {
      plain: withoutOccasions(seen, season, labels, factors),
      ahead: Float64Array.from({ length: horizon }, (_, i) => factorAt(seen.length + i, labels, factors)),
      found: factors.size,
    };
  };

/**
 * The same for sums of seven days: occasions are learned by day and taken out, and the days of a week to come weigh as
 * they did of late. `days` and `labels` begin with the first day of the first week.
 */
export const occasionsOfWeeks =
  (days: Float64Array, labels: OccasionLabels): Occasions =>
  (weeks, _, horizon) => {
    const seen = days.slice(0, 7 * weeks.length);
    const { plain, ahead, found } = occasionsOfSteps(labels)(seen, 7, 7 * horizon);
    if (found === 0) return { plain: weeks, ahead: new Float64Array(horizon).fill(1), found };
    const recent = plain.slice(-56);
    const weights = Float64Array.from({ length: 7 }, (_, day) =>
      recent.reduce((sum, one, t) => sum + (t % 7 === day ? Math.max(0, one) : 0), 0),
    );
    const all = weights.reduce((sum, one) => sum + one, 0);
    const ofWeek = (week: number) =>
      weights.reduce((sum, weight, day) => sum + (weight / all) * (ahead[7 * week + day] as number), 0);
    return {
      plain: sumsOfSeven(plain),
      ahead: Float64Array.from({ length: horizon }, (_, week) => (all > 0 ? ofWeek(week) : 1)),
      found,
    };
  };

/**
 * A method that does not see occasions, whose forecasts are multiplied by their factors, and stay within reach of what
 * was ever seen.
 */
export const withOccasions = (forecaster: Forecaster, occasions: Occasions): Forecaster =>
  withinReach((series, season, horizon) => {
    const { plain, ahead } = occasions(series, season, horizon);
    return forecaster(plain, season, horizon).map((one, i) => one * (ahead[i] as number));
  });

/** How large values are at the steps to come where occasions change them: the unit of errors there. */
export const sizesWithOccasions =
  (occasions: Occasions): Forecaster =>
  (series, season, horizon) => {
    const { plain, ahead } = occasions(series, season, horizon);
    return sizesAhead(plain, season, horizon).map((one, i) => one * Math.max(leastSize, ahead[i] as number));
  };

/** Whole weeks from the first day; days that are left over do not count. */
export const sumsOfSeven = (days: Float64Array): Float64Array =>
  Float64Array.from({ length: Math.floor(days.length / 7) }, (_, week) =>
    days.slice(7 * week, 7 * week + 7).reduce((sum, one) => sum + one, 0),
  );
