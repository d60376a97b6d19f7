/** How well pairs that were found agree with those that are true. */
export interface PairScore {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
}

export function pairScore(hits: number, found: number, truth: number): PairScore {
  const ratio = (a: number, b: number) => (b === 0 ? 0 : a / b);
  return {
    precision: ratio(hits, found),
    recall: ratio(hits, truth),
    f1: ratio(2 * hits, found + truth),
  };
}

const choose2 = (n: number) => (n * (n - 1)) / 2;

/**
 * Pairwise score of a partition against the true one, from the sizes of the cells of their cross table alone.
 * @param sources of each record where only pairs across two files count (a link); otherwise none
 */
export function partitionScore(
  found: readonly number[],
  truth: readonly (string | number)[],
  sources?: readonly number[],
): PairScore {
  const pairsOf = (label: (i: number) => string | number): number => {
    const sizes = new Map<string | number, [number, number]>();
    for (let i = 0; i < found.length; i++) {
      const key = label(i);
      const size = sizes.get(key) ?? [0, 0];
      size[sources?.[i] === 1 ? 1 : 0] += 1;
      sizes.set(key, size);
    }
    let pairs = 0;
    for (const [a, b] of sizes.values()) pairs += sources ? a * b : choose2(a + b);
    return pairs;
  };
  return pairScore(
    pairsOf((i) => `${found[i]}\u0000${truth[i]}`),
    pairsOf((i) => found[i] ?? -1),
    pairsOf((i) => truth[i] ?? ''),
  );
}
