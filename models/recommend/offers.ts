import { byPopularity, filledUp, ownMostBought, popularItems } from './plainRules.ts';
import type { Recommendation } from './score.ts';

export type ListRule = 'item_similarity' | 'own_most_bought' | 'popular';
/** The customer's own most bought are nothing new. */
export type FreshRule = Exclude<ListRule, 'own_most_bought'>;

/** What everybody buys, on the day of an offer. */
export interface SoldItems {
  readonly popularity: Float64Array;
  /** those that were sold, the most popular first */
  readonly ranked: Uint32Array;
}

export const soldItems = (popularity: Float64Array): SoldItems => ({
  popularity,
  ranked: byPopularity(popularity).filter((item) => (popularity[item] as number) > 0),
});

export interface OfferOptions {
  /** length of the lists */
  readonly k: number;
  /** whether likeness and what is popular may offer what the customer has, in the list of all items */
  readonly offersOwn: boolean;
}

/** The list that a rule makes: of all items, and of those that the customer never had. */
export interface Offers {
  readonly all: (rule: ListRule) => Uint32Array;
  readonly fresh: (rule: FreshRule) => Uint32Array;
}

const nothing = new Uint32Array(0);

/**
 * What the rules offer a customer. What likeness leaves open is filled up with what is popular; what was never sold is
 * offered to nobody who never had it.
 * @param had items of the customer, and in how many baskets
 * @param likeness what goes with them; without it that rule offers what is popular
 */
export function offersOf(
  { popularity, ranked }: SoldItems,
  had: ReadonlyMap<number, number>,
  likeness: Recommendation | undefined,
  { k, offersOwn }: OfferOptions,
): Offers {
  const without = offersOwn ? undefined : had;
  return {
    all(rule) {
      if (rule === 'own_most_bought') return ownMostBought(had, popularity, ranked, k);
      if (rule === 'popular') return popularItems(ranked, k, without);
      return filledUp(likeness?.all ?? nothing, ranked, k, without);
    },
    fresh: (rule) =>
      rule === 'popular'
        ? popularItems(ranked, k, had)
        : filledUp(likeness?.fresh ?? nothing, ranked, k, had),
  };
}
