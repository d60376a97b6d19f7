import { expect, test } from 'vitest';
import { minimise, type Objective } from '../../../models/numeric/bfgs.ts';

/** A narrow valley: (1 − x)² + 100 (y − x²)² over a floor. */
const valley =
  (floor: number): Objective =>
  ([x = 0, y = 0], gradient) => {
    gradient.set([-2 * (1 - x) - 400 * x * (y - x * x), 200 * (y - x * x)]);
    return floor + (1 - x) ** 2 + 100 * (y - x * x) ** 2;
  };

test.each([0, 1, 1000, 1e6])(
  'a minimum is found over a floor of %d, whose rounding hides small slopes',
  (floor) => {
    const { at, converged } = minimise(valley(floor), [-1.2, 1]);
    expect(converged).toBe(true);
    expect(at[0]).toBeCloseTo(1, 2);
    expect(at[1]).toBeCloseTo(1, 2);
  },
);

test('a slope that rounding does not hide is no minimum, however large the value', () => {
  const slope: Objective = ([x = 0], gradient) => {
    gradient[0] = 5e-4;
    return 1000 + 5e-4 * x;
  };
  expect(minimise(slope, [0], { maxIterations: 0 }).converged).toBe(false);
});

test('a search that goes beyond its bounds ends there, on either side', () => {
  const down: Objective = ([x = 0], gradient) => {
    gradient[0] = Math.exp(x);
    return Math.exp(x);
  };
  const within = { low: -2, high: 10 };
  const { at, converged } = minimise(down, [0], { within });
  expect(converged).toBe(false);
  expect(at[0]).toBeLessThan(-2);
  expect(at[0]).toBeGreaterThan(-10);
});
