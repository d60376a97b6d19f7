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

test('what was bought often suggests others no more than in proportion to its root', () => {
  const similarity = {
    neighbours: [Uint32Array.of(2), Uint32Array.of(3), new Uint32Array(0), new Uint32Array(0)],
    weights: [Float64Array.of(0.4), Float64Array.of(1), new Float64Array(0), new Float64Array(0)],
  };
  const maker = listMaker(similarity, 4, { halfLifeDays: 100, discovery: 0.3, trend: 0, offersOwn: true });
  // four times .4 would be more than once 1, twice .4 is less
  for (const item of [0, 0, 0, 0, 1]) maker.buy(item, 0);
  expect([...maker.offer(new Float64Array(4).fill(1), 4).fresh]).toEqual([3, 2]);
});
