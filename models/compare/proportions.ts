import { normalAbove, normalQuantile } from '../numeric/normal.ts';
import type { Comparison } from './comparison.ts';
import { notTestable } from './comparison.ts';

/** `hits` of `of`, both whole, 0 ≤ hits ≤ of. */
export interface Share {
  readonly hits: number;
  readonly of: number;
}

/**
 * The score interval of a proportion: inside 0 to 1, and right where hits are few or all.
 *
 * Source: Wilson (1927), JASA 22; Newcombe (1998), Statistics in Medicine 17, 857–872, method 3.
 * @throws RangeError for a share that cannot be
 */
export function wilsonInterval({ hits, of }: Share, confidence = 0.95): { low: number; high: number } {
  if (!(of > 0 && hits >= 0 && hits <= of)) throw new RangeError(`no proportion: ${hits} of ${of}`);
  const z = normalQuantile((1 + confidence) / 2);
  const p = hits / of;
  const middle = p + (z * z) / (2 * of);
  const half = z * Math.sqrt((p * (1 - p)) / of + (z * z) / (4 * of * of));
  const scale = 1 + (z * z) / of;
  // the ends are exactly 0 and 1 there; rounding would put them beside it
  return {
    low: hits === 0 ? 0 : Math.max(0, (middle - half) / scale),
    high: hits === of ? 1 : Math.min(1, (middle + half) / scale),
  };
}

/**
 * The difference of two independent proportions, second minus first: the hybrid score interval, and the p value of the
 * score test (pooled z) that they are one.
 *
 * Source: Newcombe (1998), Statistics in Medicine 17, 873–890, method 10.
 */
export function compareProportions(first: Share, second: Share, confidence = 0.95): Comparison {
  if (!(first.of > 0 && second.of > 0)) return notTestable('empty');
  const [p1, p2] = [first.hits / first.of, second.hits / second.of];
  const [one, two] = [wilsonInterval(first, confidence), wilsonInterval(second, confidence)];
  const difference = p2 - p1;
  const pooled = (first.hits + second.hits) / (first.of + second.of);
  const error = Math.sqrt(pooled * (1 - pooled) * (1 / first.of + 1 / second.of));
  return {
    testable: true,
    difference,
    low: difference - Math.hypot(p2 - two.low, one.high - p1),
    high: difference + Math.hypot(two.high - p2, p1 - one.low),
    p: error > 0 ? Math.min(1, 2 * normalAbove(Math.abs(difference) / error)) : 1,
    confidence,
  };
}
