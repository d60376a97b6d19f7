import { expect, test } from 'vitest';
import { itemSimilarity } from '../../../models/recommend/itemSimilarity.ts';
import { histories } from './tastes.ts';

test('what few customers have in common is shrunk', () => {
  const weight = (shrinkage: number) =>
    itemSimilarity(histories, { items: 4, shrinkage, damping: 0.5 }).weights[2]?.[0] ?? 0;
  expect(weight(10)).toBeCloseTo(weight(0) * (2 / 12), 12);
});
