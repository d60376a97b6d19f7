import { closedPlaces } from './closedPlaces.ts';
import { type Forecaster, seasonalMean } from './plain.ts';
import { isSeasonal } from './seasonality.ts';

/** What a method foretold from several earlier steps, and what came: per origin and step. */
export interface Backtest {
  readonly forecasts: readonly Float64Array[];
  /** actual minus forecast */
  readonly errors: readonly Float64Array[];
  /** mean absolute error over all of them */
  readonly mae: number;
}

/** Origins from which a whole horizon is known, the last ones, ascending. */
export function originsOf(length: number, horizon: number, season: number, most = 12): number[] {
  const least = Math.max(2 * season + 2, Math.ceil(length / 3), 4);
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
 * How large values are at the steps to come, as of late: the unit in which errors of small and large days can be compared. That of each
 * place in the season where there is one to be seen, at least a tenth of the mean; 0 on places that are closed; the same everywhere
 * for series with many empty places.
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

const meanOf = (values: Float64Array) =>
  values.reduce((sum, one) => sum + one, 0) / Math.max(1, values.length);

/** Errors at origins in units of `sizesAhead`; NaN where nothing was expected. */
export const scaledErrors = (
  errors: readonly Float64Array[],
  series: Float64Array,
  season: number,
  origins: readonly number[],
): Float64Array[] =>
  errors.map((one, k) => {
    const sizes = sizesAhead(series.slice(0, origins[k]), season, one.length);
    return one.map((error, i) => ((sizes[i] as number) > 0 ? error / (sizes[i] as number) : Number.NaN));
  });

/**
 * Half-widths of intervals by step, in the unit of the errors: the quantile of absolute errors at that step and its neighbours in
 * the backtest, with the correction for their number, made not to narrow with the steps. Errors that are NaN do not count.
 *
 * Source: Vovk, Gammerman & Shafer (2005), Algorithmic Learning in a Random World (split conformal intervals).
 */
export function intervalWidths(errors: readonly Float64Array[], share: number): Float64Array {
  const horizon = errors[0]?.length ?? 0;
  const reach = Math.max(1, Math.ceil(horizon / 6));
  const widths = Float64Array.from({ length: horizon }, (_, step) => {
    const near = new Float64Array(errors.length * (2 * reach + 1));
    let count = 0;
    for (const one of errors)
      for (let at = Math.max(0, step - reach); at <= Math.min(horizon - 1, step + reach); at++)
        if (!Number.isNaN(one[at])) near[count++] = Math.abs(one[at] as number);
    const sorted = near.subarray(0, count).sort();
    return sorted[Math.min(count - 1, Math.ceil((count + 1) * share) - 1)] ?? 0;
  });
  return notFalling(widths);
}

/** The nearest values that do not fall, by the squares of the differences: where they fell, their mean (pool adjacent violators). */
function notFalling(values: Float64Array): Float64Array {
  const pools: { sum: number; count: number }[] = [];
  for (const one of values) {
    let pool = { sum: one, count: 1 };
    for (
      let last = pools.at(-1);
      last && last.sum / last.count > pool.sum / pool.count;
      last = pools.at(-1)
    ) {
      pool = { sum: pool.sum + last.sum, count: pool.count + last.count };
      pools.pop();
    }
    pools.push(pool);
  }
  return Float64Array.from(pools.flatMap(({ sum, count }) => new Array<number>(count).fill(sum / count)));
}

/** The share of what came that lay within the intervals of the other origins; null without two origins, or where nothing was expected. */
export function measuredCoverage(errors: readonly Float64Array[], share: number): number | null {
  let [inside, all] = [0, 0];
  if (errors.length < 2) return null;
  errors.forEach((held, i) => {
    const widths = intervalWidths(
      errors.filter((_, other) => other !== i),
      share,
    );
    held.forEach((error, step) => {
      if (Number.isNaN(error)) return;
      all++;
      if (Math.abs(error) <= (widths[step] as number)) inside++;
    });
  });
  return all > 0 ? inside / all : null;
}
