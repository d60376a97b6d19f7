import type { Histories } from './histories.ts';

/** The nearest items of each item, nearest first; items of few customers have few. */
export interface ItemSimilarity {
  readonly neighbours: readonly Uint32Array[];
  /** alongside, greater than 0 */
  readonly weights: readonly Float64Array[];
}

export interface SimilarityOptions {
  readonly items: number;
  /** customers in common that count for as much as doubt does */
  readonly shrinkage: number;
  /** power of an item's popularity that is divided out; ½ is the cosine, more favours what fewer have */
  readonly damping: number;
  /** kept per item */
  readonly nearest?: number;
}

/** A customer of more items than this is no evidence of what goes with what, and would cost their square. */
const mostItems = 1_000;

/**
 * How much items go together, by the customers who bought both. A customer of many items says less about each pair:
 * they count 1 / log(2 + items). Few customers in common are drawn towards none: n / (n + shrinkage).
 *
 * Source: Sarwar et al. (2001), Item-based Collaborative Filtering Recommendation Algorithms; Bell & Koren (2007),
 * section on shrinkage.
 */
export function itemSimilarity(
  histories: Histories,
  { items, shrinkage, damping, nearest = 200 }: SimilarityOptions,
): ItemSimilarity {
  const owned = histories.map((baskets) => {
    const all = new Set<number>();
    for (const basket of baskets) for (const item of basket.items) all.add(item);
    return all.size > mostItems ? new Uint32Array(0) : Uint32Array.from(all);
  });
  const buyers: number[][] = Array.from({ length: items }, () => []);
  owned.forEach((all, customer) => {
    for (const item of all) buyers[item]?.push(customer);
  });
  const weightOf = Float64Array.from(owned, (all) => 1 / Math.log(2 + all.length));
  const mass = Float64Array.from(buyers, (all) => all.reduce((sum, c) => sum + (weightOf[c] as number), 0));
  const together = new Float64Array(items);
  const count = new Float64Array(items);
  const neighbours: Uint32Array[] = [];
  const weights: Float64Array[] = [];
  for (let item = 0; item < items; item++) {
    const touched: number[] = [];
    for (const customer of buyers[item] ?? []) {
      const weight = weightOf[customer] as number;
      for (const other of owned[customer] ?? []) {
        if (count[other] === 0) touched.push(other);
        together[other] = (together[other] as number) + weight;
        count[other] = (count[other] as number) + 1;
      }
    }
    const massOwn = (mass[item] as number) ** 0.5;
    const all: number[] = [];
    for (const other of touched) {
      if (other === item) continue;
      const common = count[other] as number;
      const norm = massOwn * (mass[other] as number) ** damping;
      all.push(((together[other] as number) / norm) * (common / (common + shrinkage)));
    }
    // only those above the last that is kept are sorted
    const least = all.length > nearest ? (Float64Array.from(all).sort()[all.length - nearest] as number) : 0;
    const found = touched
      .filter((other) => other !== item)
      .map((other, i) => ({ other, weight: all[i] as number }))
      .filter(({ weight }) => weight >= least)
      .sort((a, b) => b.weight - a.weight || a.other - b.other)
      .slice(0, nearest);
    for (const other of touched) {
      together[other] = 0;
      count[other] = 0;
    }
    neighbours.push(Uint32Array.from(found, ({ other }) => other));
    weights.push(Float64Array.from(found, ({ weight }) => weight));
  }
  return { neighbours, weights };
}
