import { meanOf } from '../numeric/vectors.ts';
import { closedPlaces } from './closedPlaces.ts';
import { type Forecaster, seasonalMean } from './plain.ts';
import { withinReach } from './withinReach.ts';

/** A year in whole weeks, so that weekdays meet. */
const weeksOfYear = 52;

/** How many weeks tell the level of a time. */
const weeksOfLevel = 8;

/** Weeks that hold less than this share of what the year up to them does tell no level: they are off season. */
const leastOfLevel = 1 / 4;

/** Steps to be known before the year before says anything. */
export const stepsToYearBefore = (stepsAWeek: number): number => (weeksOfYear + weeksOfLevel) * stepsAWeek;

/**
 * What the year before says of days or weeks to come: the mean of the value 52 weeks before at the level of
 * today, and of what is usual of late, moved as the one or two years before moved from their level then. The
 * first has each day as it was, the second the shape alone, smoothed over a week on either side. Levels and
 * what is usual are of eight weeks, and of a year where eight weeks were off season, now or then; a year
 * that is not known whole had the level of today. Without a year, what is usual.
 */
export const yearBefore = (stepsAWeek: number): Forecaster =>
  withinReach((series, _, horizon) => {
    const n = series.length;
    const year = weeksOfYear * stepsAWeek;
    const starts = [n - year, n - 2 * year].filter((start) => start >= weeksOfLevel * stepsAWeek);
    const meanBefore = (at: number, weeks: number) =>
      meanOf(series.slice(Math.max(0, at - weeks * stepsAWeek), at));
    const isInSeason = (at: number) =>
      meanBefore(at, weeksOfLevel) >= leastOfLevel * meanBefore(at, weeksOfYear);
    const weeks = [n, ...starts].every(isInSeason) ? weeksOfLevel : weeksOfYear;
    const usual = seasonalMean(weeks)(series, stepsAWeek, horizon);
    const today = meanBefore(n, weeks);
    const years = starts
      .map((start) => ({ start, level: start >= weeks * stepsAWeek ? meanBefore(start, weeks) : today }))
      .filter(({ level }) => level > 0);
    const [latest] = years;
    if (!latest) return usual;
    const growth = today / latest.level;
    const closed = closedPlaces(series, stepsAWeek);
    return usual.map((value, i) => {
      if (closed.has((n + i) % stepsAWeek)) return 0;
      const place = i % year;
      const shape = meanOf(
        years.map(({ start, level }) => around(series, start + place, stepsAWeek) / level),
      );
      return (value * shape + (series[latest.start + place] as number) * growth) / 2;
    });
  });

/** The centred mean over so many steps on either side, the outermost by half; of those there are. */
function around(series: Float64Array, at: number, reach: number): number {
  let [sum, weights] = [0, 0];
  for (let t = Math.max(0, at - reach); t <= Math.min(series.length - 1, at + reach); t++) {
    const weight = Math.abs(t - at) === reach ? 0.5 : 1;
    sum += weight * (series[t] as number);
    weights += weight;
  }
  return sum / weights;
}

/** The mean of two forecasts at each step. */
export const meanOfBoth = (a: Float64Array, b: Float64Array) =>
  a.map((one, i) => (one + (b[i] as number)) / 2);

/** The mean of what a method foretells and of what the year before says. */
export const withYearBefore =
  (forecaster: Forecaster, stepsAWeek: number): Forecaster =>
  (series, season, horizon) =>
    meanOfBoth(forecaster(series, season, horizon), yearBefore(stepsAWeek)(series, season, horizon));
