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
  const gains = lists
    .filter(({ wanted }) => wanted.size > 0)
    .map(({ wanted, tried, plain }) => recallOf(tried, wanted) - recallOf(plain, wanted));
  const n = gains.length;
  if (n < 2) return { mean: 0, standardError: 0 };
  const mean = gains.reduce((sum, one) => sum + one, 0) / n;
  const variance = gains.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (n - 1);
  return { mean, standardError: Math.sqrt(variance / n) };
}
