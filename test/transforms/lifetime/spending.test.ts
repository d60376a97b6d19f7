import { randomGamma, randomLcg } from 'd3-random';
import { describe, expect, test } from 'vitest';
import { fitGammaGamma } from '../../../models/index.ts';
import { fitSpending } from '../../../transforms/lifetime/spending.ts';

/**
 * Customers of 1 to 8 purchases; `scale` draws what a customer's values are multiples of, `shape` is how
 * little these vary.
 */
function customers(shape: number, scale: (random: () => number) => number) {
  const random = randomLcg(0.43);
  const x = Float64Array.from({ length: 2000 }, () => 1 + Math.floor(8 * random() ** 3));
  return { x, z: x.map((n) => scale(random) * randomGamma.source(random)(shape * n, 1 / (shape * n))()) };
}

describe('what customers spend', () => {
  test('is a fit at the edge where all draw from one distribution', () => {
    const spending = customers(2, () => 40);
    expect(fitGammaGamma(spending).converged).toBe(true);
    const [one] = fitSpending(spending).classes;
    const { p = 0, q = 0, v = 0 } = one?.parameters ?? {};
    expect(Math.abs(p / 2 - 1)).toBeLessThan(0.1);
    expect(Math.abs((p * v) / (q - 1) / 40 - 1)).toBeLessThan(0.05);
  });

  test('is a fit at the edge where everyone has an amount of their own that hardly varies', () => {
    const spending = customers(1e7, (random) => 1 / randomGamma.source(random)(3, 1 / 80)());
    expect(fitGammaGamma(spending).converged).toBe(true);
  });

  test('is told by no model where every purchase is of one amount, and taken to be that', () => {
    const x = Float64Array.from({ length: 300 }, (_, i) => 1 + (i % 4));
    const spending = { x, z: new Float64Array(300).fill(25) };
    expect(fitGammaGamma(spending).converged).toBe(false);
    const [one] = fitSpending(spending).classes;
    const { p = 0, q = 0, v = 0 } = one?.parameters ?? {};
    expect((p * v) / (q - 1)).toBeCloseTo(25, 3);
  });
});
