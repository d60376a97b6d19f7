import { logBeta } from '../numeric/gamma.ts';
import { incompleteBeta } from '../numeric/incompleteBeta.ts';
import { sigmoid } from '../numeric/logisticFunctions.ts';
import type { GammaGammaParameters } from './gammaGamma.ts';

/**
 * How a customer's spending in a horizon spreads, in units of `scaleOf` theirs: knots of its distribution function
 * given that they are there, by the logarithm of the ratio. Two customers of one x and T who spend differently share
 * it.
 */
export interface ValueSpread {
  /** P(no purchase | there) */
  readonly none: number;
  readonly logRatios: Float64Array;
  /** ascending to nearly 1 */
  readonly below: Float64Array;
}

/**
 * The unit of a customer's spread: v + the sum they have spent; `orders` of a mean `value`. Given this and how often
 * they bought, the scale of their transactions is gamma.
 */
export const scaleOf = ({ v }: GammaGammaParameters, orders: number, value: number): number =>
  v + Math.max(0, orders * value);

const knots = 28;

/**
 * The spread from `purchasesAtLeast` and the gamma-gamma model: the sum of n transactions over the scale is beta prime
 * (p n, p `orders` + q), so the distribution is a sum of incomplete beta functions over n.
 *
 * Source: Fader & Hardie (2013), The Gamma-Gamma Model of Monetary Value, for the gamma posterior.
 */
export function valueSpread(
  atLeast: Float64Array,
  { p, q }: GammaGammaParameters,
  orders: number,
): ValueSpread {
  const shape = p * orders + q;
  const count = atLeast.length - 1;
  const exactly = Float64Array.from(atLeast, (one, n) => one - (atLeast[n + 1] ?? 0));
  const logBetas = Float64Array.from(exactly, (_, n) => (n > 0 ? logBeta(p * n, shape) : 0));
  // so many purchases are worth less than the last ratio for certain, and than any greater one
  let [settled, lastRatio] = [0, Number.NEGATIVE_INFINITY];
  const below = (logRatio: number) => {
    if (logRatio < lastRatio) settled = 0;
    lastRatio = logRatio;
    const y = sigmoid(logRatio);
    let sum = 1 - (atLeast[settled + 1] ?? 0);
    for (let n = settled + 1; n <= count; n++) {
      const chance = incompleteBeta(y, p * n, shape, logBetas[n]);
      sum += (exactly[n] as number) * chance;
      if (chance > 1 - 1e-6 && settled === n - 1) settled = n;
      // more purchases are worth more still
      if (chance < 1e-6) break;
    }
    return sum;
  };
  const none = exactly[0] as number;
  const middle = Math.log(p / shape);
  let from = middle;
  while (below(from) > none + 0.002 * (1 - none) && from > middle - 100) from -= 1.5;
  let to = middle + 1;
  while (below(to) < 0.999 && to < middle + 100) to += 1;
  const logRatios = Float64Array.from({ length: knots }, (_, i) => from + ((to - from) * i) / (knots - 1));
  return { none, logRatios, below: logRatios.map(below) };
}

/** A spread, and how much of a customer's it is. */
export interface SpreadShare {
  readonly spread: ValueSpread;
  readonly share: number;
}

/**
 * The value that a customer's spending is below with chance `share` (0 to 1; beyond .999 it is cut), over their scale:
 * 0 where nothing at all is as likely as that. Between spreads, the chance of no purchase and the logarithm of each
 * quantile given one are means by their shares.
 */
export function valueQuantile(spreads: readonly SpreadShare[], pAlive: number, share: number): number {
  // P(S ≤ s) = 1 − P(alive) (1 − F(s))
  const wanted = 1 - (1 - share) / pAlive;
  const none = meanOver(spreads, (spread) => spread.none);
  if (!(wanted > none)) return 0;
  const ofBuyers = (wanted - none) / (1 - none);
  return Math.exp(meanOver(spreads, (spread) => logRatioAt(spread, ofBuyers)));
}

function meanOver(spreads: readonly SpreadShare[], valueOf: (spread: ValueSpread) => number): number {
  let sum = 0;
  for (const { spread, share } of spreads) sum += share * valueOf(spread);
  return sum;
}

/** The logarithm of the ratio that a customer who buys is below with a chance; before the first knot, nothing. */
function logRatioAt({ none, below, logRatios }: ValueSpread, chance: number): number {
  const wanted = none + chance * (1 - none);
  let [low, high] = [0, below.length - 1];
  if (wanted <= (below[0] as number)) return Number.NEGATIVE_INFINITY;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((below[middle] as number) < wanted) low = middle;
    else high = middle;
  }
  const [f0, f1] = [below[low] as number, below[high] as number];
  const [l0, l1] = [logRatios[low] as number, logRatios[high] as number];
  return l0 + (f1 > f0 ? Math.min(1, (wanted - f0) / (f1 - f0)) : 0) * (l1 - l0);
}
