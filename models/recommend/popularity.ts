import type { Histories } from './histories.ts';

/** Share of the baskets before a day that have each item, where a basket counts half every `halfLifeDays`. */
export function recentPopularity(
  histories: Histories,
  items: number,
  asOf: number,
  halfLifeDays: number,
): Float64Array {
  const popularity = new Float64Array(items);
  let total = 0;
  for (const baskets of histories)
    for (const basket of baskets) {
      if (basket.day >= asOf) break;
      const weight = 0.5 ** ((asOf - basket.day) / halfLifeDays);
      total += weight;
      for (const item of basket.items) popularity[item] = (popularity[item] as number) + weight;
    }
  return total > 0 ? popularity.map((one) => one / total) : popularity;
}
