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
  'mean-of-56',
  'seasonal-naive',
  'seasonal-mean',
  'drift',
  'seasonal-drift',
]);

/** What the values of a series are like: most of them zero, so wide apart that none can be foretold, or neither. */
export type Kind = 'rare' | 'wide' | 'usual';

const ofLastValue = ['naive', 'drift', 'seasonal-drift'];

/**
 * Methods that are not chosen for a series of a kind. Where values are wide apart the last one says nothing; where they are rare nor do the
 * last few, and it takes many to have their mean; of others the last few say more than so many.
 */
export const unfit: Readonly<Record<Kind, ReadonlySet<string>>> = {
  rare: new Set([...ofLastValue, 'mean-of-4', 'mean-of-8', 'seasonal-naive']),
  wide: new Set(ofLastValue),
  usual: new Set(['mean-of-56']),
};

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
    ['mean-of-56', recentMean(56), true],
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
