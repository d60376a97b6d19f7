import { openPlaces } from './closedPlaces.ts';
import { holtWinters } from './holtWinters.ts';
import {
  drift,
  type Forecaster,
  naive,
  recentMean,
  seasonalDrift,
  seasonalMean,
  seasonalNaive,
} from './plain.ts';
import { theta } from './theta.ts';
import { withinReach } from './withinReach.ts';

/** The methods that need no fitting. */
export const plainMethods: ReadonlySet<string> = new Set([
  'naive',
  'mean-of-4',
  'mean-of-8',
  'seasonal-naive',
  'seasonal-mean',
  'drift',
  'seasonal-drift',
]);

/** Fitted methods learn from so many seasons at most; older values tell them little, and take time. */
const seasonsLearned = 60;

const recent =
  (method: Forecaster): Forecaster =>
  (series, season, horizon) =>
    method(series.slice(-Math.max(400, seasonsLearned * season)), season, horizon);

/** Every method that a series may be held to; the plain ones are candidates like the others. */
export function candidatesFor(series: Float64Array, season: number): ReadonlyMap<string, Forecaster> {
  const hasSeasons = season > 1 && series.length >= 2 * season + 2;
  const listed: [string, Forecaster, boolean][] = [
    ['seasonal-naive', seasonalNaive, true],
    ['naive', naive, season > 1],
    ['mean-of-4', recentMean(4), true],
    ['mean-of-8', recentMean(8), true],
    ['drift', drift, true],
    ['seasonal-mean', seasonalMean(4), hasSeasons],
    ['seasonal-drift', seasonalDrift, hasSeasons],
    ['ets', holtWinters({ seasonal: 'none', isDamped: true }), true],
    ['theta', theta, true],
    ['holt-winters-additive', holtWinters({ seasonal: 'additive', isDamped: false }), hasSeasons],
    ['holt-winters-additive-damped', holtWinters({ seasonal: 'additive', isDamped: true }), hasSeasons],
    ['holt-winters', holtWinters({ seasonal: 'multiplicative', isDamped: false }), hasSeasons],
    ['holt-winters-damped', holtWinters({ seasonal: 'multiplicative', isDamped: true }), hasSeasons],
  ];
  return new Map(
    listed.flatMap(([name, method, fits]) =>
      fits
        ? [
            [
              name,
              name === 'seasonal-naive'
                ? method
                : withinReach(openPlaces(plainMethods.has(name) ? method : recent(method))),
            ] as const,
          ]
        : [],
    ),
  );
}
