import { expect, test } from 'vitest';
import { offersOf, soldItems } from '../../../models/recommend/offers.ts';
import type { Recommendation } from '../../../models/recommend/score.ts';

// the most popular first: 3, 0, 1, 2; nobody ever bought 4 and 5
const sold = soldItems(Float64Array.of(0.3, 0.2, 0.1, 0.4, 0, 0));
const had = new Map([
  [3, 1],
  [2, 4],
]);
const none = new Int32Array(0);
const likeness: Recommendation = {
  all: Uint32Array.of(1),
  fresh: Uint32Array.of(1),
  because: { all: none, fresh: none },
};
const offers = (offersOwn: boolean, k = 6, like: Recommendation | undefined = likeness) =>
  offersOf(sold, had, like, { k, offersOwn });
const rules = ['item_similarity', 'own_most_bought', 'popular'] as const;

test('nothing unsold is offered, however short the lists', () => {
  for (const offersOwn of [true, false]) {
    const { all, fresh } = offers(offersOwn);
    const lists = [...rules.map(all), fresh('item_similarity'), fresh('popular')];
    for (const list of lists) expect(Math.max(...list)).toBeLessThan(4);
  }
});

test('what a customer had is offered but as new', () => {
  const { all, fresh } = offers(true);
  expect([...all('popular')]).toEqual([3, 0, 1, 2]);
  expect([...all('item_similarity')]).toEqual([1, 3, 0, 2]);
  expect([...all('own_most_bought')]).toEqual([2, 3, 0, 1]);
  expect([...fresh('popular')]).toEqual([0, 1]);
  expect([...fresh('item_similarity')]).toEqual([1, 0]);
});

test('where nothing is bought twice it is not offered at all', () => {
  const { all } = offers(false);
  expect([...all('popular')]).toEqual([0, 1]);
  expect([...all('item_similarity')]).toEqual([1, 0]);
});

test('without likeness its rule offers what is popular; lists are as long as asked for', () => {
  const { all, fresh } = offersOf(sold, had, undefined, { k: 1, offersOwn: false });
  expect([...all('item_similarity')]).toEqual([0]);
  expect([...fresh('item_similarity')]).toEqual([0]);
  expect([...offers(true, 1).all('own_most_bought')]).toEqual([2]);
});
