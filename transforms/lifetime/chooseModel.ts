import {
  biasOf,
  type Candidate,
  type DistinctStates,
  distinctStates,
  expectedAsBefore,
  expectedBy,
  type FitLifetimeModel,
  fitMbgCnbd,
  fitPastRate,
  type HoldoutVerdict,
  holdoutFigures,
  isSound,
  judgeByHoldout,
  type LifetimeModel,
  type LifetimeModelName,
  lifetimeCandidates,
  lifetimeFits,
  perCustomer,
} from '../../models/index.ts';
import { say } from '../say.ts';
import { fitSeason, isWorthIt, type SeasonalFit, seasonDays } from './fitSeason.ts';
import type { NoModel } from './parameters.ts';
import { lifetimeReasons } from './reasons.ts';
import type { HoldoutSample } from './samples.ts';

/**
 * Every model, fitted to the customers as they were known at a past date and asked for the `days` since. Nothing that
 * came to be known in those days is in a fit.
 */
export interface Contest {
  readonly sample: HoldoutSample;
  /** where the holdout begins */
  readonly until: string;
  readonly days: number;
  readonly distinct: DistinctStates;
  readonly candidates: readonly Candidate[];
  /** everybody going on as before */
  readonly naive: Float64Array;
}

/** What won a contest. */
export interface Choice {
  readonly model: LifetimeModel;
  /** the same model where it did better by the clock of a season */
  readonly seasonal: SeasonalFit | undefined;
  readonly noModel: NoModel | null;
  readonly reason: string;
}

export function contest(sample: HoldoutSample, until: string, days: number): Contest {
  const distinct = distinctStates(sample.states);
  return {
    sample,
    until,
    days,
    distinct,
    candidates: [...lifetimeCandidates(distinct, days)],
    naive: expectedAsBefore(distinct, days),
  };
}

/**
 * The model that meets the holdout best, without those left out; everybody going on as before where none is sound or
 * does better than that.
 */
export function choose(held: Contest, leftOut: ReadonlySet<LifetimeModelName>): Choice {
  const { sample, naive } = held;
  const standing = held.candidates.filter((one) => isSound(one) && !leftOut.has(one.model.name));
  if (standing.length === 0)
    return {
      model: fitPastRate(held.distinct),
      seasonal: undefined,
      noModel: 'not-converged',
      reason: lifetimeReasons.none,
    };
  const verdict = judgeByHoldout(standing, naive, sample.purchases);
  const { best, isStanding } = verdict;
  const seasonal = isStanding ? seasonalOf(best.model, held) : undefined;
  return {
    model: isStanding ? best.model : fitPastRate(held.distinct),
    seasonal,
    noModel: null,
    reason: [
      reasonOf(verdict, standing, held),
      ...(seasonal ? [seasonalReasonOf(seasonal, best, held)] : []),
    ].join(' '),
  };
}

/** The winner by the clock of a season, where there is time enough, the criterion asks for it and it errs no more. */
function seasonalOf(plain: LifetimeModel, held: Contest): SeasonalFit | undefined {
  const { sample, distinct, until, days } = held;
  const isRegular = (plain.parameters.k ?? 1) > 1;
  if (isRegular || !distinct.T.some((T) => T >= seasonDays)) return undefined;
  const seasonal = fitSeason(plain, refitterOf(plain), distinct, until, sample.came, days);
  if (!isWorthIt(plain, seasonal, distinct.stateOf.length)) return undefined;
  const errorOf = (expected: Float64Array) => holdoutFigures(expected, sample.purchases).rmse;
  const isNoFurther = errorOf(expectedInSeason(seasonal, held)) <= errorOf(expectedBy(plain, distinct, days));
  return isNoFurther ? seasonal : undefined;
}

const expectedInSeason = ({ model, states, clock }: SeasonalFit, { distinct, days }: Contest) =>
  perCustomer(distinct, model.forecast(states, clock.ahead(days)).expected);

/** The fit of the same model to other states, its regularity kept. */
export function refitterOf({ name, parameters }: LifetimeModel): FitLifetimeModel {
  if (name === 'past_rate') return fitPastRate;
  if (name === 'mbg-cnbd-k') return (states, near) => fitMbgCnbd(states, parameters.k ?? 1, near);
  return lifetimeFits[name];
}

function reasonOf(
  { best: winner, isStanding }: HoldoutVerdict,
  standing: readonly Candidate[],
  { sample, naive, days }: Contest,
): string {
  const errorBy = (expected: Float64Array) => holdoutFigures(expected, sample.purchases).rmse;
  const errors = standing
    .map(({ model, expected }) => ({ model, rmse: errorBy(expected) }))
    .sort((a, b) => a.rmse - b.rmse);
  const nearest = errors[0] as (typeof errors)[number];
  const said = { model: winner.model.name, days, rmse: errorBy(winner.expected).toFixed(4) };
  const chosen =
    nearest.model === winner.model
      ? say(lifetimeReasons.best, said)
      : say(lifetimeReasons.likelier, {
          ...said,
          other: nearest.model.name,
          otherRmse: nearest.rmse.toFixed(4),
        });
  const against = lifetimeReasons[isStanding ? 'better' : 'noBetter'];
  return `${chosen} ${say(against, { plain: errorBy(naive).toFixed(4) })}`;
}

function seasonalReasonOf(seasonal: SeasonalFit, plain: Candidate, held: Contest): string {
  const figuresOf = (expected: Float64Array) => holdoutFigures(expected, held.sample.purchases);
  const [bySeason, byCalendar] = [figuresOf(expectedInSeason(seasonal, held)), figuresOf(plain.expected)];
  return say(lifetimeReasons.bySeason, {
    rmse: bySeason.rmse.toFixed(4),
    bias: percent(biasOf(bySeason)),
    plainBias: percent(biasOf(byCalendar)),
  });
}

const percent = (bias: number | null) => `${((bias ?? 0) * 100).toFixed(1).replace(/^(?=\d)/, '+')} %`;
