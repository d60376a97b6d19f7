import type { Basket } from './histories.ts';

/** Days after which a basket counts half; null where all count alike, however old they are. */
export type HalfLife = number | null;

/** What a basket of so many days ago counts. */
const weightOfAge = (days: number, halfLife: HalfLife): number =>
  halfLife === null ? 1 : 0.5 ** (days / halfLife);

/** What was bought at one time, whatever holds the numbers of its items. */
interface AnyBasket extends Pick<Basket, 'day'> {
  readonly items: Uint32Array | Int32Array;
}

/**
 * Share of the baskets before a day that have each item, each counting by its age.
 * @param histories baskets, each list of them oldest first
 */
export function recentPopularity(
  histories: Iterable<readonly AnyBasket[]>,
  items: number,
  asOf: number,
  halfLife: HalfLife,
): Float64Array {
  const popularity = new Float64Array(items);
  let total = 0;
  for (const baskets of histories)
    for (const basket of baskets) {
      if (basket.day >= asOf) break;
      const weight = weightOfAge(asOf - basket.day, halfLife);
      total += weight;
      for (const item of basket.items) popularity[item] = (popularity[item] as number) + weight;
    }
  return total > 0 ? popularity.map((one) => one / total) : popularity;
}
