import { expect, test } from 'vitest';
import { rankingFigures } from '../../../models/recommend/rankingFigures.ts';

test('recall and discounted gain are as figured by hand', () => {
  const { recall, ndcg, customers } = rankingFigures([[1, 2], [9]], [new Set([2, 5]), new Set()]);
  expect({ recall, customers }).toEqual({ recall: 0.5, customers: 1 });
  expect(ndcg).toBeCloseTo(1 / Math.log2(3) / (1 + 1 / Math.log2(3)), 12);
});
