import { expect, test } from 'vitest';
import { itemSimilarity } from '../../../models/recommend/itemSimilarity.ts';
import { histories } from './tastes.ts';

test('what few customers have in common is shrunk', () => {
  const weight = (shrinkage: number) =>
    itemSimilarity(histories, { items: 4, shrinkage, damping: 0.5 }).weights[2]?.[0] ?? 0;
  expect(weight(10)).toBeCloseTo(weight(0) * (2 / 12), 12);
});

test('a customer of many items says less of each pair', () => {
  const basket = (...items: number[]) => [{ day: 0, items: Uint32Array.from(items) }];
  const many = Array.from({ length: 18 }, (_, i) => i + 3);
  const { neighbours, weights } = itemSimilarity([basket(0, 1), basket(0, 2), basket(1, ...many)], {
    items: 21,
    shrinkage: 0,
    damping: 0.5,
  });
  const [few, heavy] = [1 / Math.log(4), 1 / Math.log(21)];
  const place = neighbours[0]?.indexOf(1) ?? -1;
  expect(weights[0]?.[place]).toBeCloseTo(few / Math.sqrt(2 * few * (few + heavy)), 12);
});
