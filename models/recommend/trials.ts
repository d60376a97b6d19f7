import { basketGroup } from './chances.ts';
import { askedOf, type HeldOutBaskets } from './histories.ts';
import { type FreshRule, type ListRule, offersOf, soldItems } from './offers.ts';
import { popularHalfLife } from './popularHalfLife.ts';
import { type HalfLife, recentPopularity } from './popularity.ts';
import { type RecommenderSettings, tuneRecommender } from './recommender.ts';

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

/** Holds the rules to baskets held out, knowing nothing but what is known. */
export function trialsOf(
  held: HeldOutBaskets,
  { items, k, listed = k, sample = Number.POSITIVE_INFINITY, least = 1 }: TrialOptions,
): Trials {
  const asked = askedOf(held, sample);
  const recommender = asked.length >= least ? tuneRecommender({ ...held, items }, k) : undefined;
  const settings = recommender?.settings;
  const popularHalfLifeDays = popularHalfLife(held.known, { items, k });
  const sold = soldItems(recentPopularity(held.known, items, held.day, popularHalfLifeDays));
  const options = { k: listed, offersOwn: settings?.offersOwn ?? true };
  const trials = asked.map(({ customer, day, baskets, had, bought, news }): Trial => {
    const { all, fresh } = offersOf(sold, had, recommender?.offer(customer, day, listed), options);
    return {
      ...{ had, group: basketGroup(baskets), bought, news },
      all: {
        item_similarity: all('item_similarity'),
        own_most_bought: all('own_most_bought'),
        popular: all('popular'),
      },
      fresh: { item_similarity: fresh('item_similarity'), popular: fresh('popular') },
    };
  });
  return { trials, settings, popularHalfLifeDays };
}
