import type { Basket, Histories } from './histories.ts';
import type { ItemSimilarity } from './itemSimilarity.ts';

export interface ScoreOptions {
  /** days after which a purchase counts half */
  readonly halfLifeDays: number;
  /** weight of what goes with the customer's items against their own most bought, in the list of all items */
  readonly discovery: number;
  /** power of what everybody buys lately, as a factor of what goes with the customer's items; 0 for none */
  readonly trend: number;
}

/** Share of the baskets before `asOf` that have each item; a basket counts half every `halfLifeDays`. */
export function recentPopularity(
  histories: Histories,
  items: number,
  asOf: number,
  halfLifeDays: number,
): Float64Array {
  const popularity = new Float64Array(items);
  let total = 0;
  for (const baskets of histories)
    for (const { day, items: bought } of baskets) {
      if (day >= asOf) break;
      const weight = 0.5 ** ((asOf - day) / halfLifeDays);
      total += weight;
      for (const item of bought) popularity[item] = (popularity[item] as number) + weight;
    }
  return total > 0 ? popularity.map((one) => one / total) : popularity;
}

/** What to offer one customer, best first. */
export interface Recommendation {
  /** of all items, those bought before among them */
  readonly all: Uint32Array;
  /** of items that the customer never had */
  readonly fresh: Uint32Array;
}

/**
 * The k items to offer a customer: of all, by how often and how lately they bought them and by what goes with those; and of new
 * ones, by what goes with theirs, times what everybody buys lately. Each part is in units of its largest value.
 */
export function recommend(
  baskets: readonly Basket[],
  { neighbours, weights }: ItemSimilarity,
  popularity: Float64Array,
  { halfLifeDays, discovery, trend }: ScoreOptions,
  asOf: number,
  k: number,
): Recommendation {
  const own = new Map<number, number>();
  for (const { day, items } of baskets) {
    const weight = 0.5 ** ((asOf - day) / halfLifeDays);
    for (const item of items) own.set(item, (own.get(item) ?? 0) + weight);
  }
  const related = new Map<number, number>();
  for (const [item, weight] of own) {
    // what was bought often suggests others no more than in proportion to its root
    const root = Math.sqrt(weight);
    const near = neighbours[item] ?? [];
    for (let i = 0; i < near.length; i++) {
      const other = near[i] as number;
      related.set(other, (related.get(other) ?? 0) + root * (weights[item]?.[i] as number));
    }
  }
  const most = (of: Iterable<number>) => {
    let largest = 0;
    for (const one of of) if (one > largest) largest = one;
    return largest > 0 ? largest : 1;
  };
  const [ownMost, relatedMost, popularityMost] = [
    most(own.values()),
    most(related.values()),
    most(popularity),
  ];
  const isOwn = (item: number) => own.has(item);
  const all: Scored[] = [];
  const fresh: Scored[] = [];
  for (let item = 0; item < popularity.length; item++) {
    const popular = (popularity[item] as number) / popularityMost;
    const near = (related.get(item) ?? 0) / relatedMost;
    const score = near * popular ** trend;
    if (score > 0) {
      all.push({ item, score: (own.get(item) ?? 0) / ownMost + discovery * score });
      if (!isOwn(item)) fresh.push({ item, score });
    } else if (isOwn(item)) all.push({ item, score: (own.get(item) ?? 0) / ownMost });
  }
  return { all: best(all, k), fresh: best(fresh, k) };
}

interface Scored {
  readonly item: number;
  readonly score: number;
}

/** The k of the highest score, best first. */
function best(scored: readonly Scored[], k: number): Uint32Array {
  const top: Scored[] = [];
  for (const one of scored) {
    const least = top.at(-1);
    if (top.length === k && least && one.score <= least.score) continue;
    let at = top.length;
    while (at > 0 && (top[at - 1] as Scored).score < one.score) at--;
    top.splice(at, 0, one);
    if (top.length > k) top.pop();
  }
  return Uint32Array.from(top, ({ item }) => item);
}
