import { expect, test } from 'vitest';
import { itemSimilarity } from '../../../models/recommend/itemSimilarity.ts';
import { listMaker } from '../../../models/recommend/score.ts';
import { histories } from './tastes.ts';

test('new items go with those bought, and hold none that the customer had', () => {
  const similarity = itemSimilarity(histories, { items: 4, shrinkage: 1, damping: 0.5 });
  const maker = listMaker(similarity, 4, { halfLifeDays: 100, discovery: 0.3, trend: 0, offersOwn: true });
  for (const ageDays of [4, 3]) maker.buy(0, ageDays);
  const { all, fresh } = maker.offer(new Float64Array(4).fill(1), 3);
  expect([...fresh]).toEqual([1]);
  expect([...all]).toEqual([0, 1]);
});
