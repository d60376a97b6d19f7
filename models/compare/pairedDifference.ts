import type { Sample } from './means.ts';

/** Differences of pairs, first less second, as a sample of them. */
export interface PairedDifference extends Sample {
  /** of the mean; infinite where there are fewer than two pairs, which say nothing of their spread */
  readonly standardError: number;
}

/**
 * What two rules come to on the same cases, held against each other case by case; `weights` says how many cases each
 * element is, one if absent.
 */
export function pairedDifference(
  first: ArrayLike<number>,
  second: ArrayLike<number>,
  weights?: ArrayLike<number>,
): PairedDifference {
  const of = (i: number) => (first[i] as number) - (second[i] as number);
  const weight = (i: number) => (weights ? (weights[i] as number) : 1);
  let [n, sum, squares] = [0, 0, 0];
  for (let i = 0; i < first.length; i++) {
    n += weight(i);
    sum += weight(i) * of(i);
  }
  const mean = n > 0 ? sum / n : 0;
  for (let i = 0; i < first.length; i++) squares += weight(i) * (of(i) - mean) ** 2;
  const sd = n > 1 ? Math.sqrt(squares / (n - 1)) : Number.POSITIVE_INFINITY;
  return { n, mean, sd, standardError: n > 1 ? sd / Math.sqrt(n) : Number.POSITIVE_INFINITY };
}
