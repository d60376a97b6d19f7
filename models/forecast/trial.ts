import { isAsGood } from './asGood.ts';
import { type Backtest, backtest } from './backtest.ts';
import { candidatesFor } from './candidates.ts';
import { chooseForecast, type ForecastChoice, forecastBy } from './choose.ts';
import { learnableSeason } from './learnableSeason.ts';
import { type Occasions, withOccasions } from './occasions.ts';
import type { Forecaster } from './plain.ts';
import { withYearBefore, yearBefore } from './yearBefore.ts';
import { type MethodTrial, yearTrial } from './yearTrial.ts';

/** What is known of a series beside its values. */
export interface Calendar {
  readonly occasions?: Occasions | undefined;
  /** where a year before may be known */
  readonly stepsAWeek?: number | undefined;
}

export interface TrialOptions extends Calendar {
  readonly candidates?: typeof candidatesFor;
  readonly mostOrigins?: number;
}

/** How a series is foretold, and what that was held to. */
export interface ForecastTrial
  extends MethodTrial,
    Pick<ForecastChoice, 'chosen' | 'members' | 'isFallback' | 'loss'> {
  /** 1 where the history is too short to learn the one that was given */
  readonly season: number;
  /** the methods whose median it is; one for itself */
  readonly methods: readonly string[];
  readonly hasOccasions: boolean;
  /** whether it is the mean of that and of the year before */
  readonly hasYearBefore: boolean;
}

/** Marks the methods that know of occasions. */
const withOccasionsOf = (name: string) => `${name} with holidays`;

/**
 * Chooses how a series is foretold by rolling origin. Occasions whose factors could be learned are used unless that was
 * worse at these origins; the year before, where that is better at those from which it was known.
 */
export function tryForecasts(
  series: Float64Array,
  given: number,
  horizon: number,
  { candidates = candidatesFor, mostOrigins = 12, occasions, stepsAWeek }: TrialOptions = {},
): ForecastTrial {
  const choose = (one: number) => chooseForecast(series, one, horizon, candidates(series, one), mostOrigins);
  const season = learnableSeason(series, given, horizon, choose);
  const { chosen, members, origins, tests, isFallback, loss } = choose(season);
  const methods = chosen === 'combination' ? members : [chosen];
  let trial: MethodTrial = { name: chosen, origins, tests };
  const found = { season, chosen, methods, members, isFallback, loss };
  if (isFallback) return { ...trial, ...found, hasOccasions: false, hasYearBefore: false };
  let hasOccasions = false;
  if (occasions && occasions(series, season, 0).found > 0) {
    const method = withOccasions(forecastBy(methods, candidatesFor), occasions);
    const tested = backtest(method, series, season, horizon, origins);
    hasOccasions = isAsGood(tested, tests.get(chosen) as Backtest, origins, loss);
    const name = withOccasionsOf(chosen);
    trial = { name: hasOccasions ? name : chosen, origins, tests: new Map(tests).set(name, tested) };
  }
  const known = hasOccasions ? occasions : undefined;
  const yearly =
    stepsAWeek === undefined
      ? undefined
      : yearTrial(trial, series, season, {
          before: known ? withOccasions(yearBefore(stepsAWeek), known) : yearBefore(stepsAWeek),
          ...{ stepsAWeek, loss },
        });
  return { ...(yearly ?? trial), ...found, hasOccasions, hasYearBefore: yearly !== undefined };
}

/** Whether a test of a trial was of a method that knows of occasions. */
export const knowsOccasions = (name: string, { chosen }: Pick<ForecastTrial, 'chosen'>): boolean =>
  name.startsWith(withOccasionsOf(chosen));

/** The method that a trial chose. */
export function methodBy(
  { methods, hasOccasions, hasYearBefore }: Pick<ForecastTrial, 'methods' | 'hasOccasions' | 'hasYearBefore'>,
  { occasions, stepsAWeek }: Calendar,
): Forecaster {
  const alone = forecastBy(methods, candidatesFor);
  const method = hasYearBefore && stepsAWeek !== undefined ? withYearBefore(alone, stepsAWeek) : alone;
  return hasOccasions && occasions ? withOccasions(method, occasions) : method;
}
