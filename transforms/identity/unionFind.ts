/** Sets of whole numbers from 0, each known by its smallest one. */
export interface UnionFind {
  readonly rootOf: (place: number) => number;
  /** Makes one set of two; false if they are one already. */
  readonly join: (a: number, b: number) => boolean;
}

/**
 * Union–find with the smaller root winning and paths halved on the way, so the sets do not depend on the order in
 * which they were joined. Near-linear in the number of calls.
 * Source: Tarjan and van Leeuwen (1984), Worst-case analysis of set union algorithms.
 *
 * @param count the numbers below it are sets of their own at first
 */
export function unionFind(count: number): UnionFind {
  const parents = new Uint32Array(count);
  for (let place = 0; place < count; place++) parents[place] = place;
  const rootOf = (place: number): number => {
    let at = place;
    while (parents[at] !== at) {
      const grandparent = parents[parents[at] as number] as number;
      parents[at] = grandparent;
      at = grandparent;
    }
    return at;
  };
  const join = (a: number, b: number): boolean => {
    const one = rootOf(a);
    const other = rootOf(b);
    parents[Math.max(one, other)] = Math.min(one, other);
    return one !== other;
  };
  return { rootOf, join };
}
