import { digamma, logGamma } from '../numeric/gamma.ts';
import type { PurchaseStates } from './states.ts';

/**
 * r, α: how often customers buy, and how unlike they are in it; a, b: how likely they are to leave after a purchase.
 */
export interface BetaGeometricParameters {
  readonly r: number;
  /** in the unit of T */
  readonly alpha: number;
  readonly a: number;
  readonly b: number;
}

/** Which of the family: BG/NBD is {k: 1, leavesAtOnce: false}, MBG/NBD {1, true}, MBG/CNBD-k {k, true}. */
export interface BetaGeometricForm {
  /** regularity: times between purchases are Erlang-k; 1 is the plain Poisson process */
  readonly k: number;
  /** whether a customer may leave right after the first purchase of all */
  readonly leavesAtOnce: boolean;
}

/**
 * The log-likelihood of the beta-geometric models over states, weighted by their counts; `gradient`, if given, gets its
 * derivatives by r, α, a and b. Everything is in log space. Consecutive states of one x share the gamma functions, so
 * states sorted by x are quickest.
 *
 * Source: Fader, Hardie & Lee (2005), Marketing Science 24(2), eq. 6 (BG/NBD); Batislam, Denizel & Filiztekin (2007)
 * (MBG/NBD); Platzer & Reutterer (2016), Marketing Science 35(5), and Reutterer, Platzer & Schröder (2021), IJRM 38(1)
 * (regularity).
 */
export function betaGeometricLogLikelihood(
  { r, alpha, a, b }: BetaGeometricParameters,
  { k, leavesAtOnce }: BetaGeometricForm,
  { x, tx, T, count, sumLogIntervals = 0 }: PurchaseStates,
  gradient?: Float64Array,
): number {
  const d = leavesAtOnce ? 1 : 0;
  const logFactorial = logGamma(k);
  const atZero = logGamma(a + b) - logGamma(b) - logGamma(r) + r * Math.log(alpha);
  const [psiR, psiB, psiAB] = [digamma(r), digamma(b), digamma(a + b)];
  const logAlpha = Math.log(alpha);
  const logA = Math.log(a);
  let total = (k - 1) * sumLogIntervals;
  let [gr, gAlpha, ga, gb] = [0, 0, 0, 0];
  let last = -1;
  let [s, head, slopeR, slopeA, slopeB, logOdds] = [0, 0, 0, 0, 0, 0];
  for (let i = 0; i < x.length; i++) {
    const xi = x[i] as number;
    if (xi !== last) {
      last = xi;
      s = r + k * xi;
      // log B(a, b + x + d) − log B(a, b) and what else depends on x alone
      head = atZero + logGamma(s) + logGamma(b + xi + d) - logGamma(a + b + xi + d) - xi * logFactorial;
      logOdds = logA - Math.log(b + xi - 1 + d);
      if (gradient) {
        slopeR = digamma(s) - psiR + logAlpha;
        slopeA = psiAB - digamma(a + b + xi + d);
        slopeB = slopeA + digamma(b + xi + d) - psiB;
      }
    }
    const alphaT = alpha + (T[i] as number);
    const alphaTx = alpha + (tx[i] as number);
    const logT = Math.log(alphaT);
    const gap = logT - Math.log(alphaTx);
    let [survival, survivalS, survivalAlpha] = [1, 0, 0];
    if (k > 1) {
      const z = ((T[i] as number) - (tx[i] as number)) / alphaT;
      let [term, harmonic] = [1, 0];
      for (let j = 1; j < k; j++) {
        harmonic += 1 / (s + j - 1);
        term *= ((s + j - 1) / j) * z;
        survival += term;
        survivalS += term * harmonic;
        survivalAlpha -= (term * j) / alphaT;
      }
      survivalS /= survival;
      survivalAlpha /= survival;
    }
    const logSurvival = k > 1 ? Math.log(survival) : 0;
    const canHaveLeft = xi + d > 0;
    // the odds of having left after the last purchase, against being there still
    const left = canHaveLeft ? logOdds + s * gap - logSurvival : Number.NEGATIVE_INFINITY;
    const growth = Math.exp(-Math.abs(left));
    const weight = count ? (count[i] as number) : 1;
    total += weight * (head - s * logT + logSurvival + Math.max(left, 0) + Math.log1p(growth));
    if (!gradient) continue;
    const pLeft = left > 0 ? 1 / (1 + growth) : growth / (1 + growth);
    gr += weight * (slopeR - logT + survivalS + pLeft * (gap - survivalS));
    gAlpha +=
      weight *
      (r / alpha - s / alphaT + survivalAlpha + pLeft * (s * (1 / alphaT - 1 / alphaTx) - survivalAlpha));
    ga += weight * (slopeA + pLeft / a);
    gb += weight * (slopeB - (canHaveLeft ? pLeft / (b + xi - 1 + d) : 0));
  }
  gradient?.set([gr, gAlpha, ga, gb]);
  return total;
}
