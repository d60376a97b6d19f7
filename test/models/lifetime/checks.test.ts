import { randomBeta, randomExponential, randomGamma, randomLcg, randomLogNormal } from 'd3-random';
import { describe, expect, test } from 'vitest';
import {
  decilesOf,
  distinctStates,
  fitBgNbd,
  fitGroups,
  holdoutFigures,
  independenceOf,
} from '../../../models/index.ts';

describe('the independence of frequency and value', () => {
  const random = randomLcg(0.9);
  const orders = Float64Array.from({ length: 3000 }, () => 1 + Math.floor(20 * random() ** 4));
  const one = randomLogNormal.source(random)(3, 0.8);
  const meanOf = (n: number, times: number) =>
    (times * Array.from({ length: n }, one).reduce((sum, each) => sum + each, 0)) / n;

  test('holds where customers draw their values alike, however skewed', () => {
    const result = independenceOf({ x: orders, z: orders.map((n) => meanOf(n, 1)) });
    expect(result.holds).toBe(true);
    expect(Math.abs(result.correlation)).toBeLessThan(0.06);
  });

  test('does not hold where frequent customers spend more at a time', () => {
    const result = independenceOf({ x: orders, z: orders.map((n) => meanOf(n, 1 + n / 8)) });
    expect(result.holds).toBe(false);
    expect(result.low).toBeGreaterThan(0.2);
  });

  test('cannot be refuted by three customers or by nobody', () => {
    expect(independenceOf({ x: Float64Array.of(1, 2, 3), z: Float64Array.of(1, 2, 3) }).holds).toBe(true);
    expect(independenceOf({ x: new Float64Array(0), z: new Float64Array(0) }).correlation).toBe(0);
  });

  test('cannot be refuted by customers who are all alike, whatever rounding leaves of them', () => {
    const alike = { x: new Float64Array(10).fill(3), z: new Float64Array(10).fill(0.1) };
    expect(independenceOf(alike)).toMatchObject({ correlation: 0, holds: true });
  });
});

describe('deciles', () => {
  test('hold tenths, and their sums are those of all', () => {
    const expected = Float64Array.from({ length: 1000 }, (_, i) => (i * 37) % 1000);
    const realised = expected.map((one) => 2 * one);
    const deciles = decilesOf(expected, realised);
    expect(deciles.map(({ customers }) => customers)).toEqual(new Array(10).fill(100));
    expect(deciles.reduce((sum, { customers, realised: one }) => sum + customers * one, 0)).toBeCloseTo(
      999_000,
      6,
    );
    expect(deciles[9]?.predicted).toBeCloseTo(949.5, 6);
  });

  test('do not part customers of whom the same is expected, and weigh counts', () => {
    const same = decilesOf(
      new Float64Array(40).fill(2),
      Float64Array.from({ length: 40 }, (_, i) => i),
    );
    expect(same).toHaveLength(1);
    expect(same[0]).toMatchObject({ decile: 6, customers: 40, predicted: 2, realised: 19.5 });
    const twice = decilesOf(Float64Array.of(1, 2), Float64Array.of(0, 5), Float64Array.of(30, 10));
    expect(twice.map(({ decile, customers }) => [decile, customers])).toEqual([
      [4, 30],
      [9, 10],
    ]);
    expect(decilesOf(new Float64Array(0), new Float64Array(0))).toEqual([]);
  });

  test('and errors weigh counts as repeated customers', () => {
    const counted = holdoutFigures(Float64Array.of(1, 2), Float64Array.of(0, 5), Float64Array.of(3, 1));
    expect(counted).toEqual(holdoutFigures(Float64Array.of(1, 1, 1, 2), Float64Array.of(0, 0, 0, 5)));
  });
});

describe('groups', () => {
  const draw = (n: number, seed: number, everyDays: number) => {
    const random = randomLcg(seed);
    const rate = randomGamma.source(random)(0.9, 1 / everyDays);
    const leaving = randomBeta.source(random)(0.8, 4);
    const exponential = randomExponential.source(random);
    const [x, tx, T] = [new Float64Array(n), new Float64Array(n), new Float64Array(n)];
    for (let i = 0; i < n; i++) {
      T[i] = 100 + Math.floor(random() * 500);
      const [perDay, leaves] = [rate(), leaving()];
      for (let at = exponential(perDay)(); at < (T[i] ?? 0); at += exponential(perDay)()) {
        x[i] = (x[i] ?? 0) + 1;
        tx[i] = at;
        if (random() < leaves) break;
      }
    }
    return { x, tx, T };
  };
  const fitted = (every: readonly number[], sizes: readonly number[]) => {
    const parts = every.map((days, i) => draw(sizes[i] ?? 0, 0.1 + i / 10, days));
    const joined = (letter: 'x' | 'tx' | 'T') =>
      Float64Array.from(parts.flatMap((part) => [...part[letter]]));
    const pooled = fitBgNbd(distinctStates({ x: joined('x'), tx: joined('tx'), T: joined('T') }));
    return fitGroups(
      parts.map((part, i) => ({ group: `g${i}`, states: distinctStates(part) })),
      pooled,
      fitBgNbd,
    );
  };

  test('that buy alike keep the pooled parameters', () => {
    expect(fitted([40, 40], [1500, 1500])).toMatchObject({ fits: [], gain: 0 });
  });

  test('that buy unlike get their own, except those too small to tell', () => {
    const { fits, gain } = fitted([20, 90, 20], [1500, 1500, 300]);
    expect(fits.map(({ group }) => group)).toEqual(['g0', 'g1']);
    expect(gain).toBeGreaterThan(0);
  });
});
