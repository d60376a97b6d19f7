import { minimiseMany } from '../numeric/lbfgs.ts';
import { lossOfLogOdds, sigmoid } from '../numeric/logisticFunctions.ts';
import type { CountedTexts } from './countedTexts.ts';

/** Rows of term numbers and values, one after the other; row i from starts[i] to starts[i + 1]. */
export interface Sparse {
  readonly starts: Uint32Array;
  readonly terms: Uint32Array;
  readonly values: Float64Array;
}

/** TF-IDF of the terms that have a place (0 to `idf.length` − 1; those of −1 are left out), rows of length one. */
export function sparse(texts: CountedTexts['texts'], places: Int32Array, idf: Float64Array): Sparse {
  const starts = new Uint32Array(texts.length + 1);
  const most = texts.reduce((sum, { terms }) => sum + terms.length, 0);
  const terms = new Uint32Array(most);
  const values = new Float64Array(most);
  let end = 0;
  texts.forEach((one, row) => {
    let squares = 0;
    const from = end;
    one.terms.forEach((term, i) => {
      const at = places[term] as number;
      if (at < 0) return;
      const value = (1 + Math.log(one.counts[i] as number)) * (idf[at] as number);
      squares += value * value;
      terms[end] = at;
      values[end++] = value;
    });
    const length = Math.sqrt(squares) || 1;
    for (let i = from; i < end; i++) values[i] = (values[i] as number) / length;
    starts[row + 1] = end;
  });
  return { starts, terms: terms.subarray(0, end), values: values.subarray(0, end) };
}

/** Whether any of the text's terms has a place. */
export const hasTerms = ({ starts }: Sparse, row: number): boolean =>
  (starts[row + 1] as number) > (starts[row] as number);

/** Each value times what its term is multiplied by. */
export const times = ({ starts, terms, values }: Sparse, by: Float64Array): Sparse => ({
  starts,
  terms,
  values: values.map((value, i) => value * (by[terms[i] as number] as number)),
});

/** The sum of each row's values by the weights of their terms, and the last weight. */
export function scores({ starts, terms, values }: Sparse, weights: Float64Array): Float64Array {
  const sums = new Float64Array(starts.length - 1).fill(weights.at(-1) as number);
  for (let row = 0; row < sums.length; row++) {
    let sum = sums[row] as number;
    for (let i = starts[row] as number; i < (starts[row + 1] as number); i++)
      sum += (values[i] as number) * (weights[terms[i] as number] as number);
    sums[row] = sum;
  }
  return sums;
}

/** Where no weight slopes more than this a comment, the search ends: a tenth of what scikit-learn comes with. */
const leastSlope = 1e-5;

/**
 * Penalised logistic regression, searched from `start`; the last weight is the intercept, which is not penalised.
 * `cost` is the weight of the loss against ½ Σ w².
 */
export function fitSparse(rows: Sparse, labels: Uint8Array, start: Float64Array, cost: number): Float64Array {
  const { starts, terms, values } = rows;
  const size = start.length - 1;
  // where every chance is a half
  const curvature = new Float64Array(size + 1).fill(1);
  curvature[size] = (cost / 4) * labels.length;
  for (let i = 0; i < values.length; i++) {
    const term = terms[i] as number;
    curvature[term] = (curvature[term] as number) + (cost / 4) * (values[i] as number) ** 2;
  }
  return minimiseMany(
    (weights, gradient) => {
      let loss = 0;
      for (let i = 0; i < size; i++) {
        const weight = weights[i] as number;
        gradient[i] = weight;
        loss += 0.5 * weight * weight;
      }
      gradient[size] = 0;
      const z = scores(rows, weights);
      for (let row = 0; row < z.length; row++) {
        const score = z[row] as number;
        const label = labels[row] as number;
        loss += cost * lossOfLogOdds(score, label);
        const pull = cost * (sigmoid(score) - label);
        gradient[size] = (gradient[size] as number) + pull;
        for (let i = starts[row] as number; i < (starts[row + 1] as number); i++) {
          const term = terms[i] as number;
          gradient[term] = (gradient[term] as number) + pull * (values[i] as number);
        }
      }
      return loss;
    },
    start,
    curvature,
    { tolerance: leastSlope * cost * labels.length },
  );
}
