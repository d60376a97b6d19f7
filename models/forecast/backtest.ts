import { notFalling } from '../numeric/isotonic.ts';
import { studentQuantile } from '../numeric/studentT.ts';
import { meanOf } from '../numeric/vectors.ts';
import { closedPlaces } from './closedPlaces.ts';
import { type Forecaster, seasonalMean } from './plain.ts';
import { isSeasonal, stepsToLearn } from './seasonality.ts';

/** What a method foretold from several earlier steps, and what came: per origin and step. */
export interface Backtest {
  readonly forecasts: readonly Float64Array[];
  /** actual minus forecast */
  readonly errors: readonly Float64Array[];
  /** mean absolute error over all of them */
  readonly mae: number;
}

/** Origins from which a whole horizon is known, the last ones, ascending; none before so many steps are known. */
export function originsOf(
  length: number,
  horizon: number,
  season: number,
  most = 12,
  known = stepsToLearn(season),
): number[] {
  const least = Math.max(known, Math.ceil(length / 3), 4);
  const latest = length - horizon;
  const origins: number[] = [];
  // a step that wanders through the season, so that no place in it is asked alone
  const step = Math.max(1, Math.floor((latest - least) / most));
  for (let origin = latest; origin >= least && origins.length < most; origin -= step) origins.push(origin);
  return origins.reverse();
}

/** Rolling origin: the method sees the series up to each origin and is held to what came. */
export function backtest(
  forecaster: Forecaster,
  series: Float64Array,
  season: number,
  horizon: number,
  origins: readonly number[],
): Backtest {
  const forecasts = origins.map((origin) => forecaster(series.slice(0, origin), season, horizon));
  return heldTo(forecasts, series, origins);
}

/** Forecasts made at origins against what came. */
export function heldTo(
  forecasts: readonly Float64Array[],
  series: Float64Array,
  origins: readonly number[],
): Backtest {
  const errors = forecasts.map((one, k) =>
    one.map((value, i) => (series[(origins[k] as number) + i] as number) - value),
  );
  const all = errors.flatMap((one) => Array.from(one, Math.abs));
  return {
    forecasts,
    errors,
    mae: all.length > 0 ? all.reduce((sum, one) => sum + one, 0) / all.length : Number.NaN,
  };
}

/**
 * How large values are at the steps to come, as of late: the unit in which errors of small and large days can be
 * compared. That of each place in the season where there is one to be seen, at least a tenth of the mean; 0 on places
 * that are closed; the same everywhere for series with many empty places.
 */
export function sizesAhead(series: Float64Array, season: number, horizon: number): Float64Array {
  const sizes = series.map(Math.abs);
  const recent = meanOf(sizes.slice(-Math.max(8, Math.min(56, 8 * season))));
  const mean = recent > 0 ? recent : meanOf(sizes);
  const closed = closedPlaces(series, season);
  const open = sizes.filter((_, t) => !closed.has(t % season));
  const zeros = open.reduce((count, one) => count + (one === 0 ? 1 : 0), 0);
  const isSparse = zeros > series.length / 10;
  const hasPlaces = !isSparse && isSeasonal(open, season - closed.size);
  const usual = seasonalMean(4)(sizes, season, horizon);
  return Float64Array.from({ length: horizon }, (_, i) => {
    if (!isSparse && closed.has((series.length + i) % season)) return 0;
    return hasPlaces ? Math.max(usual[i] as number, mean / 10) : mean;
  });
}

/**
 * Errors at origins in units of what the sizes of values ahead were thought to be; NaN where nothing was expected, or
 * nothing foretold and nothing came: that a closed week is as empty as it was said to be tells nothing of open ones.
 */
export const scaledErrors = (
  errors: readonly Float64Array[],
  series: Float64Array,
  season: number,
  origins: readonly number[],
  sizesOf: Forecaster = sizesAhead,
): Float64Array[] =>
  errors.map((one, k) => {
    const sizes = sizesOf(series.slice(0, origins[k]), season, one.length);
    return one.map((error, i) => {
      const size = sizes[i] as number;
      const isEmpty = error === 0 && series[(origins[k] as number) + i] === 0;
      return size > 0 && !isEmpty ? error / size : Number.NaN;
    });
  });

/**
 * Horizons that fit beside each other between the first and the last origin: near ones overlap, and are not told apart
 * by chance.
 */
export function horizonsApart(origins: readonly number[], horizon: number): number {
  const span = (origins.at(-1) ?? 0) - (origins[0] ?? 0) + horizon;
  return Math.min(origins.length, Math.max(1, span / Math.max(1, horizon)));
}

