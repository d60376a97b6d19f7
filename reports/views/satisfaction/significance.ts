import {
  adjustHolm,
  compareProportions,
  type Share,
  type Verdict,
  verdictOf,
} from '../../../models/index.ts';

/** A share now and before. */
export interface Pair {
  readonly before: Share;
  readonly now: Share;
}

/**
 * What may be said of changes of shares that stand on one page: each by its counts (Newcombe), all together held to one
 * level (Holm), so that a page of noise has a claim in one of twenty cases. Comments count as independent.
 */
export function verdicts(pairs: readonly Pair[], confidence = 0.95): readonly Verdict[] {
  const compared = pairs.map(({ before, now }) => compareProportions(before, now, confidence));
  const testable = compared.flatMap((one) => (one.testable ? [one] : []));
  const adjusted = adjustHolm(testable.map(({ p }) => p));
  const p = new Map(testable.map((one, i) => [one, adjusted[i] ?? 1]));
  return compared.map((one) => verdictOf(one.testable ? { ...one, p: p.get(one) ?? 1 } : one));
}
