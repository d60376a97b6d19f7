import { logGamma } from '../numeric/gamma.ts';

/**
 * The chance, 0 to 1, that `ofFirst` or more of `hits` members, drawn from `first` + `second` of them, are of the first
 * group. It holds however few there are, and has full relative precision where more are of the first than expected.
 * All numbers are whole, 0 ≤ ofFirst ≤ hits.
 *
 * Source: Fisher (1935), The Logic of Inductive Inference, J. of the Royal Statistical Society 98(1): the
 * hypergeometric tail.
 */
export function fisherAbove(ofFirst: number, hits: number, first: number, second: number): number {
  if (ofFirst <= Math.max(0, hits - second)) return 1;
  // below the expectation the sum could begin with a term that underflows: it is taken from the other group's side
  if (ofFirst * (first + second) <= hits * first)
    return 1 - fisherAbove(hits - ofFirst + 1, hits, second, first);
  const most = Math.min(hits, first);
  let term = Math.exp(
    logChoose(first, ofFirst) + logChoose(second, hits - ofFirst) - logChoose(first + second, hits),
  );
  let sum = 0;
  for (let k = ofFirst; k <= most; k++) {
    sum += term;
    if (term < 1e-17 * sum) break;
    term *= ((first - k) * (hits - k)) / ((k + 1) * (second - hits + k + 1));
  }
  return Math.min(1, sum);
}

const logChoose = (n: number, k: number) => logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1);
