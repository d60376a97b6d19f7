/** Why two groups cannot be compared: one is empty, or too small to know how its values vary. */
export type NotTestable = 'empty' | 'no-variance';

/** A difference (second minus first) with its interval, or why there is none. */
export type Comparison =
  | {
      readonly testable: true;
      readonly difference: number;
      readonly low: number;
      readonly high: number;
      /** the chance of a difference so large, or larger, between groups that are alike; 0 to 1 */
      readonly p: number;
      readonly confidence: number;
    }
  | { readonly testable: false; readonly because: NotTestable };

export const notTestable = (because: NotTestable): Comparison => ({ testable: false, because });

/** What may be said of a difference: that it went up, down, that it is within chance, or nothing. */
export type Verdict = 'up' | 'down' | 'noise' | 'not-testable';

/** A change is claimed only where the test and the interval both bear it. */
export function verdictOf(comparison: Comparison): Verdict {
  if (!comparison.testable) return 'not-testable';
  if (!(comparison.p < 1 - comparison.confidence)) return 'noise';
  if (comparison.low > 0) return 'up';
  return comparison.high < 0 ? 'down' : 'noise';
}
