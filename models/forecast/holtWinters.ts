import { minimise } from '../numeric/bfgs.ts';
import { meanOf } from '../numeric/vectors.ts';
import type { Forecaster } from './plain.ts';

export interface HoltWintersForm {
  readonly seasonal: 'none' | 'additive' | 'multiplicative';
  /** whether the trend fades */
  readonly isDamped: boolean;
}

interface Components {
  readonly level: number;
  readonly trend: number;
  readonly seasonal: Float64Array;
}

/**
 * A place whose factor is less than this share of the mean factor says nothing of the level: what is divided by it is
 * chance. Factors have no size of their own, so that a fixed least one would stop a level that rose.
 */
const leastFactor = 1 / 5;

/** Log odds of the rates of level and trend from which a search may begin, and of that of seasons. */
const ratesTried = [-3, -1, 1].flatMap((alpha) => [-5, -3].map((beta) => [alpha, beta] as const));
const seasonRatesTried = [[-3], [-1], [1]];

/**
 * Exponential smoothing with a trend and seasons (Holt–Winters): level, trend and seasons each follow the errors at a
 * rate of their own, found by least squares of one-step errors, from the best of a few rates. It starts from the first
 * two seasons, or, without them, from the first five values. Seasons are sums, not factors, where a value is below zero;
 * places where next to nothing comes, as off season, leave the level as it is.
 *
 * Source: Winters (1960), Management Science 6(3); Hyndman & Athanasopoulos, Forecasting: Principles and Practice,
 * sections 8.3 and 8.6 (damping between .8 and .98).
 */
export const holtWinters =
  (form: HoltWintersForm): Forecaster =>
  (values, period, horizon) => {
    // in units of their mean size, so that the search sees numbers of one size
    const unit = meanOf(values.map(Math.abs)) || 1;
    const series = values.map((one) => one / unit);
    const season = form.seasonal === 'none' ? 1 : period;
    // factors make no sense of values below zero
    const isFactor = form.seasonal === 'multiplicative' && series.every((one) => one >= 0);
    const start = startOf(series, season, form.seasonal, isFactor);
    const smoothed = (at: ArrayLike<number>) => smooth(series, start, ratesOf(at, form), isFactor);
    const best = searchRates((at) => smoothed(at).meanSquare, form);
    const end = smoothed(best);
    const { phi } = ratesOf(best, form);
    let fades = 0;
    return Float64Array.from({ length: horizon }, (_, i) => {
      fades += phi ** (i + 1);
      const base = end.level + fades * end.trend;
      const s = end.seasonal[(series.length + i) % season] as number;
      return (isFactor ? base * s : base + s) * unit;
    });
  };

/** The rates at which level, trend and seasons follow the errors, and the factor by which the trend fades. */
interface Rates {
  readonly alpha: number;
  readonly beta: number;
  readonly gamma: number;
  readonly phi: number;
}

/**
 * The rates at a place of the search, whose elements are log odds: of the rates of level and trend, of that of seasons
 * where there are any, and of damping where there is.
 */
export function ratesOf(at: ArrayLike<number>, { seasonal, isDamped }: HoltWintersForm): Rates {
  // the search keeps log odds within ±12, where the plain form is exact; another form would round otherwise, and where
  // the loss is flat a search ends by rounding
  const sigmoid = (logOdds: number) => 1 / (1 + Math.exp(-logOdds));
  const rate = (logOdds: number) => 0.0001 + 0.9998 * sigmoid(logOdds);
  const hasSeasons = seasonal !== 'none';
  return {
    alpha: rate(at[0] as number),
    beta: rate(at[1] as number),
    gamma: hasSeasons ? rate(at[2] as number) : 0,
    phi: isDamped ? 0.8 + 0.18 * sigmoid(at[hasSeasons ? 3 : 2] as number) : 1,
  };
}

