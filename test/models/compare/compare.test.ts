import { randomLcg, randomNormal } from 'd3-random';
import { describe, expect, test } from 'vitest';
import { pairedDifference } from '../../../models/compare/pairedDifference.ts';
import { wilsonInterval } from '../../../models/compare/proportions.ts';
import {
  compareMeans,
  compareProportions,
  dailyRatio,
  dailyTotals,
  describeValues,
  leastSquares,
  verdictOf,
} from '../../../models/index.ts';
import { studentQuantile } from '../../../models/numeric/studentT.ts';

const sleep = [
  [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0, 2],
  [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4],
];
const sampleOf = (values: readonly number[]) => {
  const { n, mean, sd } = describeValues(values);
  return { n, mean: mean ?? Number.NaN, sd: sd ?? Number.NaN };
};

describe('proportions', () => {
  test.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])('the score interval of %d of %d is the one Newcombe prints', (hits, of, low, high) => {
    const interval = wilsonInterval({ hits, of });
    expect(interval.low).toBeCloseTo(low, 4);
    expect(interval.high).toBeCloseTo(high, 4);
  });

  test.each([
    [48, 80, 56, 70, 0.0524, 0.3339],
    [3, 10, 9, 10, 0.1705, 0.809],
    [0, 20, 10, 10, 0.6791, 1],
    [0, 10, 10, 10, 0.6075, 1],
  ])('the difference of %d of %d and %d of %d has the interval Newcombe prints', (a, m, b, n, low, high) => {
    const comparison = compareProportions({ hits: a, of: m }, { hits: b, of: n });
    if (!comparison.testable) throw new Error('it is testable');
    expect(comparison.low).toBeCloseTo(low, 3);
    expect(comparison.high).toBeCloseTo(high, 3);
  });

  test('that are one share are noise, far ones are not, and nobody is not testable', () => {
    expect(verdictOf(compareProportions({ hits: 50, of: 100 }, { hits: 52, of: 100 }))).toBe('noise');
    expect(verdictOf(compareProportions({ hits: 50, of: 100 }, { hits: 80, of: 100 }))).toBe('up');
    expect(verdictOf(compareProportions({ hits: 80, of: 100 }, { hits: 50, of: 100 }))).toBe('down');
    expect(verdictOf(compareProportions({ hits: 0, of: 0 }, { hits: 50, of: 100 }))).toBe('not-testable');
    expect(verdictOf(compareProportions({ hits: 0, of: 9 }, { hits: 0, of: 9 }))).toBe('noise');
  });

  test('are called changed in about one of twenty cases where nothing changed', () => {
    const random = randomLcg(0.31);
    const draw = () => Array.from({ length: 400 }, () => random() < 0.12).filter(Boolean).length;
    let claimed = 0;
    for (let i = 0; i < 2000; i++) {
      const verdict = verdictOf(compareProportions({ hits: draw(), of: 400 }, { hits: draw(), of: 400 }));
      if (verdict !== 'noise') claimed++;
    }
    expect(claimed / 2000).toBeGreaterThan(0.02);
    expect(claimed / 2000).toBeLessThan(0.065);
  });
});

