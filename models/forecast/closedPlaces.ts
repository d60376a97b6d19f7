import type { Forecaster } from './plain.ts';
import { isSeasonal } from './seasonality.ts';

/** Chance that any place is taken for closed where none is. */
const level = 0.05;

/**
 * Places in a season that are always empty of late, such as Saturdays on which a business is closed: those whose values
 * in the last four seasons are all zero, while other places have some. Where these are often zero too, as many more
 * seasons are looked at as it takes to tell a closed place from chance; none is closed where the history is shorter.
 */
export function closedPlaces(series: Float64Array, season: number): ReadonlySet<number> {
  if (season < 2) return new Set();
  for (let seasons = 4; seasons * season <= series.length; ) {
    const { closed, zeros } = emptyPlaces(series, season, seasons);
    if (closed.size === 0 || closed.size === season) return new Set();
    const needed = zeros > 0 ? Math.ceil(Math.log(level / season) / Math.log(zeros)) : 0;
    if (needed <= seasons) return closed;
    seasons = needed;
  }
  return new Set();
}

/** The places that were zero in each of the last seasons, and the share of zeros at the others. */
function emptyPlaces(series: Float64Array, season: number, seasons: number) {
  const counts = new Uint32Array(season);
  for (let t = series.length - seasons * season; t < series.length; t++)
    if (series[t] === 0) counts[t % season] = (counts[t % season] as number) + 1;
  const closed = new Set(Array.from(counts.keys()).filter((place) => counts[place] === seasons));
  const open = counts.reduce((sum, count) => sum + (count === seasons ? 0 : count), 0);
  return { closed, zeros: open / Math.max(1, seasons * (season - closed.size)) };
}

/**
 * A method that sees only the places which are open, with rare gaps filled; the closed ones get 0. The season is as
 * many steps shorter, and 1 where the series has none to be seen.
 */
export const openPlaces =
  (forecaster: Forecaster): Forecaster =>
  (series, season, horizon) => {
    const closed = closedPlaces(series, season);
    const isOpen = (t: number) => !closed.has(t % season);
    const open = series.filter((_, t) => isOpen(t));
    const openSeason = season - closed.size;
    const filled = withGapsFilled(open, openSeason);
    const forecast = new Float64Array(horizon);
    const steps = Array.from(forecast.keys()).filter((i) => isOpen(series.length + i));
    const seen = forecaster(filled, isSeasonal(filled, openSeason) ? openSeason : 1, steps.length);
    steps.forEach((at, i) => {
      forecast[at] = seen[i] as number;
    });
    return forecast;
  };

/**
 * Rare zeros (at most a tenth) between other values as the nearest values of their place in the season: days without
 * business tell nothing of the others.
 */
function withGapsFilled(series: Float64Array, season: number): Float64Array {
  const zeros = series.reduce((count, one) => count + (one === 0 ? 1 : 0), 0);
  if (zeros === 0 || zeros > series.length / 10 || series.some((one) => one < 0)) return series;
  return series.map((one, t) => {
    if (one !== 0) return one;
    const nearest = (step: number) => {
      let at = t + step;
      while (series[at] === 0) at += step;
      return series[at];
    };
    const [before, after] = [nearest(-season), nearest(season)];
    // at the end a zero may be how it goes on
    return after === undefined ? one : before === undefined ? after : (before + after) / 2;
  });
}
