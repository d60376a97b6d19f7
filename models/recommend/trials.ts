import { basketGroup } from './chances.ts';
import { type HeldOutBaskets, spreadOver } from './histories.ts';
import { byPopularity, filledUp, ownMostBought, popularItems } from './plainRules.ts';
import { popularHalfLife } from './popularHalfLife.ts';
import { type HalfLife, recentPopularity } from './popularity.ts';
import { type RecommenderSettings, tuneRecommender } from './recommender.ts';

export type ListRule = 'item_similarity' | 'own_most_bought' | 'popular';
/** The customer's own most bought are nothing new. */
export type FreshRule = Exclude<ListRule, 'own_most_bought'>;

/** What each rule would have offered a customer on the day of a basket, and what was in it. */
export interface Trial {
  /** items that the customer had, and in how many baskets */
  readonly had: ReadonlyMap<number, number>;
  /** by the number of baskets before */
  readonly group: number;
  readonly bought: ReadonlySet<number>;
  /** of these, what the customer did not have */
  readonly news: ReadonlySet<number>;
  readonly all: Readonly<Record<ListRule, Uint32Array>>;
  readonly fresh: Readonly<Record<FreshRule, Uint32Array>>;
}

export interface Trials {
  readonly trials: readonly Trial[];
  /** of item similarity; none where it was not fitted, and its lists hold what is popular */
  readonly settings: RecommenderSettings | undefined;
  /** of what is popular */
  readonly popularHalfLifeDays: HalfLife;
}

export interface TrialOptions {
  readonly items: number;
  /** places of the lists by which settings are chosen */
  readonly k: number;
  /** length of the lists; `k` without it */
  readonly listed?: number;
  /** customers asked at most, evenly spread; all without it */
  readonly sample?: number;
  /** with fewer asked item similarity is not fitted */
  readonly least?: number;
}

const none = new Uint32Array(0);

/** Holds the rules to baskets held out, knowing nothing but what is known. */
export function trialsOf(
  held: HeldOutBaskets,
  { items, k, listed = k, sample = Number.POSITIVE_INFINITY, least = 1 }: TrialOptions,
): Trials {
  const customers = spreadOver(held.asked, sample);
  const recommender = customers.length >= least ? tuneRecommender({ ...held, items }, k) : undefined;
  const settings = recommender?.settings;
  const popularHalfLifeDays = popularHalfLife(held.known, { items, k });
  const popularity = recentPopularity(held.known, items, held.day, popularHalfLifeDays);
  const ranked = byPopularity(popularity);
  const trials = customers.flatMap((customer) => {
    const basket = held.asked[customer];
    if (!basket) return [];
    const earlier = held.known[customer] ?? [];
    const had = new Map<number, number>();
    for (const { items: all } of earlier) for (const one of all) had.set(one, (had.get(one) ?? 0) + 1);
    const without = settings?.offersOwn === false ? had : undefined;
    const likeness = recommender?.offer(customer, basket.day, listed);
    return [
      {
        had,
        group: basketGroup(earlier.length),
        bought: new Set(basket.items),
        news: new Set(Array.from(basket.items).filter((item) => !had.has(item))),
        all: {
          item_similarity: filledUp(likeness?.all ?? none, ranked, listed, without),
          own_most_bought: ownMostBought(had, popularity, ranked, listed),
          popular: popularItems(ranked, listed, without),
        },
        fresh: {
          item_similarity: filledUp(likeness?.fresh ?? none, ranked, listed, had),
          popular: popularItems(ranked, listed, had),
        },
      },
    ];
  });
  return { trials, settings, popularHalfLifeDays };
}
