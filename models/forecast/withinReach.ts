import { type Forecaster, naive } from './plain.ts';

/**
 * A method that leaves what was ever seen behind by no more than the whole span of it, and does not cross zero where
 * the series never did. What is no number is the last value.
 */
export const withinReach =
  (forecaster: Forecaster): Forecaster =>
  (series, season, horizon) => {
    let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (const one of series) [least, most] = [Math.min(least, one), Math.max(most, one)];
    const span = most - least;
    const low = least >= 0 ? Math.max(0, least - span) : least - span;
    const high = most <= 0 ? Math.min(0, most + span) : most + span;
    const last = naive(series, season, horizon);
    return forecaster(series, season, horizon).map((one, i) =>
      Math.min(high, Math.max(low, Number.isFinite(one) ? one : (last[i] as number))),
    );
  };
