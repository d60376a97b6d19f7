/** What was bought at one time; items by their number, each once. */
export interface Basket {
  /** days since any fixed day */
  readonly day: number;
  readonly items: Uint32Array;
}

/** The baskets of each customer, oldest first. */
export type Histories = readonly (readonly Basket[])[];

/**
 * The customers who have a last basket to be held to, at most so many of them, evenly spread; in the order of the days
 * of these baskets, as what is popular is found quickly.
 */
export function askedOf(last: readonly (Basket | undefined)[], most: number): number[] {
  const able = last.flatMap((basket, customer) => (basket ? [customer] : []));
  const asked = Math.min(able.length, most);
  const dayOf = (customer: number) => last[customer]?.day ?? 0;
  return Array.from({ length: asked }, (_, i) => able[Math.floor((i * able.length) / asked)] as number).sort(
    (a, b) => dayOf(a) - dayOf(b),
  );
}

/** Each history without its last basket, and that basket; customers with one basket have nothing to be held to. */
export const withoutLast = (
  histories: Histories,
): { readonly before: Histories; readonly last: readonly (Basket | undefined)[] } => ({
  before: histories.map((baskets) => (baskets.length > 1 ? baskets.slice(0, -1) : baskets)),
  last: histories.map((baskets) => (baskets.length > 1 ? baskets.at(-1) : undefined)),
});