/** Where the series leaves level, trend and seasons, and the mean square of the errors on the way. */
export function smooth(
  series: Float64Array,
  start: Components,
  { alpha, beta, gamma, phi }: Rates,
  isFactor: boolean,
): Components & { readonly meanSquare: number } {
  let { trend } = start;
  // the start is on a line: its trend fades from the second step on
  let level = start.level + (1 - phi) * trend;
  const seasonal = Float64Array.from(start.seasonal);
  let factors = seasonal.reduce((sum, one) => sum + one, 0);
  let squares = 0;
  for (let t = 0, place = 0; t < series.length; t++) {
    const value = series[t] as number;
    const s = seasonal[place] as number;
    const base = level + phi * trend;
    const error = value - (isFactor ? base * s : base + s);
    squares += error * error;
    const tellsLevel = s * seasonal.length > leastFactor * factors;
    const seen = isFactor ? (tellsLevel ? value / s : base) : value - s;
    const next = alpha * seen + (1 - alpha) * base;
    trend = beta * (next - level) + (1 - beta) * phi * trend;
    level = next;
    if (gamma > 0)
      seasonal[place] = gamma * (isFactor ? value / Math.max(base, 1e-6) : value - base) + (1 - gamma) * s;
    factors += (seasonal[place] as number) - s;
    if (++place === seasonal.length) place = 0;
  }
  return { level, trend, seasonal, meanSquare: squares / series.length };
}

/** Log odds of the rates that err least, from the best of those tried. */
function searchRates(
  meanSquareAt: (at: ArrayLike<number>) => number,
  { seasonal, isDamped }: HoltWintersForm,
): Float64Array {
  const lossAt = (at: ArrayLike<number>) => Math.log(meanSquareAt(at) + 1e-12);
  const withSlopes = (at: Float64Array, gradient: Float64Array) => {
    if (at.some((one) => Math.abs(one) > 12)) return Number.POSITIVE_INFINITY;
    const value = lossAt(at);
    const moved = Float64Array.from(at);
    for (let i = 0; i < at.length; i++) {
      moved[i] = (at[i] as number) + 1e-6;
      gradient[i] = (lossAt(moved) - value) / 1e-6;
      moved[i] = at[i] as number;
    }
    return value;
  };
  const ofSeasons = seasonal === 'none' ? [[]] : seasonRatesTried;
  const starts = ratesTried.flatMap((rates) =>
    ofSeasons.map((gamma) => [...rates, ...gamma, ...(isDamped ? [1] : [])]),
  );
  const losses = starts.map(meanSquareAt);
  const nearest = starts[losses.indexOf(Math.min(...losses))] as number[];
  return minimise(withSlopes, nearest, { tolerance: 1e-4, maxIterations: 40 }).at;
}

/** Values after the first one that tell the first trend where there is no season. */
const stepsOfTrend = 4;

/** Level and trend a step before the first value, as of a line that does not fade, and the seasons around it. */
function startOf(
  series: Float64Array,
  season: number,
  seasonal: HoltWintersForm['seasonal'],
  isFactor: boolean,
): Components {
  const mean = (from: number, to: number) => meanOf(series.slice(from, to));
  if (seasonal === 'none') {
    const first = series[0] as number;
    const later = Math.min(stepsOfTrend, series.length - 1);
    const trend = later > 0 ? (mean(1, later + 1) - first) / ((later + 1) / 2) : 0;
    return { level: first - trend, trend, seasonal: new Float64Array(1) };
  }
  const [first, second] = [mean(0, season), mean(season, 2 * season)];
  const slope = (second - first) / season;
  const [middle, reach] = [(first + second) / 2, season + 0.5];
  // values that have factors are on a line that is above zero from the first to the last of both seasons
  const most = isFactor ? middle / reach : Number.POSITIVE_INFINITY;
  const trend = Math.min(most, Math.max(-most, slope));
  const level = middle - trend * reach;
  const seasons = Float64Array.from({ length: season }, (_, i) => {
    const parts = [i, i + season].map((t) => {
      const line = level + trend * (t + 1);
      return isFactor ? (series[t] as number) / Math.max(line, 1e-6) : (series[t] as number) - line;
    });
    return ((parts[0] as number) + (parts[1] as number)) / 2;
  });
  return { level, trend, seasonal: seasons };
}
