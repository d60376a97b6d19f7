import fc from 'fast-check';
import { expect, test } from 'vitest';
import { notFalling } from '../../../models/numeric/isotonic.ts';

test('values that fall share their weighted mean, the others stay', () => {
  expect([...notFalling([1, 4, 2, 5])]).toEqual([1, 3, 3, 5]);
  expect([...notFalling([4, 1, 5], [3, 1, 1])]).toEqual([3.25, 3.25, 5]);
  expect([...notFalling([3, 2, 1])]).toEqual([2, 2, 2]);
  expect([...notFalling([2, 1], [0, 5])]).toEqual([1, 1]);
  expect([...notFalling([2, 1], [0, 0])]).toEqual([1, 1]);
  expect([...notFalling([])]).toEqual([]);
});

test('they never fall, and their weighted sum is that of the values', () => {
  const pairs = fc.array(fc.tuple(fc.integer({ min: -50, max: 50 }), fc.integer({ min: 1, max: 9 })));
  fc.assert(
    fc.property(pairs, (drawn) => {
      const [values, weights] = [drawn.map(([value]) => value), drawn.map(([, weight]) => weight)];
      const fitted = notFalling(values, weights);
      for (let i = 1; i < fitted.length; i++)
        expect(fitted[i]).toBeGreaterThanOrEqual(fitted[i - 1] as number);
      const sum = (of: ArrayLike<number>) =>
        weights.reduce((all, weight, i) => all + weight * (of[i] as number), 0);
      expect(sum(fitted)).toBeCloseTo(sum(values), 6);
    }),
  );
});
