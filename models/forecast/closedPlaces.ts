import type { Forecaster } from './plain.ts';
import { isSeasonal } from './seasonality.ts';

/** Chance that any place is taken for closed where none is. */
const level = 0.05;

/** Single places are looked at in so many seasons at least, stretches of them in so many. */
const leastSeasons = { single: 4, stretch: 2 };

/** So many places beside each other are a stretch, in a season of so many. */
const stretch = { places: 4, season: 12 };

/**
 * Places in a season that are always empty of late, such as Saturdays on which a business is closed: those whose values
 * in the last four seasons are all zero, while other places have some. Where these are often zero too, as many more
 * seasons are looked at as it takes to tell a closed place from chance; none is closed where the history is shorter. Of
 * months and weeks of a year two seasons tell, where a whole stretch was empty in both, as summer is where skis are
 * let: but for its first and last place, which may open a step sooner or close a step later. The longer it is to be, the
 * more of the whole history is zero, that stretch among it: what is found in two seasons is too few to tell the share
 * elsewhere, the emptiest part taken out.
 */
export function closedPlaces(series: Float64Array, season: number): ReadonlySet<number> {
  if (season < 2) return new Set();
  const single = singlePlaces(series, season);
  return single.size > 0 ? single : stretches(series, season);
}

/** As many zeros in a row as it takes to tell a closed place from chance, if so great a share is zero elsewhere. */
const zerosNeeded = (zeros: number, season: number) =>
  zeros > 0 ? Math.ceil(Math.log(level / season) / Math.log(zeros)) : 0;

function singlePlaces(series: Float64Array, season: number): ReadonlySet<number> {
  for (let seasons = leastSeasons.single; seasons * season <= series.length; ) {
    const zeros = zerosOf(series, season, seasons);
    const closed = new Set(placesOf(zeros).filter((place) => zeros[place] === seasons));
    if (closed.size === 0 || closed.size === season) return new Set();
    const needed = zerosNeeded(shareElsewhere(zeros, seasons, closed), season);
    if (needed <= seasons) return closed;
    seasons = needed;
  }
  return new Set();
}

function stretches(series: Float64Array, season: number): ReadonlySet<number> {
  const seasons = leastSeasons.stretch;
  if (season < stretch.season || series.length < seasons * season) return new Set();
  const zeros = zerosOf(series, season, seasons);
  const needed = Math.max(
    stretch.places * seasons,
    zerosNeeded(series.filter((one) => one === 0).length / series.length, season),
  );
  return new Set(
    runsOf(placesOf(zeros), (place) => zeros[place] === seasons)
      .filter(({ length }) => length * seasons >= needed)
      .flatMap((places) => places.slice(1, -1)),
  );
}

const placesOf = (zeros: Uint32Array) => Array.from(zeros.keys());

/** How often each place was zero in the last seasons. */
function zerosOf(series: Float64Array, season: number, seasons: number): Uint32Array {
  const zeros = new Uint32Array(season);
  for (let t = series.length - seasons * season; t < series.length; t++)
    if (series[t] === 0) zeros[t % season] = (zeros[t % season] as number) + 1;
  return zeros;
}

/** The share of zeros at the places that are not closed. */
function shareElsewhere(zeros: Uint32Array, seasons: number, closed: ReadonlySet<number>): number {
  const open = zeros.reduce((sum, count, place) => sum + (closed.has(place) ? 0 : count), 0);
  return open / Math.max(1, seasons * (zeros.length - closed.size));
}

/** Places beside each other that all are something, the last one beside the first; none where all places are. */
function runsOf(places: readonly number[], isSo: (place: number) => boolean): number[][] {
  const begin = places.findIndex((place) => !isSo(place));
  const runs: number[][] = [];
  let run: number[] = [];
  for (const place of begin < 0 ? [] : [...places.slice(begin), ...places.slice(0, begin + 1)])
    if (isSo(place)) run.push(place);
    else {
      if (run.length > 0) runs.push(run);
      run = [];
    }
  return runs;
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
