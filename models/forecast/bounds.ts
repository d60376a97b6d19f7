import type { Forecaster } from './plain.ts';

/** What a forecast, and its interval, keeps to. */
export interface Bounds {
  readonly low: number;
  readonly high: number;
}

/** Nothing is expected below zero that was never seen so low, nor above zero where nothing ever was. */
export function boundsOf(seen: Float64Array): Bounds {
  let [least, most] = [0, 0];
  for (const one of seen) [least, most] = [Math.min(least, one), Math.max(most, one)];
  return { low: least, high: seen.length === 0 || most > 0 ? Number.POSITIVE_INFINITY : 0 };
}

export const heldWithin = (value: number, { low, high }: Bounds): number =>
  Math.min(high, Math.max(low, value));

/** A method that keeps to the bounds of what it sees. */
export const withinBounds =
  (forecaster: Forecaster): Forecaster =>
  (series, season, horizon) => {
    const bounds = boundsOf(series);
    return forecaster(series, season, horizon).map((value) => heldWithin(value, bounds));
  };
