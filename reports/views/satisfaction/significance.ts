import {
  compareProportions,
  holdTogether,
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
  return holdTogether(pairs.map(({ before, now }) => compareProportions(before, now, confidence))).map(
    verdictOf,
  );
}
