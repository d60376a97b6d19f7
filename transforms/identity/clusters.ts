/** Pairs of records that are the same customer, as two columns of equal length. */
export interface Pairs {
  readonly left: readonly number[];
  readonly right: readonly number[];
}

/**
 * The connected components of the pairs: each record that occurs in a pair, with the smallest record of its component.
 *
 * Union–find with the smaller root winning and paths halved on the way, so the answer does not depend on the order of
 * the pairs. Near-linear in the number of pairs.
 * Source: Tarjan and van Leeuwen (1984), Worst-case analysis of set union algorithms.
 */
export function clusters({ left, right }: Pairs): ReadonlyMap<number, number> {
  const records = [...new Set([...left, ...right])].sort((a, b) => a - b);
  const positions = new Map(records.map((record, position) => [record, position]));
  const parents = Uint32Array.from(records, (_, position) => position);
  const rootOf = (record: number): number => {
    let at = positions.get(record) ?? 0;
    while (parents[at] !== at) {
      const parent = parents[at] as number;
      const grandparent = parents[parent] as number;
      parents[at] = grandparent;
      at = grandparent;
    }
    return at;
  };
  left.forEach((record, i) => {
    const a = rootOf(record);
    const b = rootOf(right[i] as number);
    if (a < b) parents[b] = a;
    else parents[a] = b;
  });
  return new Map(records.map((record) => [record, records[rootOf(record)] as number]));
}
