import { expect, test } from 'vitest';
import { recentPopularity } from '../../../models/recommend/popularity.ts';
import { histories } from './tastes.ts';

test('what is popular on a day is known from the days before, of which the later ones count more', () => {
  const popularity = recentPopularity(histories, 4, 4, 1);
  // of days 1, 2 and 3, in each of which 0 and 1 were bought
  expect([...popularity]).toEqual([1, 1, 0, 0]);
  const later = recentPopularity(histories, 4, 6, 1);
  const [first, second] = [1 / 32 + 1 / 16 + 1 / 8, 1 / 4 + 1 / 2];
  expect(later[0]).toBeCloseTo(first / (first + second), 12);
  expect(later[2]).toBeCloseTo(second / (first + second), 12);
  expect([...recentPopularity(histories, 4, 1, 1)]).toEqual([0, 0, 0, 0]);
});
