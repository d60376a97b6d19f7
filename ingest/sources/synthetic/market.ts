import { day } from './calendar.ts';
import { categories } from './catalogue.ts';
import type { World } from './world.ts';

const competitors = ['Northwind Tea', '茗香堂', 'Harbour & Home'];

/** On the first of each month: the size of each market, our share and a competitor's. */
export function postMarket({ random, calendar, outbox }: World, n: number): void {
  const { year, month, dayOfMonth } = calendar.parts(n);
  if (dayOfMonth !== 1) return;
  const period = `${month === 1 ? year - 1 : year}-${String(month === 1 ? 12 : month - 1).padStart(2, '0')}`;
  categories.forEach(({ name }, place) => {
    const size = Math.round((4 + (place % 5)) * 1e7 * (0.9 + 0.2 * random.uniform()));
    const share = (0.01 + 0.02 * random.uniform()).toFixed(4);
    const rival = (0.05 + 0.1 * random.uniform()).toFixed(4);
    outbox.post({
      at: n * day + 3600 + place,
      topic: 'reference',
      type: 'market.updated',
      source: 'market',
      key: name,
      china: true,
      data: `{"market":"${name}","period":"${period}","size":"${size}.00","our_share":${share},"competitor":"${competitors[place % 3]}","competitor_share":${rival},"currency":"CNY"}`,
    });
  });
}
