import { expect, test } from 'vitest';
import { pastRate } from '../../../models/lifetime/pastRate.ts';
import { parts, scaleOfParts } from '../../../models/lifetime/sharedRate.ts';

const credibility = { r: 1, alpha: 10 };
// silent for no time, for as long as the chance of it is a quarter, and somebody who bought once
const states = {
  x: Float64Array.of(1, 1, 0),
  tx: Float64Array.of(30, 10, 0),
  T: Float64Array.of(30, 30, 30),
};

test('the part of a customer is their past rate, by the odds of their silence to even ones', () => {
  const rates = pastRate(credibility, states, 1);
  expect([...rates]).toEqual([2 / 40, 2 / 40, 1 / 40]);
  const there = Array.from(parts(credibility, states), (part, i) => part / (rates[i] as number));
  expect(there[0]).toBeCloseTo(1 / 2, 12);
  expect(there[1]).toBeCloseTo(0.25 / 1.25, 12);
  expect(there[2]).toBeCloseTo(0.25 / 1.25, 12);
});

test('parts come to the purchases at their scale, each for so many customers', () => {
  const counted = { ...states, count: Float64Array.of(2, 1, 4) };
  const sum = 2 * 0.025 + 0.01 + 4 * 0.005;
  expect(scaleOfParts(credibility, counted, 8)).toBeCloseTo(8 / sum, 9);
  const nobody = { x: new Float64Array(0), tx: new Float64Array(0), T: new Float64Array(0) };
  expect(scaleOfParts(credibility, nobody, 8)).toBe(0);
});
