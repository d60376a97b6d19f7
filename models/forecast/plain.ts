import { meanOf } from '../numeric/vectors.ts';

/** Values to come, one element a step, from a series and the length of its season (1 for none). */
export type Forecaster = (series: Float64Array, season: number, horizon: number) => Float64Array;

const ahead = (horizon: number, value: (h: number) => number) =>
  Float64Array.from({ length: horizon }, (_, i) => value(i + 1));

const last = (series: Float64Array) => series.at(-1) ?? 0;

/** The same as the last value. */
export const naive: Forecaster = (series, _, horizon) => ahead(horizon, () => last(series));

/** The same as a season before. */
export const seasonalNaive: Forecaster = (series, season, horizon) =>
  ahead(horizon, (h) => series[series.length - season + ((h - 1) % season)] ?? last(series));

/** A line through the first and the last value. */
export const drift: Forecaster = (series, _, horizon) => {
  const slope = series.length > 1 ? (last(series) - (series[0] ?? 0)) / (series.length - 1) : 0;
  return ahead(horizon, (h) => last(series) + slope * h);
};

/** The mean of the last values, as many as are asked for. */
export const recentMean =
  (count: number): Forecaster =>
  (series, _, horizon) => {
    const mean = meanOf(series.slice(-count));
    return ahead(horizon, () => mean);
  };

/**
 * The mean of the same place in the last seasons, as many as are asked for; of those there are, where there are fewer.
 */
export const seasonalMean =
  (seasons: number): Forecaster =>
  (series, season, horizon) =>
    ahead(horizon, (h) => {
      let [sum, count] = [0, 0];
      for (let back = 1; back <= seasons; back++) {
        const value = series[series.length - back * season + ((h - 1) % season)];
        if (value === undefined) break;
        sum += value;
        count++;
      }
      return count > 0 ? sum / count : last(series);
    });

/** A season is taken for no more than so many times the one before it, nor for less than its inverse. */
const mostGrowth = 2;

/** The share of a season whose mean tells the level of a time; a sixth and a third do as well. */
const levelShare = 1 / 4;

/**
 * The same as a season before at the level of today: moved by what the mean of the last quarter of a season differs from
 * that of the same steps a season before; in proportion where all are positive. Where no more than a season is known,
 * the same as a season before.
 */
export const seasonalLevel: Forecaster = (series, season, horizon) => {
  const n = series.length;
  const before = seasonalNaive(series, season, horizon);
  const steps = Math.max(1, Math.round(levelShare * season));
  if (season < 2 || n < season + steps) return before;
  const levelAt = (at: number) => meanOf(series.slice(at - steps, at));
  const [now, then] = [levelAt(n), levelAt(n - season)];
  const isPositive = series.every((one) => one > 0);
  const growth = Math.min(mostGrowth, Math.max(1 / mostGrowth, now / then));
  return before.map((value) => (isPositive ? value * growth : value + now - then));
};

/**
 * The same as a season before, moved by what the last season differs from the one before it; in proportion where all
 * are positive. Without seasons the same as the last value: two values say nothing of growth.
 */
export const seasonalDrift: Forecaster = (series, season, horizon) => {
  if (season < 2) return naive(series, season, horizon);
  const sum = (from: number, to: number) => series.slice(from, to).reduce((total, one) => total + one, 0);
  const n = series.length;
  const [late, early] = [sum(n - season, n), sum(n - 2 * season, n - season)];
  const isPositive = series.every((one) => one > 0);
  const growth = Math.min(mostGrowth, Math.max(1 / mostGrowth, late / early));
  return seasonalNaive(series, season, horizon).map((value, i) => {
    const seasons = Math.floor(i / season) + 1;
    return isPositive ? value * growth ** seasons : value + (seasons * (late - early)) / season;
  });
};
