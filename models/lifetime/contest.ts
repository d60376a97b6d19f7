import { type Candidate, chooseByHoldout, compareErrors, isBetter } from './holdout.ts';
import { fitPastRate, type LifetimeModel, lifetimeFits } from './lifetimeModels.ts';
import type { DistinctStates } from './states.ts';

/** Figures of the distinct states, as one of each customer. */
export const perCustomer = (
  { stateOf }: Pick<DistinctStates, 'stateOf'>,
  ofStates: Float64Array,
): Float64Array => Float64Array.from(stateOf, (state) => ofStates[state] as number);

/** The purchases that a model expects of each customer within some days. */
export const expectedBy = (model: LifetimeModel, states: DistinctStates, days: number): Float64Array =>
  perCustomer(states, model.forecast(states, days).expected);

/** What everybody going on as before comes to. */
export const expectedAsBefore = (states: DistinctStates, days: number): Float64Array =>
  expectedBy(fitPastRate(states), states, days);

/**
 * Every model that the states can tell (regular purchases, only where the intervals between them are known), fitted as
 * it is asked for.
 * @param days for which each is asked; without it nothing is expected of anybody
 */
export function* lifetimeCandidates(states: DistinctStates, days?: number): Generator<Candidate> {
  const { 'mbg-cnbd-k': fitRegularity, ...others } = lifetimeFits;
  const isRegularityTold = states.sumLogIntervals !== undefined;
  for (const fit of [...Object.values(others), ...(isRegularityTold ? [fitRegularity] : [])]) {
    const model = fit(states);
    yield { model, expected: days === undefined ? new Float64Array(0) : expectedBy(model, states, days) };
  }
}

/** What the days held out say of the candidates. */
export interface HoldoutVerdict {
  readonly best: Candidate;
  /** does better than everybody going on as before (`isBetter`): otherwise no model stands */
  readonly isStanding: boolean;
}

/**
 * The best of the candidates against everybody going on as before.
 * @throws RangeError without candidates
 */
export function judgeByHoldout(
  candidates: readonly Candidate[],
  asBefore: Float64Array,
  actual: Float64Array,
): HoldoutVerdict {
  const model = chooseByHoldout(candidates, actual);
  const best = candidates.find((one) => one.model === model) as Candidate;
  return { best, isStanding: isBetter(compareErrors(best.expected, asBefore, actual)) };
}
