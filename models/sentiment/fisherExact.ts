import { logGamma } from '../numeric/gamma.ts';

/**
 * The chance that of `hits` drawn without order from `first` + `second` members so many as `ofFirst`, or more, are of
 * the first: that a group has so many of them by chance alone, however few there are. 0 to 1; all whole,
 * 0 ≤ ofFirst ≤ hits. Of full relative precision where more are of the first than expected.
 *
 * Source: Fisher (1935), The Logic of Inductive Inference, J. of the Royal Statistical Society 98(1): the
 * hypergeometric tail.
 */
export function fisherAbove(ofFirst: number, hits: number, first: number, second: number): number {
  if (ofFirst <= Math.max(0, hits - second)) return 1;
  // a sum from far below the expectation would begin with a term too small for a number: so many or more are of the
  // first unless so many more of the others are
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
