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

test('what sells lately counts where it is new to who asks, though the best of all is the same', () => {
  const days = [0, 100, 200, 300, 400, 500, 600, 690, 700, 800];
  // everybody buys 0; half of them 2 on day 600, ten of these 3 on day 690; the other half 3 when they come next
  const alsoOn = (customer: number, day: number) => {
    if (customer < 40) return day === 600 ? [2] : day === 690 && customer < 10 ? [3] : [];
    return day === 700 ? [3] : [];
  };
  const all: Histories = Array.from({ length: 80 }, (_, customer) =>
    days.map((day) => ({ day, items: Uint32Array.of(0, ...alsoOn(customer, day)) })),
  );
  expect(popularHalfLife(all, { items: 4, k: 1 })).toBe(30);
});

test('the usual 90 days stand where nobody came back', () => {
  expect(popularHalfLife([[{ day: 1, items: Uint32Array.of(0) }]], { items: 1, k: 1 })).toBe(90);
});
