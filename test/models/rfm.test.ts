import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { allRfmCodes, rfmScores, rfmSegmentsOf } from '../../models/index.ts';
import { quantile } from '../../models/quantile.ts';
import { scoreByQuantiles } from '../../models/rfm.ts';
import { rfmSegment, rfmSegmentCodes } from '../../models/rfmSegments.ts';

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

  test('is 1 + the number of type-7 quantiles strictly below the value, rounded up among whole numbers', () => {
    fc.assert(
      fc.property(values, fc.constantFrom(1, 0.5), (numbers, unit) => {
        // in units five times as fine every quantile is whole, so the comparison is exact
        const fine = numbers.map((x) => x * (unit === 1 ? 1 : 5));
        const sorted = fine.toSorted((a, b) => a - b);
        const n = sorted.length;
        const cut = (k: number) => {
          const lower = Math.floor((k * (n - 1)) / 5);
          const from = sorted[lower] ?? 0;
          const fiveTimes = 5 * from + ((k * (n - 1)) % 5) * ((sorted[lower + 1] ?? from) - from);
          return unit === 1 ? Math.ceil(fiveTimes / 5) : fiveTimes / 5;
        };
        const expected = fine.map((x) => 1 + [1, 2, 3, 4].filter((k) => cut(k) < x).length);
        const halves = unit === 1 ? numbers : numbers.map((x) => x + 0.5);
        expect([...scoreByQuantiles(Float64Array.from(halves)).scores]).toEqual(expected);
      }),
    );
  });

  test('fills five equal bins when all values differ', () => {
    const halves = Float64Array.from({ length: 10 }, (_, i) => i + 0.5);
    const { scores, cuts } = scoreByQuantiles(halves);
    expect([...scores]).toEqual([1, 1, 2, 2, 3, 3, 4, 4, 5, 5]);
    expect(cuts).toEqual([2.3, 4.1, 5.9, 7.7]);
    const rank = scoreByQuantiles(halves, 5, 'rank');
    expect([...rank.scores]).toEqual([1, 1, 2, 2, 3, 3, 4, 4, 5, 5]);
    expect(rank.cuts).toEqual([1.5, 3.5, 5.5, 7.5]);
  });

  test('counts a cut between two whole numbers as the upper one', () => {
    const { scores, cuts } = scoreByQuantiles(Float64Array.from({ length: 10 }, (_, i) => i));
    expect(cuts).toEqual([1.8, 3.6, 5.4, 7.2]);
    expect([...scores]).toEqual([1, 1, 1, 2, 2, 3, 3, 4, 4, 5]);
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
