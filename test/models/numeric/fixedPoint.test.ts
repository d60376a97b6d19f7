import { describe, expect, it } from 'vitest';
import { fixedPoint } from '../../../models/numeric/fixedPoint.ts';

const options = {
  toNumbers: (state: Float64Array) => state,
  fromNumbers: (numbers: Float64Array) => numbers,
  isSettled: (before: Float64Array, after: Float64Array) =>
    Math.hypot(...after.map((value, i) => value - (before[i] as number))) < 1e-9,
  mostSteps: 2000,
};

/** A step that goes a share of the way to a point, in each direction at its own pace. */
const towards =
  (point: readonly number[], paces: readonly number[]) =>
  (at: Float64Array): Float64Array =>
    at.map((value, i) => value + (paces[i] as number) * ((point[i] as number) - value));

const point = [3, -2, 0.5, 10];
const paces = [0.02, 0.05, 0.3, 0.9];

/** Steps until plain iteration settles. */
function plainSteps(step: (at: Float64Array) => Float64Array, start: Float64Array): number {
  let at = start;
  for (let steps = 1; ; steps++) {
    const next = step(at);
    if (options.isSettled(at, next)) return steps;
    at = next;
  }
}

describe('the fixed point of a slow step', () => {
  it('is where the steps lead, in a fifth of them and less', () => {
    const step = towards(point, paces);
    const { state, steps, isSettled } = fixedPoint(step, new Float64Array(4), options);
    expect(isSettled).toBe(true);
    state.forEach((value, i) => expect(value).toBeCloseTo(point[i] as number, 6));
    expect(steps * 5).toBeLessThan(plainSteps(step, new Float64Array(4)));
  });

  it('is found where extrapolation leads astray: what is further from standing still is taken back', () => {
    // even steps lead to 3, and from beyond 3.2 steps run away
    const step = (at: Float64Array): Float64Array =>
      at.map((value) => (value > 3.2 ? 2 * value : value < 2.9 ? value + 0.1 : value + 0.5 * (3 - value)));
    const { state, isSettled } = fixedPoint(step, new Float64Array(1), options);
    expect(isSettled).toBe(true);
    expect(state[0]).toBeCloseTo(3, 6);
  });

  it('takes no more steps than it may, and says that it has not settled', () => {
    for (const mostSteps of [1, 2, 3, 8]) {
      let count = 0;
      const step = (at: Float64Array) => {
        count++;
        return towards([1], [1e-4])(at);
      };
      let last = new Float64Array();
      const stepped = (at: Float64Array) => {
        last = Float64Array.from(step(at));
        return last;
      };
      const found = fixedPoint(stepped, new Float64Array(1), { ...options, mostSteps });
      expect([found.isSettled, found.steps, count]).toEqual([false, mostSteps, mostSteps]);
      // what nothing was stepped from or to is a guess
      expect(found.state).toEqual(last);
    }
  });

  it('is the start where nothing changes', () => {
    const { state, steps } = fixedPoint((at) => at, Float64Array.of(4, 2), options);
    expect([[...state], steps]).toEqual([[4, 2], 1]);
  });
});
