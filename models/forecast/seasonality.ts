import { studentQuantile } from '../numeric/studentT.ts';
import { meanOf } from '../numeric/vectors.ts';
import { withoutLine } from './straightLine.ts';

/** Steps that must be known of a season to learn it: two of it, and two more. */
export const stepsToLearn = (season: number): number => 2 * season + 2;

/**
 * Whether values a season apart resemble each other by more than chance, the straight line through the series taken
 * out: where they repeat by their own correlation (`repeats`), or the autocorrelation at the season's length is beyond
 * 1.645 standard errors, which the shorter lags widen.
 *
 * Source: Bartlett (1946), Supplement to the Journal of the Royal Statistical Society 8(1); as a rule for forecasts
 * Fioruci et al. (2016), International Journal of Forecasting 32(4), section 2.
 */
export function isSeasonal(series: Float64Array, season: number): boolean {
  if (repeats(series, season)) return true;
  const n = series.length;
  if (season < 2 || n < stepsToLearn(season)) return false;
  const rest = withoutLine(series);
  const variance = rest.reduce((sum, one) => sum + one * one, 0);
  if (!(variance > 0)) return false;
  const correlation = (lag: number) => {
    let sum = 0;
    for (let t = lag; t < n; t++) sum += (rest[t] as number) * (rest[t - lag] as number);
    return sum / variance;
  };
  let squares = 0;
  for (let lag = 1; lag < season; lag++) squares += correlation(lag) ** 2;
  return correlation(season) > 1.645 * Math.sqrt((1 + 2 * squares) / n);
}

/** A lower correlation of values a season apart is not likeness, however many there are: smooth series have as much. */
const alike = 0.5;

/** The correlation that pairs without any exceed by chance once in twenty times, the line taken out at first. */
function correlationByChance(pairs: number): number {
  const free = pairs - 3;
  if (free < 1) return 1;
  const t = studentQuantile(0.95, free);
  return t / Math.sqrt(free + t * t);
}

/**
 * Whether each season is like the one before, from two of them on, the straight line through the series taken out: by
 * their correlation, which is beyond chance for their number (Student's t), and a half at least. Unlike `isSeasonal` it
 * asks nothing of the lags within a season, which a smooth one has as high.
 */
export function repeats(series: Float64Array, season: number): boolean {
  if (season < 2 || series.length < 2 * season) return false;
  const rest = withoutLine(series);
  const [later, earlier] = [rest.subarray(season), rest.subarray(0, rest.length - season)];
  const [a, b] = [meanOf(later), meanOf(earlier)];
  const bound = Math.max(alike, correlationByChance(later.length));
  let [both, ofLater, ofEarlier] = [0, 0, 0];
  later.forEach((one, t) => {
    const [x, y] = [one - a, (earlier[t] as number) - b];
    both += x * y;
    ofLater += x * x;
    ofEarlier += y * y;
  });
  return ofLater > 0 && ofEarlier > 0 && both > bound * Math.sqrt(ofLater * ofEarlier);
}
