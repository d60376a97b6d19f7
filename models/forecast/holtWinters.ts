import { minimise } from '../numeric/bfgs.ts';
import type { Forecaster } from './candidates.ts';

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

/**
 * Exponential smoothing with a trend and seasons (Holt–Winters): level, trend and seasons each follow the errors at a rate of their
 * own, found by least squares of one-step errors. It starts from the first two seasons.
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
    const start = startOf(series, season, seasonal);
    const rates = (at: ArrayLike<number>) => {
      const share = (i: number) => 1 / (1 + Math.exp(-(at[i] as number)));
      return {
        alpha: 0.0001 + 0.9998 * share(0),
        beta: 0.0001 + 0.9998 * share(1),
        gamma: 0.0001 + 0.9998 * share(2),
        phi: isDamped ? 0.8 + 0.18 * share(3) : 1,
      };
    };
    const smooth = (at: ArrayLike<number>, into?: Float64Array) => {
      const { alpha, beta, gamma, phi } = rates(at);
      let { level, trend } = start;
      const seasons = Float64Array.from(start.seasonal);
      let squares = 0;
      series.forEach((value, t) => {
        const s = seasons[t % season] as number;
        const base = level + phi * trend;
        const error = value - (seasonal === 'multiplicative' ? base * s : base + s);
        squares += error * error;
        const known = seasonal === 'multiplicative' ? value / Math.max(s, 1e-6) : value - s;
        const next = alpha * known + (1 - alpha) * base;
        trend = beta * (next - level) + (1 - beta) * phi * trend;
        level = next;
        if (seasonal === 'multiplicative')
          seasons[t % season] = gamma * (value / Math.max(base, 1e-6)) + (1 - gamma) * s;
        else if (seasonal === 'additive') seasons[t % season] = gamma * (value - base) + (1 - gamma) * s;
      });
      let fades = 0;
      into?.forEach((_, i) => {
        fades += phi ** (i + 1);
        const base = level + fades * trend;
        const s = seasons[(series.length + i) % season] as number;
        into[i] = (seasonal === 'multiplicative' ? base * s : base + s) * unit;
      });
      return squares / series.length;
    };
    const loss = (at: Float64Array, gradient: Float64Array) => {
      const value = Math.log(smooth(at) + 1e-12);
      for (let i = 0; i < at.length; i++) {
        const moved = (by: number) =>
          Math.log(smooth(at.map((one, j) => (j === i ? one + by : one))) + 1e-12);
        gradient[i] = (moved(1e-5) - moved(-1e-5)) / 2e-5;
      }
      return at.some((one) => Math.abs(one) > 12) ? Number.POSITIVE_INFINITY : value;
    };
    const starts = [
      [-1, -3, -1, 1],
      [1, -3, -2, 1],
      [-1, -5, 1, 1],
    ];
    const found = starts.map((at) => minimise(loss, at, { tolerance: 1e-5, maxIterations: 60 }));
    const best = found.reduce((least, one) => (one.value < least.value ? one : least));
    const forecast = new Float64Array(horizon);
    smooth(best.at, forecast);
    return forecast;
  };

function startOf(series: Float64Array, season: number, seasonal: HoltWintersForm['seasonal']): Start {
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
      return seasonal === 'multiplicative'
        ? (series[t] as number) / Math.max(line, 1e-6)
        : (series[t] as number) - line;
    });
    return ((parts[0] as number) + (parts[1] as number)) / 2;
  });
  return { level, trend, seasonal: seasons };
}
