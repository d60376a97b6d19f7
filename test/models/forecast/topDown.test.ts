import { describe, expect, test } from 'vitest';
import type { Bounds } from '../../../models/forecast/bounds.ts';
import { type PartOfLate, topDown } from '../../../models/forecast/topDown.ts';
import { seededRandom } from '../../../models/numeric/random.ts';

const of = (...values: number[]) => Float64Array.from(values);
const listed = (parts: readonly Float64Array[]) => parts.map((one) => [...one]);
const part = (size: number, low = 0, high = Number.POSITIVE_INFINITY): PartOfLate => ({
  size,
  bounds: { low, high },
});

describe('forecasts of parts from the top down', () => {
  const even = [part(1), part(1)];

  test('come to the whole, each in proportion to what was foretold of it', () => {
    expect(listed(topDown(of(100, 30, 0), [of(60, 10, 1), of(20, 0, 2)], 1, even))).toEqual([
      [75, 30, 0],
      [25, 0, 0],
    ]);
  });

  test('come to as much of it as of late, more where some are counted twice', () => {
    const [a, b] = topDown(of(100), [of(60), of(20)], 1.2, even);
    expect((a?.[0] ?? 0) + (b?.[0] ?? 0)).toBeCloseTo(120);
  });

  test('are shared as of late where nothing was foretold of any, and stay where the share is none', () => {
    expect(listed(topDown(of(8), [of(0), of(0)], 1, [part(3), part(1)]))).toEqual([[6], [2]]);
    const parts = [of(3), of(4)];
    for (const share of [Number.NaN, 0, -1]) expect(topDown(of(8), parts, share, even)).toBe(parts);
    expect(listed(topDown(of(8), [of(0), of(0)], 1, [part(0), part(0)]))).toEqual([[0], [0]]);
  });

  test('are below zero where the whole is, of those that ever were', () => {
    const refunds = part(10, -22, 0);
    // a third and two thirds of what is too much, but for what no refunds ever came to
    expect(listed(topDown(of(-14), [of(10), of(-20)], 1, [part(30), refunds]))).toEqual([[8], [-22]]);
    expect(listed(topDown(of(-20), [of(0), of(0)], 1, [part(30), refunds]))).toEqual([[0], [-20]]);
    // half of what is missing is half of its own size for either, and refunds make no sales
    expect(listed(topDown(of(20), [of(30), of(-20)], 1, [part(30), refunds]))).toEqual([[36], [-16]]);
    expect(listed(topDown(of(90), [of(30), of(-20)], 1, [part(30), refunds]))).toEqual([[90], [0]]);
  });

  test('stay within their bounds where those come to more than the whole', () => {
    expect(listed(topDown(of(-20), [of(6), of(4)], 1, [part(1, -2), part(1)]))).toEqual([[-2], [0]]);
  });

  test('add up within their bounds, whatever the signs', () => {
    const random = seededRandom(11);
    const within = ({ low, high }: Bounds) => low + random() * (Math.min(high, 100) - low);
    for (let draw = 0; draw < 2000; draw++) {
      const ofLate = Array.from({ length: 1 + Math.floor(random() * 6) }, () =>
        part(
          random() < 0.2 ? 0 : random() * 100,
          random() < 0.5 ? 0 : -100 * random(),
          random() < 0.2 ? 0 : Number.POSITIVE_INFINITY,
        ),
      );
      const parts = ofLate.map(({ bounds }) => of(random() < 0.2 ? 0 : within(bounds)));
      const all = (values: readonly number[]) => values.reduce((sum, one) => sum + one, 0);
      const whole = all(ofLate.map(({ bounds }) => within(bounds)));
      const shared = topDown(of(whole), parts, 1, ofLate).map((one) => one[0] as number);
      shared.forEach((value, k) => {
        const { low, high } = ofLate[k]?.bounds as Bounds;
        expect(value).toBeGreaterThanOrEqual(low);
        expect(value).toBeLessThanOrEqual(high);
      });
      // a part of no size of which nothing was foretold takes nothing
      const movable = ofLate.every(({ size }, k) => size > 0 || parts[k]?.[0] !== 0);
      if (movable) expect(all(shared)).toBeCloseTo(whole, 6);
    }
  });
});
