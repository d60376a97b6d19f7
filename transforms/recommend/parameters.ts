import type { Chances, ListRule, RecommenderSettings } from '../../models/index.ts';

/** All that is needed to list products for customers, beside their purchases. */
export interface RecommendParameters {
  readonly all: ListRule;
  readonly fresh: Exclude<ListRule, 'own_most_bought'>;
  /** of item similarity; null where it was not fitted */
  readonly settings: RecommenderSettings | null;
  /** null where too few baskets could be held out: then a product's share of all baskets stands for its chance */
  readonly chances: { readonly all: Chances; readonly fresh: Chances } | null;
}

/** Products in a customer's list. */
export const listed = 5;
/** neighbours of a product that are looked at */
export const nearest = 50;
