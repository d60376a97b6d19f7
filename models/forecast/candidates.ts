import { openPlaces } from './closedPlaces.ts';
import { type HoltWintersForm, holtWinters } from './holtWinters.ts';
import {
  drift,
  type Forecaster,
  naive,
  recentMean,
  seasonalDrift,
  seasonalLevel,
  seasonalMean,
  seasonalNaive,
} from './plain.ts';
import { stepsToLearn } from './seasonality.ts';
import { theta } from './theta.ts';
import { withinReach } from './withinReach.ts';

/** What the values of a series are like: most of them zero, so wide apart that none can be foretold, or neither. */
export type Kind = 'rare' | 'wide' | 'usual';

interface Method {
  readonly name: string;
  readonly forecaster: Forecaster;
  /** a season at all, or enough of them to learn one; nothing where not given */
  readonly needs?: 'season' | 'seasons';
  /** fitted to the series; others are plain */
  readonly isFitted?: true;
  /** sees the series as it is, closed places and all, and the season whether it shows or not */
  readonly seesAll?: true;
  /** kinds of series that it is not chosen for */
  readonly unfitFor?: readonly Kind[];
}

const seasonalHoltWinters = (name: string, form: HoltWintersForm): Method => ({
  name,
  forecaster: holtWinters(form),
  needs: 'seasons',
  isFitted: true,
});

/**
 * Every method. Where values are wide apart, the last one says nothing. Where they are rare, the last few say nothing
 * either, and it takes many to know their mean. Of usual ones the last few say more than many. The level of a season
 * before is for histories too short to learn a season from: once that can be learned, it helps no more.
 */
const methods: readonly Method[] = [
  { name: 'seasonal-naive', forecaster: seasonalNaive, seesAll: true, unfitFor: ['rare'] },
  {
    name: 'seasonal-level',
    forecaster: withinReach(seasonalLevel),
    needs: 'season',
    seesAll: true,
    unfitFor: ['usual', 'rare', 'wide'],
  },
  { name: 'naive', forecaster: naive, needs: 'season', unfitFor: ['rare', 'wide'] },
  { name: 'mean-of-4', forecaster: recentMean(4), unfitFor: ['rare'] },
  { name: 'mean-of-8', forecaster: recentMean(8), unfitFor: ['rare'] },
  { name: 'mean-of-56', forecaster: recentMean(56), unfitFor: ['usual'] },
  { name: 'drift', forecaster: drift, unfitFor: ['rare', 'wide'] },
  { name: 'seasonal-mean', forecaster: seasonalMean(4), needs: 'seasons' },
  { name: 'seasonal-drift', forecaster: seasonalDrift, needs: 'seasons', unfitFor: ['rare', 'wide'] },
  { name: 'ets', forecaster: holtWinters({ seasonal: 'none', isDamped: true }), isFitted: true },
  { name: 'theta', forecaster: theta, isFitted: true },
  seasonalHoltWinters('holt-winters-additive', { seasonal: 'additive', isDamped: false }),
  seasonalHoltWinters('holt-winters-additive-damped', { seasonal: 'additive', isDamped: true }),
  seasonalHoltWinters('holt-winters', { seasonal: 'multiplicative', isDamped: false }),
  seasonalHoltWinters('holt-winters-damped', { seasonal: 'multiplicative', isDamped: true }),
];

/** The methods that need no fitting. */
export const plainMethods: ReadonlySet<string> = new Set(
  methods.flatMap(({ name, isFitted }) => (isFitted ? [] : [name])),
);

/** Whether a method is not chosen for a series of a kind. */
export const isUnfit = (name: string, kind: Kind): boolean =>
  methods.some((one) => one.name === name && one.unfitFor?.includes(kind));

/** Fitted methods learn from so many seasons at most; older values tell them little, and take time. */
const seasonsLearned = 60;

const recent =
  (method: Forecaster): Forecaster =>
  (series, season, horizon) =>
    method(series.slice(-Math.max(400, seasonsLearned * season)), season, horizon);

/** Every method that a series may be held to; the plain ones are candidates like the others. */
export function candidatesFor(series: Float64Array, season: number): ReadonlyMap<string, Forecaster> {
  const hasSeason = season > 1;
  const given = { season: hasSeason, seasons: hasSeason && series.length >= stepsToLearn(season) };
  return new Map(
    methods
      .filter(({ needs }) => needs === undefined || given[needs])
      .map(({ name, forecaster, isFitted, seesAll }) => [
        name,
        seesAll ? forecaster : withinReach(openPlaces(isFitted ? recent(forecaster) : forecaster)),
      ]),
  );
}
