import { randomLcg } from 'd3-random';
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
  readonly expected_orders: number;
  readonly z_score: number;
  readonly lift_z_score: number;
  readonly is_beyond_chance: boolean;
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

const countsOf = ({ together, confidence, other_confidence, support }: Pair) => ({
  together,
  orders: together / confidence,
  others: together / other_confidence,
  all: together / support,
});

const times = <T>(n: number, one: T): T[] => Array.from({ length: n }, () => one);

describe('product_affinity', () => {
  test('measures a pair both ways', async () => {
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
    // all orders of two products are of these two, and those of one product tell nothing
    expect(pair).toMatchObject({ expected_orders: 6, z_score: 0, is_beyond_chance: false });
  });

  test('expects of chance what orders of their sizes allow', async () => {
    const pairs = await affinity([
      ...times(6, ['tea', 'pots']),
      ...times(6, ['cups', 'jars']),
      ...times(2, ['tea', 'jars']),
      ...times(2, ['cups', 'pots']),
      ...times(50, ['tea']),
    ]);
    // four products, each in 8 of 16 orders of two: one of six possible pairs each
    const expected = 16 / 6;
    const variance = 16 / 15 / (2 / expected + 2 / (8 - expected));
    const deviance = (6 * Math.log(6 / expected) - 6 + expected) * 2;
    expect(pairs.map(({ sku, other_sku }) => `${sku} ${other_sku}`)).toEqual(['cups jars', 'pots tea']);
    for (const pair of pairs) {
      expect(pair.expected_orders).toBeCloseTo(expected, 10);
      expect(pair.z_score).toBeCloseTo(Math.sqrt((deviance * expected) / variance), 8);
    }
  });

  describe('where nothing ties products to each other', () => {
    const popularity = Array.from({ length: 12 }, (_, i) => ({ sku: `p${i + 10}`, weight: 1 / (i + 1) }));
    /** Products in order of exponential times with their weights as rates are drawn by their shares, one after another. */
    const drawn = (random: () => number, size: number) =>
      popularity
        .map(({ sku, weight }) => ({ sku, at: -Math.log(1 - random()) / weight }))
        .sort((a, b) => a.at - b.at)
        .slice(0, size)
        .map(({ sku }) => sku);
    const baskets = (seed: number) => {
      const random = randomLcg(seed);
      const sizes = [1, 1, 1, 1, 1, 2, 2, 2, 3, 3, 4];
      return Array.from({ length: 3000 }, () => drawn(random, sizes[Math.floor(random() * 11)] ?? 1));
    };

    test.each([0, 1500])('finds no pair, with %i more orders of one product', async (more) => {
      for (const seed of [0.1, 0.4, 0.7]) {
        const pairs = await affinity([...baskets(seed), ...times(more, ['membership'])]);
        expect(pairs).toHaveLength(66);
        expect(pairs.filter(({ is_beyond_chance }) => is_beyond_chance)).toEqual([]);
        const [mean, square] = [1, 2].map(
          (power) => pairs.reduce((sum, { z_score }) => sum + z_score ** power, 0) / pairs.length,
        );
        expect(Math.abs(mean ?? 9)).toBeLessThan(0.5);
        expect(square).toBeLessThan(2);
      }
    });

    test('finds the one pair that is tied, and it alone', async () => {
      const tied = times(60, ['p18', 'p20']);
      const found = await affinity([...baskets(0.1), ...tied, ...times(1500, ['membership'])]);
      expect(found.filter(({ is_beyond_chance }) => is_beyond_chance)).toMatchObject([
        { sku: 'p18', other_sku: 'p20' },
      ]);
    });
  });

  test('of products that stand in for each other, tells only the pair that is tied', async () => {
    // an order has one coffee, at times an accessory that has nothing to do with it; filter coffee comes with papers
    const coffees = ['espresso', 'filter', 'decaf', 'capsules', 'crema'];
    const accessories = ['grinder', 'dripper', 'mug', 'box', 'papers'];
    const random = randomLcg(0.3);
    const oneOf = (from: readonly string[]) => from[Math.floor(random() * from.length)] ?? '';
    const pairs = await affinity(
      Array.from({ length: 4000 }, () => {
        const coffee = oneOf(coffees);
        if (coffee === 'filter' && random() < 0.3) return [coffee, 'papers'];
        return random() < 0.25 ? [coffee, oneOf(accessories)] : [coffee];
      }),
    );
    const nameOf = ({ sku, other_sku }: Pair) => `${sku} ${other_sku}`;
    // by their sizes many are beyond chance, as an order of two never has two coffees
    expect(pairs.filter(({ z_score }) => z_score > 4).length).toBeGreaterThan(10);
    expect(pairs.filter(({ is_beyond_chance }) => is_beyond_chance).map(nameOf)).toEqual(['filter papers']);
    const tied = pairs.find((pair) => nameOf(pair) === 'filter papers');
    const others = pairs.filter((pair) => pair !== tied);
    expect(Math.max(...others.map(({ lift_z_score }) => lift_z_score))).toBeLessThan(3);
    const { together, orders, others: papers, all } = countsOf(tied as Pair);
    const chance = (orders * papers) / all;
    const cells = [chance, orders - chance, papers - chance, all - orders - papers + chance];
    const variance = all / (all - 1) / cells.reduce((sum, cell) => sum + 1 / cell, 0);
    const deviance = 2 * (together * Math.log(together / chance) - together + chance);
    expect(tied?.lift_z_score).toBeCloseTo(Math.sqrt((deviance * chance) / variance), 8);
  });

  test('leaves out pairs of few orders and baskets of more than fifty products', async () => {
    const everything = Array.from({ length: 51 }, (_, i) => `p${i}`);
    expect(await affinity([...times(4, ['tea', 'pots']), ...times(9, everything)])).toEqual([]);
    expect(await affinity(times(5, everything.slice(1)))).toHaveLength((50 * 49) / 2);
  });

  test('says that a product in every basket goes with nothing in particular', async () => {
    expect(await affinity([...times(5, ['tea', 'bag']), ...times(5, ['bag'])])).toMatchObject([
      { lift: 1, leverage: 0, expected_orders: 5, z_score: 0, lift_z_score: 0, is_beyond_chance: false },
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
