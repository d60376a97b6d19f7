/** Items by how popular they are, the most popular first; of equals the one of the lower number. */
export const byPopularity = (popularity: Float64Array): Uint32Array =>
  Uint32Array.from(popularity, (_, item) => item).sort(
    (a, b) => (popularity[b] as number) - (popularity[a] as number) || a - b,
  );

/** Items to be left out: a set of them, or a map from them. */
export type Without = Pick<ReadonlySet<number>, 'has'>;

/** The k most popular, of those not in `without`. */
export function popularItems(ranked: Uint32Array, k: number, without?: Without): Uint32Array {
  const found: number[] = [];
  for (const item of ranked) {
    if (found.length === k) break;
    if (!without?.has(item)) found.push(item);
  }
  return Uint32Array.from(found);
}

/** The k that a customer bought in most baskets, of equals the more popular; filled up with what is popular. */
export function ownMostBought(
  counts: ReadonlyMap<number, number>,
  popularity: Float64Array,
  ranked: Uint32Array,
  k: number,
): Uint32Array {
  const own = [...counts]
    .sort(([a, n], [b, m]) => m - n || (popularity[b] as number) - (popularity[a] as number) || a - b)
    .slice(0, k)
    .map(([item]) => item);
  const missing = k - own.length;
  if (missing === 0) return Uint32Array.from(own);
  return Uint32Array.from([...own, ...popularItems(ranked, missing, counts)]);
}

/** A list that is shorter than k, filled up with what is popular and neither in it nor in `without`. */
export function filledUp(list: Uint32Array, ranked: Uint32Array, k: number, without?: Without): Uint32Array {
  if (list.length >= k) return list;
  const taken = new Set(list);
  const has = (item: number) => taken.has(item) || without?.has(item) === true;
  return Uint32Array.from([...list, ...popularItems(ranked, k - list.length, { has })]);
}
