import { pairedDifference } from '../compare/pairedDifference.ts';

/** How much more of what was bought one rule finds than another, customer by customer. */
export interface Gain {
  readonly mean: number;
  readonly standardError: number;
}

/** Mean difference in recall of two lists for the same customers, and its standard error; 0 for fewer than two. */
export function pairedGain(
  lists: readonly {
    readonly wanted: ReadonlySet<number>;
    readonly tried: Uint32Array;
    readonly plain: Uint32Array;
  }[],
): Gain {
  const recallOf = (list: Uint32Array, wanted: ReadonlySet<number>) =>
    list.reduce((hits, item) => hits + (wanted.has(item) ? 1 : 0), 0) / wanted.size;
  const asked = lists.filter(({ wanted }) => wanted.size > 0);
  if (asked.length < 2) return { mean: 0, standardError: 0 };
  const { mean, standardError } = pairedDifference(
    asked.map(({ wanted, tried }) => recallOf(tried, wanted)),
    asked.map(({ wanted, plain }) => recallOf(plain, wanted)),
  );
  return { mean, standardError };
}
