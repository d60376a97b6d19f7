import { expect, test } from 'vitest';
import type { Histories } from '../../../models/recommend/histories.ts';
import { popularHalfLife } from '../../../models/recommend/popularHalfLife.ts';

/** Eighty customers who come every hundred days, for what `itemOn` says that one of so many buys on a day. */
const histories = (itemOn: (customer: number, day: number) => number): Histories =>
  Array.from({ length: 80 }, (_, customer) =>
    Array.from({ length: 8 }, (_, visit) => {
      const day = 100 * visit + customer;
      return { day, items: Uint32Array.of(itemOn(customer, day)) };
    }),
  );

test('what is popular fades soon where what sells changes, and slowly where it comes back', () => {
  const moving = histories((_, day) => (day < 600 ? 0 : 1));
  expect(popularHalfLife(moving, { items: 10, k: 1 })).toBe(30);
  const fad = histories((_, day) => (day >= 500 && day < 630 ? 1 : 0));
  expect(popularHalfLife(fad, { items: 10, k: 1 })).toBe(365);
});

test('the usual 90 days stand where nobody came back', () => {
  expect(popularHalfLife([[{ day: 1, items: Uint32Array.of(0) }]], { items: 1, k: 1 })).toBe(90);
});
