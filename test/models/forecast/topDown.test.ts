import { describe, expect, test } from 'vitest';
import { topDown } from '../../../models/forecast/topDown.ts';

const of = (...values: number[]) => Float64Array.from(values);

describe('forecasts of parts from the top down', () => {
  test('come to the whole, each in proportion to what was foretold of it', () => {
    const parts = topDown(of(100, 30, 0), [of(60, 10, 1), of(20, 0, 2)], 1, [1, 1]);
    expect(parts.map((one) => [...one])).toEqual([
      [75, 30, 0],
      [25, 0, 0],
    ]);
  });

  test('come to as much of it as of late, more where some are counted twice', () => {
    const [a, b] = topDown(of(100), [of(60), of(20)], 1.2, [1, 1]);
    expect((a?.[0] ?? 0) + (b?.[0] ?? 0)).toBeCloseTo(120);
  });

  test('are shared as of late where nothing was foretold of any, and stay where nothing is known of late', () => {
    expect(topDown(of(8), [of(0), of(0)], 1, [3, 1]).map((one) => [...one])).toEqual([[6], [2]]);
    const parts = [of(3), of(4)];
    for (const share of [Number.NaN, 0, -1]) expect(topDown(of(8), parts, share, [3, 1])).toBe(parts);
    expect(topDown(of(8), parts, 1, [0, 0])).toBe(parts);
  });
});
