import { expect, test } from 'vitest';
import { dailyPurchases, recentPopularity } from '../../../models/recommend/popularity.ts';
import { histories } from './tastes.ts';

test('what is popular on a day is known from the days before', () => {
  const popularity = recentPopularity(dailyPurchases(histories, 4), 4, 10);
  expect([...popularity].map((one) => one > 0)).toEqual([true, true, false, false]);
});
