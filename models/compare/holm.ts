import type { Comparison } from './comparison.ts';

/**
 * p values held to one level together, so that among all comparisons of a page the chance of a single false claim stays
 * at it: each is made as large as being one of several asks for. In the order given; 0 to 1.
 *
 * Source: Holm (1979), Scandinavian Journal of Statistics 6(2).
 */
export function adjustHolm(p: readonly number[]): readonly number[] {
  const order = p.map((_, i) => i).sort((i, j) => (p[i] as number) - (p[j] as number));
  const adjusted = new Array<number>(p.length);
  let least = 0;
  order.forEach((i, rank) => {
    least = Math.min(1, Math.max(least, (p[i] as number) * (p.length - rank)));
    adjusted[i] = least;
  });
  return adjusted;
}

/**
 * Comparisons that stand side by side, their p values held to one level together; those not testable are none of them.
 */
export function holdTogether(comparisons: readonly Comparison[]): readonly Comparison[] {
  const adjusted = adjustHolm(comparisons.flatMap((one) => (one.testable ? [one.p] : [])));
  let at = 0;
  return comparisons.map((one) => (one.testable ? { ...one, p: adjusted[at++] as number } : one));
}
