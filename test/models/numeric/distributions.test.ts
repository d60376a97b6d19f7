import { expect, test } from 'vitest';
import { logBeta, logGamma } from '../../../models/numeric/gamma.ts';
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
  expect(normalQuantile(1e-10)).toBeCloseTo(-6.361340902404056, 12);
  expect(normalQuantile(1e-17)).toBeCloseTo(-8.493793224109599, 12);
  expect(normalQuantile(1e-300)).toBeCloseTo(-37.0470962993612, 11);
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

test('it stays as precise where its arguments are large, and says where it would take too long', () => {
  expect(incompleteBeta(0.5, 1e6, 1e6)).toBeCloseTo(0.5, 10);
  expect(incompleteBeta(0.5, 1e8, 1e8)).toBeCloseTo(0.5, 7);
  // of an exact value, by mpmath
  const [x, a, b] = [0.9999987866170162, 364_010.4356182714, 0.2630256902290094];
  expect(incompleteBeta(x, a, b)).toBeCloseTo(1 - 0.8195146613693721, 11);
  expect(() => incompleteBeta(0.5, 1e14, 1e14)).toThrow('takes more than 100000 terms');
  expect(incompleteBeta(Number.NaN, 2, 3)).toBeNaN();
});

test('the logarithms of gamma and beta are those of mpmath', () => {
  expect(logGamma(1 + 1e-7)).toBeCloseTo(-5.7721558267706e-8, 14);
  expect(logGamma(1e6) / 12_815_504.569147611).toBeCloseTo(1, 14);
  for (const [a, b, exact] of [
    [1e8, 0.5, -8.637975427801483],
    [3, 1e6, -40.75338749333038],
    [12, 30, -25.274864968419808],
    [2, 3, -2.4849066497880004],
    [1e8, 1e8, -138_629_444.05681731],
  ] as const) {
    expect(logBeta(a, b) / exact).toBeCloseTo(1, 14);
    expect(logBeta(b, a)).toBe(logBeta(a, b));
  }
});