/**
 * How alike the errors of one horizon are, 0 to 1: the share of their variance about zero that the origins make
 * (intraclass correlation, one-way). 1 where a level was missed, 0 where each step was off by itself.
 */
function likenessWithin(errors: readonly Float64Array[]): number {
  let [between, within, steps, free, horizons] = [0, 0, 0, 0, 0];
  for (const one of errors) {
    const known = one.filter((error) => !Number.isNaN(error));
    if (known.length === 0) continue;
    const mean = meanOf(known);
    between += known.length * mean ** 2;
    within += known.reduce((sum, error) => sum + (error - mean) ** 2, 0);
    steps += known.length;
    free += known.length - 1;
    horizons++;
  }
  if (free === 0) return 1;
  const [ofOrigins, ofSteps] = [between / horizons, within / free];
  const all = ofOrigins + (steps / horizons - 1) * ofSteps;
  return all > 0 ? Math.max(0, (ofOrigins - ofSteps) / all) : 0;
}

/**
 * Half-widths of intervals by step, in the unit of the errors: the quantile of absolute errors at that step and its
 * neighbours in the backtest, with the correction for their number, made not to narrow with the steps. Where no step
 * near was held to anything, the errors of all steps count.
 *
 * The number is of errors independent of each other: horizons that overlap count once, and so do steps of one horizon
 * as far as they err together. Where so few cannot have the quantile, it is the largest error, or Student's t of their
 * mean square where that is more, so that a larger share has the wider interval. Errors that are NaN do not count.
 *
 * Source: Vovk, Gammerman & Shafer (2005), Algorithmic Learning in a Random World (split conformal intervals); Kish
 * (1965), Survey Sampling, section 5.4, for the effective number.
 */
export function intervalWidths(
  errors: readonly Float64Array[],
  share: number,
  origins: readonly number[],
): Float64Array {
  const horizon = errors[0]?.length ?? 0;
  const reach = Math.max(1, Math.ceil(horizon / 6));
  const near = Array.from({ length: horizon }, (_, step) => sizesNear(errors, step, reach));
  const nearby = near.map((sizes) => (sizes.length > 0 ? sizes : sizesNear(errors, 0, horizon)));
  const pooled = meanOf(Float64Array.from(nearby, ({ length }) => length)) / Math.max(1, errors.length);
  if (!(pooled > 0)) return new Float64Array(horizon);
  const independent =
    (horizonsApart(origins, horizon) * pooled) / Math.max(1, 1 + (pooled - 1) * likenessWithin(errors));
  const level = share * (1 + 1 / independent);
  const beyond = level > 1 ? studentQuantile((1 + share) / 2, independent) : 0;
  return notFalling(
    nearby.map((sizes) => {
      if (level <= 1) return sizes.sort()[Math.max(0, Math.ceil(sizes.length * level) - 1)] as number;
      return Math.max(...sizes, beyond * Math.sqrt(meanOf(sizes.map((size) => size ** 2))));
    }),
  );
}

/** Absolute errors of a step and of those within reach of it, at every origin. */
function sizesNear(errors: readonly Float64Array[], step: number, reach: number): Float64Array {
  const sizes = new Float64Array(errors.length * (2 * reach + 1));
  let count = 0;
  for (const one of errors)
    for (let at = Math.max(0, step - reach); at <= Math.min(one.length - 1, step + reach); at++) {
      const error = one[at] as number;
      if (!Number.isNaN(error)) sizes[count++] = Math.abs(error);
    }
  return sizes.subarray(0, count);
}

/** Whether a horizon was held to anything. */
const isHeld = (errors: Float64Array) => errors.some((one) => !Number.isNaN(one));

/**
 * The share of what came that lay within the intervals that origins a horizon away would have given; null where none
 * are, or nothing was expected.
 */
export function measuredCoverage(
  errors: readonly Float64Array[],
  share: number,
  origins: readonly number[],
): number | null {
  let [inside, all] = [0, 0];
  errors.forEach((held, i) => {
    const apart = origins.flatMap((one, k) =>
      Math.abs(one - (origins[i] as number)) >= held.length && isHeld(errors[k] as Float64Array) ? [k] : [],
    );
    if (apart.length === 0) return;
    const widths = intervalWidths(
      apart.map((k) => errors[k] as Float64Array),
      share,
      apart.map((k) => origins[k] as number),
    );
    held.forEach((error, step) => {
      if (Number.isNaN(error)) return;
      all++;
      if (Math.abs(error) <= (widths[step] as number)) inside++;
    });
  });
  return all > 0 ? inside / all : null;
}
