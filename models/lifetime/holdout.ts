import type { LifetimeModel } from './lifetimeModels.ts';
import type { PurchaseStates } from './states.ts';

/** How well expected purchases meet those that came. */
export interface HoldoutFigures {
  readonly actual: number;
  readonly predicted: number;
  /** per customer */
  readonly mae: number;
  readonly rmse: number;
}

/** Over customers, `count` of them an element (one each if absent). */
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

/** Without a model: each customer goes on at the rate of their repeat purchases so far. */
export const pastRate = ({ x, T }: PurchaseStates, t: number): Float64Array =>
  x.map((xi, i) => ((T[i] as number) > 0 ? (t * xi) / (T[i] as number) : 0));

export interface Candidate {
  readonly model: LifetimeModel;
  /** per customer, in the holdout */
  readonly expected: Float64Array;
}

/**
 * The model with the smallest squared error in the holdout; among those that are no worse by more than one standard
 * error of the difference, the one of the highest likelihood, since small differences in a holdout are chance. A model
 * that did not converge stands only where none did.
 *
 * Source: Hastie, Tibshirani & Friedman (2009), The Elements of Statistical Learning, section 7.10, for the rule of one
 * standard error.
 * @throws RangeError without candidates
 */
export function chooseByHoldout(
  candidates: readonly Candidate[],
  actual: Float64Array,
  count?: Float64Array,
): LifetimeModel {
  const sound = candidates.filter(({ model }) => model.converged);
  const standing = sound.length > 0 ? sound : candidates;
  const errorOf = ({ expected }: Candidate) => holdoutFigures(expected, actual, count).rmse;
  const [best] = standing.toSorted((a, b) => errorOf(a) - errorOf(b));
  if (!best) throw new RangeError('no model to choose from');
  const asGood = standing.filter((other) => {
    let [sum, squares] = [0, 0];
    for (let i = 0; i < actual.length; i++) {
      const a = actual[i] as number;
      const worse = ((other.expected[i] as number) - a) ** 2 - ((best.expected[i] as number) - a) ** 2;
      const weight = count?.[i] ?? 1;
      sum += weight * worse;
      squares += weight * worse * worse;
    }
    return sum <= Math.sqrt(squares);
  });
  return (asGood.toSorted((a, b) => b.model.logLikelihood - a.model.logLikelihood)[0] ?? best).model;
}
