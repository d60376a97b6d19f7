import { describe, expect, test } from 'vitest';
import { ratesOf, smooth } from '../../../models/forecast/holtWinters.ts';

describe('exponential smoothing', () => {
  test.each([0.8, 0.9, 0.98])('starts on a line whose trend fades from the second step on, by %f', (phi) => {
    const [level, trend] = [100, 10];
    let value = level + trend;
    const series = Float64Array.from({ length: 30 }, (_, t) => {
      if (t > 0) value += trend * phi ** (t + 1);
      return value;
    });
    const rates = { alpha: 0.4, beta: 0.2, gamma: 0, phi };
    const end = smooth(series, { level, trend, seasonal: new Float64Array(1) }, rates, false);
    expect(end.meanSquare).toBeLessThan(1e-20);
    expect(end.level).toBeCloseTo(value, 9);
    expect(end.trend).toBeCloseTo(trend * phi ** 30, 9);
  });

  test('damps by .8 to .98, and not at all where it is not to', () => {
    const phi = (logOdds: number, isDamped = true) =>
      ratesOf([0, 0, logOdds], { seasonal: 'none', isDamped }).phi;
    expect(phi(-12)).toBeCloseTo(0.8, 5);
    expect(phi(0)).toBeCloseTo(0.89, 9);
    expect(phi(12)).toBeCloseTo(0.98, 5);
    expect(phi(0, false)).toBe(1);
    expect(ratesOf([0, 0, -12, 0], { seasonal: 'additive', isDamped: true }).phi).toBeCloseTo(0.89, 9);
  });
});
