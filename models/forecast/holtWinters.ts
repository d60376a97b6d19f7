import { minimise } from '../numeric/bfgs.ts';
import { sigmoid } from '../numeric/logisticFunctions.ts';
import type { Forecaster } from './plain.ts';

export interface HoltWintersForm {
  readonly seasonal: 'none' | 'additive' | 'multiplicative';
  /** whether the trend fades */
  readonly isDamped: boolean;
}

interface Start {
  readonly level: number;
  readonly trend: number;
  readonly seasonal: Float64Array;
}

/** Log odds of the rates of level and trend from which a search may begin, and of that of seasons. */
const ratesTried = [-3, -1, 1].flatMap((alpha) => [-5, -3].map((beta) => [alpha, beta] as const));
const seasonRatesTried = [[-3], [-1], [1]];

/**
 * Exponential smoothing with a trend and seasons (Holt–Winters): level, trend and seasons each follow the errors at a rate of their
 * own, found by least squares of one-step errors, from the best of a few rates. It starts from the first two seasons. Seasons are sums, not
 * factors, where a value is below zero.
 *
 * Source: Winters (1960), Management Science 6(3); Hyndman & Athanasopoulos, Forecasting: Principles and Practice,
 * sections 8.3 and 8.6 (damping between .8 and .98).
 */
export const holtWinters =
  ({ seasonal, isDamped }: HoltWintersForm): Forecaster =>
  (values, period, horizon) => {
    // in units of their mean size, so that the search sees numbers of one size
    const unit = values.reduce((sum, one) => sum + Math.abs(one), 0) / values.length || 1;
    const series = values.map((one) => one / unit);
    const season = seasonal === 'none' ? 1 : period;
    // factors make no sense of values below zero
    const isFactor = seasonal === 'multiplicative' && series.every((one) => one >= 0);
    const start = startOf(series, season, seasonal, isFactor);
    const hasSeasons = seasonal !== 'none';
    const n = series.length;
    const seasons = new Float64Array(season);
    const smooth = (at: ArrayLike<number>, into?: Float64Array) => {
      const alpha = 0.0001 + 0.9998 * sigmoid(at[0] as number);
      const beta = 0.0001 + 0.9998 * sigmoid(at[1] as number);
      const gamma = hasSeasons ? 0.0001 + 0.9998 * sigmoid(at[2] as number) : 0;
      const phi = isDamped ? 0.8 + 0.18 * sigmoid(at[hasSeasons ? 3 : 2] as number) : 1;
      let { level, trend } = start;
      seasons.set(start.seasonal);
      let squares = 0;
      let place = 0;
      for (let t = 0; t < n; t++) {
        const value = series[t] as number;
        const s = seasons[place] as number;
        const base = level + phi * trend;
        const error = value - (isFactor ? base * s : base + s);
        squares += error * error;
        const next = alpha * (isFactor ? value / Math.max(s, 1e-6) : value - s) + (1 - alpha) * base;
        trend = beta * (next - level) + (1 - beta) * phi * trend;
        level = next;
        if (hasSeasons)
          seasons[place] = gamma * (isFactor ? value / Math.max(base, 1e-6) : value - base) + (1 - gamma) * s;
        if (++place === season) place = 0;
      }
      let fades = 0;
      into?.forEach((_, i) => {
        fades += phi ** (i + 1);
        const base = level + fades * trend;
        const s = seasons[(n + i) % season] as number;
        into[i] = (isFactor ? base * s : base + s) * unit;
      });
      return squares / n;
    };
    const moved = new Float64Array(2 + (hasSeasons ? 1 : 0) + (isDamped ? 1 : 0));
    const loss = (at: Float64Array, gradient: Float64Array) => {
      if (at.some((one) => Math.abs(one) > 12)) return Number.POSITIVE_INFINITY;
      const value = Math.log(smooth(at) + 1e-12);
      moved.set(at);
      for (let i = 0; i < at.length; i++) {
        moved[i] = (at[i] as number) + 1e-6;
        gradient[i] = (Math.log(smooth(moved) + 1e-12) - value) / 1e-6;
        moved[i] = at[i] as number;
      }
      return value;
    };
    const starts = ratesTried.flatMap(([alpha, beta]) =>
      (hasSeasons ? seasonRatesTried : [[]]).map((gamma) => [
        alpha,
        beta,
        ...gamma,
        ...(isDamped ? [1] : []),
      ]),
    );
    const losses = starts.map((at) => smooth(at));
    const nearest = starts[losses.indexOf(Math.min(...losses))] as number[];
    const best = minimise(loss, nearest, { tolerance: 1e-4, maxIterations: 40 });
    const forecast = new Float64Array(horizon);
    smooth(best.at, forecast);
    return forecast;
  };

function startOf(
  series: Float64Array,
  season: number,
  seasonal: HoltWintersForm['seasonal'],
  isFactor: boolean,
): Start {
  const mean = (from: number, to: number) => {
    const part = series.slice(from, to);
    return part.reduce((sum, one) => sum + one, 0) / Math.max(1, part.length);
  };
  if (seasonal === 'none') {
    const trend = series.length > 1 ? (mean(1, Math.min(5, series.length)) - (series[0] as number)) / 2.5 : 0;
    return { level: series[0] as number, trend, seasonal: new Float64Array(1) };
  }
  const [first, second] = [mean(0, season), mean(season, 2 * season)];
  const trend = (second - first) / season;
  // the level a step before the first value
  const level = first - (trend * (season + 1)) / 2;
  const seasons = Float64Array.from({ length: season }, (_, i) => {
    const parts = [i, i + season].map((t) => {
      const line = level + trend * (t + 1);
      return isFactor ? (series[t] as number) / Math.max(line, 1e-6) : (series[t] as number) - line;
    });
    return ((parts[0] as number) + (parts[1] as number)) / 2;
  });
  return { level, trend, seasonal: seasons };
}
