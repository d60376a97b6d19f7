import { logBeta } from './gamma.ts';

/**
 * The regularised incomplete beta function I_x(a, b): the chance that a beta(a, b) variate is at most x. `x` from 0 to
 * 1, a and b above 0; the absolute error is within 1e-14 + 1e-16 (a + b). The terms of its fraction grow with the root
 * of the smaller of a and b: a thousand where both are a million.
 *
 * Source: NIST Digital Library of Mathematical Functions, 8.17.22, for the fraction; Lentz's method for its value.
 * @param logB the logarithm of the beta function of a and b, where many x are asked for
 * @throws RangeError where a hundred thousand terms do not suffice, beyond some 1e13 both
 */
export function incompleteBeta(x: number, a: number, b: number, logB = logBeta(a, b)): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  if (x > (a + 1) / (a + b + 2)) return 1 - incompleteBeta(1 - x, b, a, logB);
  const head = Math.exp(a * Math.log(x) + b * Math.log1p(-x) - logB) / a;
  let c = 1;
  let d = 1 / apart(1 - ((a + b) * x) / (a + 1));
  let fraction = d;
  for (let m = 1; m < mostTerms; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / apart(1 + even * d);
    c = apart(1 + even / c);
    fraction *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / apart(1 + odd * d);
    c = apart(1 + odd / c);
    fraction *= d * c;
    // a NaN ends it too, as one
    if (!(Math.abs(d * c - 1) >= 1e-15)) return head * fraction;
  }
  throw new RangeError(`the incomplete beta function of ${a} and ${b} takes more than ${mostTerms} terms`);
}

const mostTerms = 100_000;
const tiny = 1e-300;

/** The value, or a tiny one in the place of zero. */
const apart = (value: number): number => (Math.abs(value) < tiny ? tiny : value);
