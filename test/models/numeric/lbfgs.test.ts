import { expect, test } from 'vitest';
import { minimiseMany } from '../../../models/numeric/lbfgs.ts';

// Σ c (x − m)² / 2 and a term that ties neighbours together, so that the Hessian is no diagonal
const size = 200;
const steepness = Float64Array.from({ length: size }, (_, i) => 10 ** ((6 * i) / size));
const middle = Float64Array.from({ length: size }, (_, i) => Math.sin(i));
const zeros = new Float64Array(size);
const tied = (at: Float64Array, gradient: Float64Array): number => {
  let value = 0;
  for (let i = 0; i < size; i++) {
    const off = (at[i] as number) - (middle[i] as number);
    value += ((steepness[i] as number) * off * off) / 2;
    gradient[i] = (steepness[i] as number) * off;
  }
  for (let i = 1; i < size; i++) {
    const gap = (at[i] as number) - (at[i - 1] as number);
    value += gap ** 4 / 4;
    gradient[i] = (gradient[i] as number) + gap ** 3;
    gradient[i - 1] = (gradient[i - 1] as number) - gap ** 3;
  }
  return value;
};

test('parameters of which some are a million times as steep as others come to within 1e-7 of where nothing slopes', () => {
  const found = minimiseMany(tied, zeros, steepness, { tolerance: 1e-8 });
  const gradient = new Float64Array(size);
  tied(found, gradient);
  const away = gradient.map((one, i) => Math.abs(one) / (steepness[i] as number));
  expect(Math.max(...away)).toBeLessThan(1e-7);
});

/** How often the search looks at the function. */
const looks = (start: Float64Array, curvature: Float64Array) => {
  let count = 0;
  minimiseMany(
    (at, gradient) => {
      count++;
      return tied(at, gradient);
    },
    start,
    curvature,
    { tolerance: 1e-6, maxIterations: 2000 },
  );
  return count;
};

test('needs fewer looks the better it knows how steep they are', () => {
  expect(looks(zeros, steepness) * 4).toBeLessThan(looks(zeros, new Float64Array(size).fill(1)));
});

test('needs fewer looks from near the minimum, and leaves the start as it was', () => {
  const near = minimiseMany(tied, zeros, steepness, { tolerance: 1e-6 }).map((one) => one + 1e-3);
  const before = Float64Array.from(near);
  expect(looks(near, steepness)).toBeLessThan(looks(zeros, steepness));
  expect(near).toEqual(before);
});