describe('means', () => {
  test.each([
    [19.99, 20.01],
    [20, 25],
    [1e6 / 3, 1e6 / 7],
  ])(
    'of days that all brought %d, and then %d, have no spread to hold the difference to',
    (first, second) => {
      const daysOf = (value: number) => {
        const sum = (one: number) => Array.from({ length: 30 }, () => one).reduce((all, add) => all + add, 0);
        const [y, yy] = [sum(value), sum(value * value)];
        return { days: 30, y, yy, x: 30, xy: y, xx: 30 };
      };
      const nothing = { testable: false, because: 'no-variance' };
      expect(compareMeans(dailyTotals(daysOf(first)), dailyTotals(daysOf(second)))).toEqual(nothing);
      expect(compareMeans(dailyRatio(daysOf(first)), dailyRatio(daysOf(second)))).toEqual(nothing);
    },
  );

  test('of the sleep data differ as R says', () => {
    const comparison = compareMeans(sampleOf(sleep[1] ?? []), sampleOf(sleep[0] ?? []));
    if (!comparison.testable) throw new Error('it is testable');
    expect(comparison.p).toBeCloseTo(0.07939, 5);
    expect(comparison.low).toBeCloseTo(-3.3654832, 6);
    expect(comparison.high).toBeCloseTo(0.2054832, 6);
    expect(verdictOf(comparison)).toBe('noise');
  });

  test('of one value or of equal values are not testable', () => {
    expect(compareMeans({ n: 1, mean: 3, sd: 0 }, { n: 9, mean: 4, sd: 1 }).testable).toBe(false);
    expect(compareMeans({ n: 5, mean: 3, sd: 0 }, { n: 9, mean: 4, sd: 0 }).testable).toBe(false);
  });
});

