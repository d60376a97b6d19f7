import type { Histories } from './histories.ts';

/** Days after which a basket counts half; null where all count alike, however old they are. */
export type HalfLife = number | null;

/** What a basket of so many days ago counts. */
export const weightOfAge = (days: number, halfLife: HalfLife): number =>
  halfLife === null ? 1 : 0.5 ** (days / halfLife);

/** Share of the baskets before a day that have each item, each counting by its age. */
export function recentPopularity(
  histories: Histories,
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
