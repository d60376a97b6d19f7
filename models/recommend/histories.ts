/** What was bought at one time; items by their number, each once. */
export interface Basket {
  /** days since any fixed day */
  readonly day: number;
  readonly items: Uint32Array;
}

/** The baskets of each customer, oldest first. */
export type Histories = readonly (readonly Basket[])[];

/** The customers who have a last basket to be held to, at most so many of them, evenly spread. */
export function askedOf(last: readonly (Basket | undefined)[], most: number): number[] {
  const able = last.flatMap((basket, customer) => (basket ? [customer] : []));
  const step = Math.max(1, Math.ceil(able.length / most));
  return able.filter((_, i) => i % step === 0);
}

/** Each history without its last basket, and that basket; customers with one basket have nothing to be held to. */
export const withoutLast = (
  histories: Histories,
): { readonly before: Histories; readonly last: readonly (Basket | undefined)[] } => ({
  before: histories.map((baskets) => (baskets.length > 1 ? baskets.slice(0, -1) : baskets)),
  last: histories.map((baskets) => (baskets.length > 1 ? baskets.at(-1) : undefined)),
});