describe('a regression', () => {
  const random = randomLcg(0.77);
  const normal = randomNormal.source(random)(0, 1);
  const draw = (n: number) => {
    const [a, b] = [Float64Array.from({ length: n }, normal), Float64Array.from({ length: n }, random)];
    // the spread grows with the driver: plain errors would be too small
    const y = a.map((one, i) => 3 + 2 * one - 10 * (b[i] as number) + normal() * (0.5 + 2 * Math.abs(one)));
    return { y, a, b };
  };

  test('finds the effects, and its intervals hold them in 19 of 20 samples though the spread differs', () => {
    let [held, samples] = [0, 400];
    for (let i = 0; i < samples; i++) {
      const { y, a, b } = draw(150);
      const effect = leastSquares(y, { a, b })?.effects[0];
      if (effect && effect.low < 2 && 2 < effect.high) held++;
    }
    samples = held / samples;
    expect(samples).toBeGreaterThan(0.92);
    expect(samples).toBeLessThan(0.98);
    const { y, a, b } = draw(20_000);
    const fit = leastSquares(y, { a, b });
    expect(fit?.intercept).toBeCloseTo(3, 0);
    expect(fit?.effects[1]?.coefficient).toBeCloseTo(-10, 0);
  });

  test('on the cars data is the published line', () => {
    const speed = [
      4, 4, 7, 7, 8, 9, 10, 10, 10, 11, 11, 12, 12, 12, 12, 13, 13, 13, 13, 14, 14, 14, 14, 15, 15,
    ].concat([
      15, 16, 16, 17, 17, 17, 18, 18, 18, 18, 19, 19, 19, 20, 20, 20, 20, 20, 22, 23, 24, 24, 24, 24, 25,
    ]);
    const dist = [
      2, 10, 4, 22, 16, 10, 18, 26, 34, 17, 28, 14, 20, 24, 28, 26, 34, 34, 46, 26, 36, 60, 80, 20, 26,
    ].concat([
      54, 32, 40, 32, 40, 50, 42, 56, 76, 84, 36, 46, 68, 32, 48, 52, 56, 64, 66, 54, 70, 92, 93, 120, 85,
    ]);
    const fit = leastSquares(Float64Array.from(dist), { speed: Float64Array.from(speed) });
    expect(fit?.intercept).toBeCloseTo(-17.5791, 4);
    expect(fit?.effects[0]?.coefficient).toBeCloseTo(3.9324, 4);
    expect(fit?.adjustedR2).toBeCloseTo(0.6438, 4);
    // HC3 of one driver and the rows that carry it, by their closed form
    const mean = speed.reduce((sum, one) => sum + one) / 50;
    const sxx = speed.reduce((sum, one) => sum + (one - mean) ** 2, 0);
    const rows = speed.map((one, i) => {
      const leverage = 1 / 50 + (one - mean) ** 2 / sxx;
      const error = (dist[i] ?? 0) - (fit?.intercept ?? 0) - (fit?.effects[0]?.coefficient ?? 0) * one;
      return { weight: (one - mean) ** 2 / (1 - leverage), square: error ** 2 / (1 - leverage) };
    });
    const sum = (of: (row: (typeof rows)[number]) => number) => rows.reduce((all, row) => all + of(row), 0);
    const error = Math.sqrt(sum(({ weight, square }) => weight * square)) / sxx;
    const carriers = sum(({ weight }) => weight) ** 2 / sum(({ weight }) => weight ** 2);
    const half = ((fit?.effects[0]?.high ?? 0) - (fit?.effects[0]?.low ?? 0)) / 2;
    expect(half / error).toBeCloseTo(studentQuantile(0.975, carriers - 1), 6);
  });

  test('with clusters errs by what leaving each of them out does to the coefficient', () => {
    const { y, a, b } = draw(120);
    const sizes = [1, 1, 2, 3, 5, 8];
    const clusters = Array.from(
      y,
      (_, i) =>
        `${Math.floor(i / 20)}.${sizes.findIndex((_, s) => i % 20 < sizes.slice(0, s + 1).reduce((sum, one) => sum + one))}`,
    );
    const fit = leastSquares(y, { a, b }, { clusters });
    const names = [...new Set(clusters)];
    const shifts = names.map((name) => {
      const without = (values: Float64Array) => values.filter((_, i) => clusters[i] !== name);
      const left = leastSquares(without(y), { a: without(a), b: without(b) });
      return (left?.effects[0]?.coefficient ?? 0) - (fit?.effects[0]?.coefficient ?? 0);
    });
    const error = Math.sqrt(shifts.reduce((sum, one) => sum + one ** 2, 0));
    const ofHalf = ((fit?.effects[0]?.high ?? 0) - (fit?.effects[0]?.low ?? 0)) / 2 / error;
    // by t of fewer degrees of freedom than there are clusters
    expect(ofHalf).toBeGreaterThan(studentQuantile(0.975, names.length - 1));
    expect(ofHalf).toBeLessThan(studentQuantile(0.975, 10));
    const each = Array.from(y, (_, i) => `${i}`);
    expect(leastSquares(y, { a, b }, { clusters: each })).toEqual(leastSquares(y, { a, b }));
    const one = leastSquares(y, { a, b }, { clusters: each.map(() => 'one') });
    expect(one).toBeUndefined();
  });

  test('drops drivers that are constant or made of others, and refuses too few rows', () => {
    const { y, a, b } = draw(200);
    const twice = a.map((one, i) => one * 2 + (b[i] as number));
    const fit = leastSquares(y, { a, b, twice, same: new Float64Array(200).fill(7) });
    expect(fit?.dropped).toEqual(['twice', 'same']);
    expect(fit?.effects.map(({ driver }) => driver)).toEqual(['a', 'b']);
    expect(leastSquares(y.subarray(0, 29), { a: a.subarray(0, 29), b: b.subarray(0, 29) })).toBeUndefined();
    expect(leastSquares(new Float64Array(200).fill(1), { a })).toBeUndefined();
  });
});

