import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  allRfmCodes,
  quantile,
  rfmScores,
  rfmSegment,
  rfmSegmentCodes,
  rfmSegmentsOf,
  scoreByQuantiles,
} from '../../models/index.ts';

const values = fc.array(fc.integer({ min: -20, max: 20 }), { minLength: 1, maxLength: 60 });

describe('the map of segments', () => {
  test('names each of the 125 codes exactly once', () => {
    const named = Object.values(rfmSegmentCodes).flatMap((codes) => codes.split(' '));
    const digits = [1, 2, 3, 4, 5];
    const all = digits.flatMap((r) => digits.flatMap((f) => digits.map((m) => `${r}${f}${m}`)));
    expect(named.toSorted()).toEqual(all.toSorted());
    expect(allRfmCodes().map(({ code }) => code)).toEqual(all.toSorted());
  });

  test('refuses a code that is none', () => {
    expect(() => rfmSegment('056')).toThrow('no RFM segment for code "056"');
  });
});

describe('scoreByQuantiles', () => {
  test('gives equal values equal scores and larger values no smaller one', () => {
    fc.assert(
      fc.property(values, fc.constantFrom('quantile', 'rank'), (numbers, method) => {
        const { scores } = scoreByQuantiles(Float64Array.from(numbers), 5, method);
        for (const [i, a] of numbers.entries())
          for (const [j, b] of numbers.entries()) {
            if (a === b) expect(scores[i]).toBe(scores[j]);
            if (a < b) expect(scores[i]).toBeLessThanOrEqual(scores[j] ?? 0);
          }
      }),
    );
  });

  test('is 1 + the number of type-7 quantiles strictly below the value', () => {
    fc.assert(
      fc.property(values, (numbers) => {
        // five times the quantile is a whole number, so the comparison is exact
        const sorted = numbers.toSorted((a, b) => a - b);
        const n = sorted.length;
        const fiveTimesCut = (k: number) => {
          const lower = Math.floor((k * (n - 1)) / 5);
          const from = sorted[lower] ?? 0;
          return 5 * from + ((k * (n - 1)) % 5) * ((sorted[lower + 1] ?? from) - from);
        };
        const expected = numbers.map((x) => 1 + [1, 2, 3, 4].filter((k) => fiveTimesCut(k) < 5 * x).length);
        expect([...scoreByQuantiles(Float64Array.from(numbers)).scores]).toEqual(expected);
      }),
    );
  });

  test('fills five equal bins when all values differ', () => {
    const { scores, cuts } = scoreByQuantiles(Float64Array.from({ length: 10 }, (_, i) => i));
    expect([...scores]).toEqual([1, 1, 2, 2, 3, 3, 4, 4, 5, 5]);
    expect(cuts).toEqual([1.8, 3.6, 5.4, 7.2]);
    const rank = scoreByQuantiles(
      Float64Array.from({ length: 10 }, (_, i) => i),
      5,
      'rank',
    );
    expect([...rank.scores]).toEqual([1, 1, 2, 2, 3, 3, 4, 4, 5, 5]);
    expect(rank.cuts).toEqual([1, 3, 5, 7]);
  });

  test('takes nobody, and one', () => {
    expect(scoreByQuantiles(new Float64Array()).cuts).toEqual([]);
    expect([...scoreByQuantiles(Float64Array.of(7)).scores]).toEqual([1]);
  });
});

test('recency is reversed: a single customer is a new one', () => {
  const one = {
    recencyDays: Float64Array.of(3),
    frequency: Float64Array.of(1),
    monetary: Float64Array.of(9),
  };
  const scores = rfmScores(one);
  expect(scores.recency.scores[0]).toBe(5);
  expect(rfmSegmentsOf(scores)).toEqual(['New Customers']);
});

test('quantile interpolates as type 7', () => {
  expect(quantile([1, 2, 4, 8], 1, 2)).toBe(3);
  expect(quantile([1, 2, 4, 8], 1, 5)).toBe(1.6);
  expect(quantile([], 1, 2)).toBeNaN();
});
