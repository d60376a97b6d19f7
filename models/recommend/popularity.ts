import type { Basket, Histories } from './histories.ts';

/**
 * Baskets and the items in them, counted by day: what is popular on one day after the other follows from it quickly.
 */
export interface DailyPurchases {
  readonly items: number;
  /** ascending, each once */
  readonly days: Float64Array;
  readonly baskets: Float64Array;
  /** of day d, the places `starts[d]` to before `starts[d + 1]` of `item` and `count` */
  readonly starts: Uint32Array;
  readonly item: Uint32Array;
  readonly count: Float64Array;
}

export function dailyPurchases(histories: Histories, items: number): DailyPurchases {
  const byDay = new Map<number, Basket[]>();
  for (const baskets of histories)
    for (const basket of baskets) {
      const list = byDay.get(basket.day);
      if (list) list.push(basket);
      else byDay.set(basket.day, [basket]);
    }
  const days = Float64Array.from(byDay.keys()).sort();
  const starts = new Uint32Array(days.length + 1);
  const baskets = new Float64Array(days.length);
  const [item, count]: [number[], number[]] = [[], []];
  const counts = new Float64Array(items);
  days.forEach((day, d) => {
    const touched: number[] = [];
    const all = byDay.get(day) ?? [];
    baskets[d] = all.length;
    for (const basket of all)
      for (const one of basket.items) {
        if (counts[one] === 0) touched.push(one);
        counts[one] = (counts[one] as number) + 1;
      }
    for (const one of touched) {
      item.push(one);
      count.push(counts[one] as number);
      counts[one] = 0;
    }
    starts[d + 1] = item.length;
  });
  return { items, days, baskets, starts, item: Uint32Array.from(item), count: Float64Array.from(count) };
}

/**
 * Share of the baskets before a day that have each item, where a basket counts half every `halfLifeDays`; the same array
 * for the same day. Days that do not fall are quick: what was counted goes on counting, for less.
 */
export function recentPopularity(
  { items, days, baskets, starts, item, count }: DailyPurchases,
  halfLifeDays: number,
): (asOf: number) => Float64Array {
  const sums = new Float64Array(items);
  let [total, next, known] = [0, 0, Number.NEGATIVE_INFINITY];
  let popularity = sums;
  return (asOf) => {
    if (asOf === known) return popularity;
    if (asOf < known) next = 0;
    const kept = next === 0 ? 0 : 0.5 ** ((asOf - known) / halfLifeDays);
    total *= kept;
    for (let one = 0; one < items; one++) sums[one] = (sums[one] as number) * kept;
    for (; next < days.length && (days[next] as number) < asOf; next++) {
      const weight = 0.5 ** ((asOf - (days[next] as number)) / halfLifeDays);
      total += weight * (baskets[next] as number);
      for (let i = starts[next] as number; i < (starts[next + 1] as number); i++) {
        const one = item[i] as number;
        sums[one] = (sums[one] as number) + weight * (count[i] as number);
      }
    }
    known = asOf;
    popularity = total > 0 ? sums.map((one) => one / total) : new Float64Array(items);
    return popularity;
  };
}
