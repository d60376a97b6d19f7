import { incompleteBeta } from '../numeric/incompleteBeta.ts';
import type { GammaGammaParameters } from './gammaGamma.ts';

/**
 * How a customer's spending in a horizon spreads, in units of `scaleOf` theirs: knots of its distribution function given
 * that they are there, by the logarithm of the ratio. Two customers of one x and T who spend differently share it.
 */
export interface ValueSpread {
  /** P(no purchase | there) */
  readonly none: number;
  readonly logRatios: Float64Array;
  /** ascending to nearly 1 */
  readonly below: Float64Array;
}

/**
 * The unit of a customer's spread: v + the sum they have spent; `orders` of a mean `value`. Given this and how often they
 * bought, the scale of their transactions is gamma.
 */
export const scaleOf = ({ v }: GammaGammaParameters, orders: number, value: number): number =>
  v + Math.max(0, orders * value);

const knots = 48;

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
  const below = (logRatio: number) => {
    const ratio = Math.exp(logRatio);
    const y = ratio / (1 + ratio);
    let sum = exactly[0] as number;
    for (let n = 1; n <= count; n++) {
      const share = exactly[n] as number;
      if (share <= 0) continue;
      const chance = incompleteBeta(y, p * n, shape);
      sum += share * chance;
      // more purchases are worth more still
      if (chance < 1e-9) break;
    }
    return sum;
  };
  const none = exactly[0] as number;
  let from = Math.log(p / shape);
  while (below(from) > none + 0.001 * (1 - none) && from > -200) from -= 1;
  let to = from + 1;
  while (below(to) < 0.9995 && to < 200) to += 1;
  const logRatios = Float64Array.from({ length: knots }, (_, i) => from + ((to - from) * i) / (knots - 1));
  return { none, logRatios, below: logRatios.map(below) };
}

/**
 * The value that a customer's spending is below with chance `share` (0 to 1, less than .9995), over their scale: 0 where
 * nothing at all is as likely as that.
 */
export function valueQuantile(spread: ValueSpread, pAlive: number, share: number): number {
  // P(S ≤ s) = 1 − P(alive) (1 − F(s))
  const wanted = 1 - (1 - share) / pAlive;
  if (!(wanted > spread.none)) return 0;
  const { below, logRatios } = spread;
  let [low, high] = [0, below.length - 1];
  if (wanted <= (below[0] as number)) return 0;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((below[middle] as number) < wanted) low = middle;
    else high = middle;
  }
  const [f0, f1] = [below[low] as number, below[high] as number];
  const [l0, l1] = [logRatios[low] as number, logRatios[high] as number];
  return Math.exp(l0 + (f1 > f0 ? Math.min(1, (wanted - f0) / (f1 - f0)) : 0) * (l1 - l0));
}
