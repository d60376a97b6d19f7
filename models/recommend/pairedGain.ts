import { type PairedDifference, pairedDifference } from '../compare/pairedDifference.ts';
import { recallOf } from './rankingFigures.ts';

/** How much more of what was bought one rule finds than another, customer by customer. */
export type Gain = Pick<PairedDifference, 'mean' | 'standardError'>;

/** Mean difference in recall of two lists for the same customers, and its standard error; 0 for fewer than two. */
export function pairedGain(
  lists: readonly {
    readonly wanted: ReadonlySet<number>;
    readonly tried: Uint32Array;
    readonly plain: Uint32Array;
  }[],
): Gain {
  const asked = lists.filter(({ wanted }) => wanted.size > 0);
  if (asked.length < 2) return { mean: 0, standardError: 0 };
  const { mean, standardError } = pairedDifference(
    asked.map(({ wanted, tried }) => recallOf(tried, wanted)),
    asked.map(({ wanted, plain }) => recallOf(plain, wanted)),
  );
  return { mean, standardError };
}
