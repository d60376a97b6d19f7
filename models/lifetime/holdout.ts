import { pairedDifference } from '../compare/pairedDifference.ts';
import { informationCriterion, type LifetimeModel } from './lifetimeModels.ts';

/** How well expected purchases meet those that came. */
export interface HoldoutFigures {
  readonly actual: number;
  readonly predicted: number;
  /** per customer */
  readonly mae: number;
  readonly rmse: number;
}

/** How much more was predicted than came, over that; null where nothing came. */
export const biasOf = ({ actual, predicted }: Pick<HoldoutFigures, 'actual' | 'predicted'>): number | null =>
  actual > 0 ? predicted / actual - 1 : null;

/**
 * Over customers, `count` of them an element (one each if absent). Of no customers `mae` and `rmse` are NaN: who may
 * have none asks first.
 */
export function holdoutFigures(
  expected: Float64Array,
  actual: Float64Array,
  count?: Float64Array,
): HoldoutFigures {
  let [n, predicted, total, absolute, squared] = [0, 0, 0, 0, 0];
  for (let i = 0; i < actual.length; i++) {
    const [e, a] = [expected[i], actual[i]] as [number, number];
    const weight = count?.[i] ?? 1;
    n += weight;
    predicted += weight * e;
    total += weight * a;
    absolute += weight * Math.abs(e - a);
    squared += weight * (e - a) ** 2;
  }
  return { actual: total, predicted, mae: absolute / n, rmse: Math.sqrt(squared / n) };
}

export interface Candidate {
  readonly model: LifetimeModel;
  /** per customer, in the holdout */
  readonly expected: Float64Array;
}

export interface ErrorDifference {
  /** sum of squared errors of the first less that of the second: below 0 the first is better */
  readonly difference: number;
  /** standard error of that sum; infinite for fewer than two customers */
  readonly error: number;
  /** root mean squared error of the first over that of the second */
  readonly ratio: number;
}

/** Two expectations of the same customers held against each other. */
export function compareErrors(
  first: Float64Array,
  second: Float64Array,
  actual: Float64Array,
  count?: Float64Array,
): ErrorDifference {
  const squares = (expected: Float64Array) => expected.map((one, i) => (one - (actual[i] as number)) ** 2);
  const [a, b] = [squares(first), squares(second)];
  const sum = (of: Float64Array) => of.reduce((all, one, i) => all + (count?.[i] ?? 1) * one, 0);
  const [ofFirst, ofSecond] = [sum(a), sum(b)];
  const { n, mean, standardError } = pairedDifference(a, b, count);
  const ratio = ofSecond > 0 ? Math.sqrt(ofFirst / ofSecond) : ofFirst > 0 ? Number.POSITIVE_INFINITY : 1;
  return { difference: n * mean, error: Math.max(1, n) * standardError, ratio };
}

/** Standard errors beyond which one of two models is told from the other: chance reaches that in one of twenty cases. */
const beyondChance = 1.96;
/** What errs by more than this times another is worse, however uncertain that is: one customer may make both. */
const mostRatio = 1.05;
/** What errs by more than this times another is no better, however certain that is: nobody would notice. */
const leastGain = 0.99;

/** Whether the first is no worse beyond chance (1.96 standard errors), nor by more than a twentieth. */
export const isNoWorse = ({ difference, error, ratio }: ErrorDifference): boolean =>
  difference <= beyondChance * error && ratio <= mostRatio;

/** Whether the first is better, by more than one standard error and a hundredth. */
export const isBetter = ({ difference, error, ratio }: ErrorDifference): boolean =>
  difference < -error && ratio < leastGain;

/** Whether the data told the model's parameters, and every expectation is a number. */
export const isSound = ({ model, expected }: Candidate): boolean =>
  model.converged && expected.every(Number.isFinite);

/**
 * The model with the smallest squared error in the holdout; among those that are no worse than it (`isNoWorse`), since
 * small differences in a holdout are chance, the one that the Bayesian information criterion prefers: the likeliest, of
 * equally likely ones the plainest. A model that is not sound stands only where none is.
 *
 * Source: Hastie, Tibshirani & Friedman (2009), The Elements of Statistical Learning, sections 7.7 and 7.10, for the
 * criterion and for taking the plainer of models whose errors are not told apart.
 * @throws RangeError without candidates
 */
export function chooseByHoldout(
  candidates: readonly Candidate[],
  actual: Float64Array,
  count?: Float64Array,
): LifetimeModel {
  const sound = candidates.filter(isSound);
  const standing = sound.length > 0 ? sound : candidates;
  const errorOf = ({ expected }: Candidate) => holdoutFigures(expected, actual, count).rmse;
  const [best] = standing.toSorted((a, b) => errorOf(a) - errorOf(b));
  if (!best) throw new RangeError('no model to choose from');
  const asGood = standing.filter(({ expected }) =>
    isNoWorse(compareErrors(expected, best.expected, actual, count)),
  );
  const customers = count ? count.reduce((sum, one) => sum + one, 0) : actual.length;
  const criterionOf = ({ model }: Candidate) => informationCriterion(model, customers);
  return (asGood.toSorted((a, b) => criterionOf(a) - criterionOf(b))[0] ?? best).model;
}
