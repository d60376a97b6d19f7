import { randomLcg } from 'd3-random';
import { expect, test } from 'vitest';
import { dailyPurchases, recentPopularity } from '../../../models/recommend/popularity.ts';
import { histories } from './tastes.ts';

test('what is popular on a day is known from the days before', () => {
  const popularity = recentPopularity(dailyPurchases(histories, 4), 10)(4);
  expect([...popularity].map((one) => one > 0)).toEqual([true, true, false, false]);
});

test('what is popular on one day after the other is what it is on each by itself, in any order', () => {
  const random = randomLcg(0.7);
  const many = Array.from({ length: 60 }, () =>
    Array.from({ length: 5 }, () => Math.floor(random() * 4000))
      .sort((a, b) => a - b)
      .map((day) => ({ day, items: Uint32Array.of(Math.floor(random() * 9)) })),
  );
  const daily = dailyPurchases(many, 9);
  const onward = recentPopularity(daily, 7);
  for (const day of [-1, 0, 5, 5, 300, 301, 3990, 40, 41, 9000]) {
    const alone = recentPopularity(daily, 7)(day);
    expect(alone.some(Number.isNaN)).toBe(false);
    onward(day).forEach((share, item) => expect(share).toBeCloseTo(alone[item] ?? 0, 9));
  }
  // one day at a time is kept
  expect(onward(50)).toBe(onward(50));
  expect(onward(50)).not.toBe(onward(51));
});
