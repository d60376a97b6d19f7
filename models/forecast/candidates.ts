import { holtWinters } from './holtWinters.ts';
import { theta } from './theta.ts';

/** Values to come, one element a step, from a series and the length of its season (1 for none). */
export type Forecaster = (series: Float64Array, season: number, horizon: number) => Float64Array;

const ahead = (horizon: number, value: (h: number) => number) =>
  Float64Array.from({ length: horizon }, (_, i) => value(i + 1));

const last = (series: Float64Array) => series.at(-1) ?? 0;

/** The same as a season before. */
export const seasonalNaive: Forecaster = (series, season, horizon) =>
  ahead(horizon, (h) => series[series.length - season + ((h - 1) % season)] ?? last(series));

/** A line through the first and the last value. */
export const drift: Forecaster = (series, _, horizon) => {
  const slope = series.length > 1 ? (last(series) - (series[0] ?? 0)) / (series.length - 1) : 0;
  return ahead(horizon, (h) => last(series) + slope * h);
};

/** The mean of the last four values. */
export const recentMean: Forecaster = (series, _, horizon) => {
  const recent = series.slice(-4);
  const mean = recent.reduce((sum, one) => sum + one, 0) / recent.length;
  return ahead(horizon, () => mean);
};

/** The same as a season before, moved by what the last season differs from the one before it; in proportion where all are positive. */
export const seasonalDrift: Forecaster = (series, season, horizon) => {
  const sum = (from: number, to: number) => series.slice(from, to).reduce((total, one) => total + one, 0);
  const n = series.length;
  const [late, early] = [sum(n - season, n), sum(n - 2 * season, n - season)];
  const isPositive = series.every((one) => one > 0);
  return seasonalNaive(series, season, horizon).map((value, i) => {
    const seasons = Math.floor(i / season) + 1;
    return isPositive ? value * (late / early) ** seasons : value + (seasons * (late - early)) / season;
  });
};

/** The methods that need no fitting. */
export const plainMethods: ReadonlySet<string> = new Set([
  'seasonal-naive',
  'drift',
  'recent-mean',
  'seasonal-drift',
]);

/** Every method that a series may be held to; the plain ones are candidates like the others. */
export function candidatesFor(series: Float64Array, season: number): ReadonlyMap<string, Forecaster> {
  const isPositive = series.every((one) => one > 0);
  const hasSeasons = season > 1 && series.length >= 2 * season + 2;
  return new Map<string, Forecaster>([
    ['seasonal-naive', seasonalNaive],
    ['drift', drift],
    ['recent-mean', recentMean],
    ...(hasSeasons ? ([['seasonal-drift', seasonalDrift]] as const) : []),
    ['ets', holtWinters({ seasonal: 'none', isDamped: true })],
    ['theta', theta],
    ...(hasSeasons
      ? ([
          ['holt-winters-additive', holtWinters({ seasonal: 'additive', isDamped: false })],
          ['holt-winters-additive-damped', holtWinters({ seasonal: 'additive', isDamped: true })],
        ] as const)
      : []),
    ...(hasSeasons && isPositive
      ? ([
          ['holt-winters', holtWinters({ seasonal: 'multiplicative', isDamped: false })],
          ['holt-winters-damped', holtWinters({ seasonal: 'multiplicative', isDamped: true })],
        ] as const)
      : []),
  ]);
}
