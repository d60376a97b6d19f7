import { randomGamma, randomLcg, randomPoisson } from 'd3-random';
import { expect, test } from 'vitest';
import { credibilityOf, fitPastRate } from '../../../models/index.ts';
import { pastRate } from '../../../models/lifetime/pastRate.ts';

const random = randomLcg(0.7);

/** Customers whose rates have mean 1/20 and the given shape, watched for 1 to 400 days. */
function customers(n: number, rateOf: () => number) {
  const T = Float64Array.from({ length: n }, () => 1 + Math.floor(random() * 400));
  const x = T.map((days) => randomPoisson.source(random)(rateOf() * days)());
  return { x, tx: T.map((days, i) => (x[i] ? days : 0)), T };
}

test('finds how far rates differ, and the total of them', () => {
  const gamma = randomGamma.source(random)(0.8, 1 / (0.8 * 20));
  const states = customers(5000, gamma);
  const { r, alpha } = credibilityOf(states);
  expect(Math.abs(r / 0.8 - 1)).toBeLessThan(0.15);
  expect(Math.abs(alpha / 16 - 1)).toBeLessThan(0.15);
});

test('gives everybody the rate of all where they do not differ', () => {
  const states = customers(2000, () => 1 / 20);
  const rates = pastRate(credibilityOf(states), states, 1);
  expect(Math.max(...rates)).toBeLessThan(1.3 / 20);
  expect(Math.min(...rates)).toBeGreaterThan(0.7 / 20);
});

test('of somebody who came three times in three days does not make a hundred visits a year', () => {
  const few = Array.from({ length: 300 }, (_, i) => i % 3);
  const states = {
    x: Float64Array.from([...few, 2]),
    tx: Float64Array.from([...few.map((x) => 30 * x), 3]),
    T: Float64Array.from([...few.map((_, i) => 100 + i), 3]),
  };
  const expected = fitPastRate(states).forecast(states, 365).expected;
  expect(expected.at(-1)).toBeGreaterThan(1);
  expect(expected.at(-1)).toBeLessThan(8);
});

test('is told of nobody, of one, and of those who came on the last day', () => {
  const none = new Float64Array(0);
  expect(credibilityOf({ x: none, tx: none, T: none })).toEqual({ r: 0, alpha: 1 });
  const one = { x: Float64Array.of(2), tx: Float64Array.of(50), T: Float64Array.of(100) };
  expect(pastRate(credibilityOf(one), one, 365)[0]).toBeCloseTo(7.3, 10);
  const today = { x: Float64Array.of(0, 0), tx: Float64Array.of(0, 0), T: Float64Array.of(0, 0) };
  expect([...pastRate(credibilityOf(today), today, 365)]).toEqual([0, 0]);
});

test('is not moved by those who were not yet observed for a day', () => {
  const states = customers(2000, randomGamma.source(randomLcg(0.2))(2, 1 / 40));
  const more = (column: Float64Array) => Float64Array.from([...column, ...new Float64Array(400)]);
  const withNew = { x: more(states.x), tx: more(states.tx), T: more(states.T) };
  expect(credibilityOf(withNew)).toEqual(credibilityOf(states));
});

test('of two customers is the one by hand', () => {
  const states = { x: Float64Array.of(9, 1), tx: Float64Array.of(9, 9), T: Float64Array.of(10, 10) };
  // rates .9 and .1, mean .5: the deviance 10 · .4² · 2 = 3.2 less one mean, over 20 − 200 / 20 of time: .27
  expect(credibilityOf(states).alpha).toBeCloseTo(0.5 / 0.27, 12);
  expect(credibilityOf(states).r).toBeCloseTo(0.25 / 0.27, 12);
});
