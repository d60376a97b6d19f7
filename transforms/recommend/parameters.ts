import type { Chances, FreshRule, HalfLife, ListRule, RecommenderSettings } from '../../models/index.ts';

/** All that is needed to list products for customers, beside their purchases. */
export interface RecommendParameters {
  readonly all: ListRule;
  readonly fresh: FreshRule;
  /** of item similarity; null where it was not fitted */
  readonly settings: RecommenderSettings | null;
  /** of what is popular */
  readonly popularHalfLifeDays: HalfLife;
  /** null where too few baskets could be held out: then a product's share of all baskets stands for its chance */
  readonly chances: { readonly all: Chances; readonly fresh: Chances } | null;
  readonly products: KnownProducts;
}

/** What all customers together say of the products, up to the as-of date of the fit: arrays alongside `skus`. */
export interface KnownProducts {
  readonly skus: readonly string[];
  /** mean amount of the product in a basket that has it; 0 where it is not known */
  readonly amounts: readonly number[];
  /** share of the baskets, each counting by `popularHalfLifeDays` */
  readonly popularity: readonly number[];
  /** share of the baskets, of late */
  readonly trend: readonly number[];
  /** places of what goes with it, nearest first; empty where no list goes by it */
  readonly neighbours: readonly (readonly number[])[];
  readonly weights: readonly (readonly number[])[];
}

/** Products in a customer's list. */
export const listed = 5;
/** neighbours of a product that are looked at, at most */
export const nearest = 50;
/**
 * Products that may be offered to those who never had them, the most popular ones, and pairs of them that are kept:
 * what the ledger holds stays small.
 */
export const mostProducts = 20_000;
export const mostPairs = 200_000;