describe('a driver', () => {
  const random = randomLcg(0.43);
  const normal = randomNormal.source(random)(0, 1);
  const n = 400;
  const [y, other] = [Float64Array.from({ length: n }, normal), Float64Array.from({ length: n }, normal)];
  const flag = (m: number) => Float64Array.from({ length: n }, (_, i) => (i < m ? 1 : 0));
  const far = (values: readonly number[]) =>
    Float64Array.from({ length: n }, (_, i) => values[i] ?? normal());

  test.each<[string, Float64Array, boolean]>([
    ['that one row has', flag(1), false],
    ['that three rows have', flag(3), false],
    ['that all rows but three have', flag(n - 3), false],
    ['that eight rows have', flag(8), false],
    ['that twelve rows have', flag(12), true],
    ['that half of the rows have', flag(n / 2), true],
    ['with one value far from all others', far([60]), false],
    ['with three such values', far([40, -30, 50]), false],
    ['that differs from another in one row alone', other.map((one, i) => one + (i === 0 ? 3 : 0)), false],
    ['with a long tail', far([]).map((one) => Math.exp(one / 2)), true],
    ['of any unit', far([]).map((one) => 1e6 + 1e-3 * one), true],
  ])('%s', (_, driver, isKept) => {
    const fit = leastSquares(y, { other, driver });
    expect(fit?.tooFew).toEqual(isKept ? [] : [expect.stringMatching(/driver|other/)]);
    expect(fit?.effects).toHaveLength(isKept ? 2 : 1);
    expect(fit?.effects.every(({ low, high, p }) => low < high && p >= 0 && p <= 1)).toBe(true);
    expect(fit?.dropped).toEqual([]);
  });

  test('cannot stand because another is there for the same row', () => {
    const fit = leastSquares(y, { other, driver: flag(1), beside: far([30]) });
    expect([...(fit?.tooFew ?? [])].sort()).toEqual(['beside', 'driver']);
  });
});

test('a description of nothing and of one value has no figures that are not there', () => {
  expect(describeValues([])).toMatchObject({ n: 0, mean: null, sd: null });
  expect(describeValues([4])).toMatchObject({ n: 1, mean: 4, median: 4, sd: null });
  expect(describeValues([1, 2, 3, 4], [0.25]).quantiles).toHaveLength(1);
});

test('a period without orders has no ratio to compare, one without days no total', () => {
  const none = { days: 10, y: 0, yy: 0, x: 0, xy: 0, xx: 0 };
  const some = dailyRatio({ days: 10, y: 100, yy: 1200, x: 10, xy: 110, xx: 12 });
  expect(compareMeans(dailyRatio(none), some)).toEqual({ testable: false, because: 'empty' });
  expect(dailyTotals({ ...none, days: 0 })).toEqual({ n: 0, mean: 0, sd: 0 });
});

describe('a paired difference', () => {
  test('is that of the t test of pairs: the sleep data of Student', () => {
    const { n, mean, standardError } = pairedDifference(...(sleep as [number[], number[]]));
    expect([n, mean]).toEqual([10, expect.closeTo(-1.58, 9)]);
    // R: t.test(extra ~ group, data = sleep, paired = TRUE)
    expect(mean / standardError).toBeCloseTo(-4.0621, 4);
  });

  test('weighs pairs as that many, and of fewer than two says that nothing is sure', () => {
    const counted = pairedDifference([3, 5], [1, 1], [2, 3]);
    expect(counted).toEqual(pairedDifference([3, 3, 5, 5, 5], [1, 1, 1, 1, 1]));
    expect(pairedDifference([3], [1])).toMatchObject({ mean: 2, standardError: Number.POSITIVE_INFINITY });
    expect(pairedDifference([], []).mean).toBe(0);
  });
});

test('an effect is told by the plain error where that is wider than the one by clusters', () => {
  // in each pair of rows one is above the line by 1 and one below: the pairs have no error at all
  const x = Float64Array.from({ length: 200 }, (_, i) => (i >> 1) % 10);
  const outcome = x.map((one, i) => 2 * one + (i % 2 === 0 ? 1 : -1));
  const clusters = Array.from(x, (_, i) => `pair ${i >> 1}`);
  const [effect] = leastSquares(outcome, { x }, { clusters })?.effects ?? [];
  const spread = x.reduce((sum, one) => sum + (one - 4.5) ** 2, 0);
  const half = studentQuantile(0.975, 198) * Math.sqrt(200 / 198 / spread);
  expect(effect?.coefficient).toBeCloseTo(2, 9);
  expect(((effect?.high ?? 0) - (effect?.low ?? 0)) / 2).toBeCloseTo(half, 6);
});
