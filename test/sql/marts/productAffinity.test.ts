import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { makeMarts } from './coreTables.ts';

interface Pair {
  readonly sku: string;
  readonly other_sku: string;
  readonly together: number;
  readonly support: number;
  readonly confidence: number;
  readonly other_confidence: number;
  readonly lift: number;
  readonly leverage: number;
  readonly z_score: number;
}

async function affinity(baskets: readonly (readonly string[])[]): Promise<Pair[]> {
  const made = await makeMarts({
    asOf: '2025-03-31',
    orders: baskets.map((categories, i) => ({ customer: `c${i % 7}`, date: '2025-03-01', categories })),
    only: ['product_affinity'],
  });
  try {
    expect(await made.broken()).toEqual({});
    return await made.rows<Pair>(
      'select *, cast(orders_together as integer) as together from product_affinity order by sku, other_sku',
    );
  } finally {
    made.close();
  }
}

const times = <T>(n: number, one: T): T[] => Array.from({ length: n }, () => one);

describe('product_affinity', () => {
  test('measures a pair both ways, against chance', async () => {
    const pairs = await affinity([
      ...times(6, ['tea', 'pots']),
      ...times(2, ['tea']),
      ...times(4, ['pots']),
      ...times(8, ['cups']),
    ]);
    expect(pairs).toMatchObject([{ sku: 'pots', other_sku: 'tea', together: 6 }]);
    const [pair] = pairs;
    expect(pair?.support).toBeCloseTo(6 / 20, 12);
    expect(pair?.confidence).toBeCloseTo(6 / 10, 12);
    expect(pair?.other_confidence).toBeCloseTo(6 / 8, 12);
    expect(pair?.lift).toBeCloseTo(6 / ((10 * 8) / 20), 12);
    expect(pair?.leverage).toBeCloseTo(6 / 20 - (10 * 8) / 400, 12);
    // 4 expected; variance 20 · ½ · ⅖ · ½ · ⅗ · 20/19
    expect(pair?.z_score).toBeCloseTo(2 / Math.sqrt((20 * 0.5 * 0.4 * 0.5 * 0.6 * 20) / 19), 10);
  });

  test('leaves out pairs of few orders and baskets of more than fifty products', async () => {
    const everything = Array.from({ length: 51 }, (_, i) => `p${i}`);
    expect(await affinity([...times(4, ['tea', 'pots']), ...times(9, everything)])).toEqual([]);
    expect(await affinity(times(5, everything.slice(1)))).toHaveLength((50 * 49) / 2);
  });

  test('says that a product in every basket goes with nothing in particular', async () => {
    expect(await affinity([...times(5, ['tea', 'bag']), ...times(5, ['bag'])])).toMatchObject([
      { lift: 1, leverage: 0, z_score: 0 },
    ]);
  });

  test('counts as a plain recount does', async () => {
    const basket = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 1 });
    await fc.assert(
      fc.asyncProperty(fc.array(basket, { minLength: 1, maxLength: 60 }), async (baskets) => {
        const counts = new Map<string, number>();
        for (const one of baskets)
          for (const x of one)
            for (const y of one) if (x < y) counts.set(`${x}${y}`, (counts.get(`${x}${y}`) ?? 0) + 1);
        const expected = [...counts].filter(([, n]) => n >= 5).sort(([a], [b]) => (a < b ? -1 : 1));
        const pairs = await affinity(baskets);
        expect(pairs.map(({ sku, other_sku, together }) => [sku + other_sku, together])).toEqual(expected);
      }),
      { numRuns: 12 },
    );
  });
});
