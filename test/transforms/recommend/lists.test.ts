import { expect, test } from 'vitest';
import type { ListRule, RecommenderSettings } from '../../../models/index.ts';
import { listCustomers } from '../../../transforms/recommend/lists.ts';
import type { RecommendParameters } from '../../../transforms/recommend/parameters.ts';
import { productsOf } from '../../../transforms/recommend/products.ts';

/** Two customers and eight items, of which nobody had bought 4 to 7 when the products were looked at. */
const purchases = {
  customer: Int32Array.of(0, 0, 1),
  day: Int32Array.of(10, 20, 20),
  item: Int32Array.of(0, 1, 7),
  basket: Float64Array.of(1, 2, 3),
};

function listsBy(all: ListRule, offersOwn: boolean) {
  const settings: RecommenderSettings = {
    ...{ damping: 0.5, shrinkage: 5, trend: 0, trendHalfLifeDays: 30, halfLifeDays: 180, discovery: 0.3 },
    offersOwn,
  };
  const popularity = [0.6, 0.5, 0.4, 0.3, 0, 0, 0];
  const parameters: RecommendParameters = {
    ...{ all, fresh: all === 'popular' ? all : 'item_similarity', settings, popularHalfLifeDays: null },
    chances: null,
    products: {
      skus: popularity.map((_, item) => `s${item}`),
      amounts: popularity.map(() => 10),
      popularity,
      trend: popularity,
      neighbours: [[2], [], [0], [], [], [], []],
      weights: [[0.5], [], [0.5], [], [], [], []],
    },
  };
  const { lists, next, popular } = listCustomers(purchases, productsOf(parameters, 8), parameters, 21);
  const of = (customer: number) => [...lists.item].filter((_, row) => lists.customer[row] === customer);
  return { first: of(0), second: of(1), next: [...next.item], popular: [...popular.items] };
}

test.each(['popular', 'item_similarity'] as const)('by the rule %s nothing unsold is offered', (rule) => {
  const { first, second, next, popular } = listsBy(rule, true);
  for (const list of [first, popular]) expect([...list].sort()).toEqual([0, 1, 2, 3]);
  // one may be offered again what one bought since
  expect(second.filter((item) => item !== 7 && item > 3)).toEqual([]);
  expect(Math.max(...next)).toBeLessThan(4);
});

test.each(['popular', 'item_similarity'] as const)(
  'by the rule %s nobody is offered what they own where nothing is bought twice',
  (rule) => {
    const { first, second } = listsBy(rule, false);
    expect([...first].sort()).toEqual([2, 3]);
    expect([...second].sort()).toEqual([0, 1, 2, 3]);
    expect(listsBy(rule, true).first).toEqual(expect.arrayContaining([0, 1]));
  },
);
