import type { Forecaster } from './candidates.ts';

/** Errors of a method that was stood at several earlier days: per origin and step, actual minus forecast. */
export interface Backtest {
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
  const errors = origins.map((origin) => {
    const forecast = forecaster(series.slice(0, origin), season, horizon);
    return forecast.map((value, i) => (series[origin + i] as number) - value);
  });
  const all = errors.flatMap((one) => Array.from(one, Math.abs));
  return { errors, mae: all.length > 0 ? all.reduce((sum, one) => sum + one, 0) / all.length : Number.NaN };
}

/**
 * Half-widths of intervals by step: the quantile of absolute errors at that step and its neighbours in the backtest, with the
 * correction for their number, never narrower than at an earlier step.
 *
 * Source: Vovk, Gammerman & Shafer (2005), Algorithmic Learning in a Random World (split conformal intervals).
 */
export function intervalWidths(errors: readonly Float64Array[], share: number): Float64Array {
  const horizon = errors[0]?.length ?? 0;
  const reach = Math.max(1, Math.ceil(horizon / 6));
  let widest = 0;
  return Float64Array.from({ length: horizon }, (_, step) => {
    const near = errors.flatMap((one) =>
      Array.from(one.slice(Math.max(0, step - reach), step + reach + 1), Math.abs),
    );
    near.sort((a, b) => a - b);
    const at = Math.min(near.length - 1, Math.ceil((near.length + 1) * share) - 1);
    widest = Math.max(widest, near[at] ?? 0);
    return widest;
  });
}

/** The share of what came that lay within the intervals of the other origins; NaN is never given: 0 without two origins. */
export function measuredCoverage(errors: readonly Float64Array[], share: number): number {
  if (errors.length < 2) return 0;
  let [inside, all] = [0, 0];
  errors.forEach((held, i) => {
    const widths = intervalWidths(
      errors.filter((_, other) => other !== i),
      share,
    );
    held.forEach((error, step) => {
      all++;
      if (Math.abs(error) <= (widths[step] as number)) inside++;
    });
  });
  return inside / all;
}

/**
 * The method of the smallest backtest error; a plain one stands if it is no worse than that by more than one standard error
 * of the difference over origins, since smaller differences are chance.
 *
 * Source: Hastie, Tibshirani & Friedman (2009), The Elements of Statistical Learning, section 7.10.
 */
export function chooseByBacktest(
  tests: ReadonlyMap<string, Backtest>,
  plain: ReadonlySet<string>,
): string | undefined {
  const ranked = [...tests].toSorted(([, a], [, b]) => a.mae - b.mae);
  const [best] = ranked;
  if (!best) return undefined;
  const size = (errors: Float64Array) => errors.reduce((sum, one) => sum + Math.abs(one), 0) / errors.length;
  const [asGood] = ranked.filter(([name, { errors }]) => {
    if (!plain.has(name)) return false;
    const worse = errors.map((one, i) => size(one) - size(best[1].errors[i] ?? one));
    const mean = worse.reduce((sum, one) => sum + one, 0) / worse.length;
    const variance = worse.reduce((sum, one) => sum + (one - mean) ** 2, 0) / Math.max(1, worse.length - 1);
    return mean <= Math.sqrt(variance / worse.length);
  });
  return (asGood ?? best)[0];
}
