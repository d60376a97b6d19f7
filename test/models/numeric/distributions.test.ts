import { expect, test } from 'vitest';
import { incompleteBeta } from '../../../models/numeric/incompleteBeta.ts';
import { normalAbove, normalQuantile } from '../../../models/numeric/normal.ts';
import { studentBeyond, studentQuantile } from '../../../models/numeric/studentT.ts';

test('the normal tail and its quantile are those of the tables', () => {
  expect(normalAbove(1.96)).toBeCloseTo(0.0249978951482204, 14);
  expect(normalAbove(6) / 9.865876450376946e-10).toBeCloseTo(1, 10);
  expect(normalAbove(-1)).toBeCloseTo(0.841344746068543, 14);
  expect(normalQuantile(0.975)).toBeCloseTo(1.959963984540054, 12);
  expect(normalQuantile(0.1)).toBeCloseTo(-1.2815515655446004, 12);
  expect(normalQuantile(1 - 1e-10)).toBeCloseTo(6.361340902404, 5);
});

test('the t distribution is that of the tables', () => {
  expect(studentQuantile(0.975, 10)).toBeCloseTo(2.228138851964939, 10);
  expect(studentQuantile(0.975, 1)).toBeCloseTo(12.706204736432095, 8);
  expect(studentQuantile(0.95, 1e7)).toBeCloseTo(1.6448536, 5);
  expect(studentBeyond(2.228138851964939, 10)).toBeCloseTo(0.05, 10);
});

test('the incomplete beta function has its closed forms and its symmetry', () => {
  for (const x of [0.01, 0.3, 0.5, 0.77, 0.999]) {
    expect(incompleteBeta(x, 1, 3)).toBeCloseTo(1 - (1 - x) ** 3, 12);
    expect(incompleteBeta(x, 4, 1)).toBeCloseTo(x ** 4, 12);
    expect(incompleteBeta(x, 12.5, 0.7) + incompleteBeta(1 - x, 0.7, 12.5)).toBeCloseTo(1, 12);
  }
  expect(incompleteBeta(0.5, 300, 300)).toBeCloseTo(0.5, 12);
});
