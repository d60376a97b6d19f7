import { randomNormal } from 'd3-random';
import { describe, expect, test } from 'vitest';
import { horizonsApart, intervalWidths, measuredCoverage } from '../../../models/forecast/backtest.ts';
import {
  candidatesFor,
  chooseForecast,
  forecastBy,
  scaledErrors,
  sizesAhead,
} from '../../../models/forecast/index.ts';
import { seededRandom } from '../../../models/numeric/random.ts';

const normal = randomNormal.source(seededRandom(5))(0, 1);
const share = (errors: readonly Float64Array[], widths: Float64Array) =>
  errors.flatMap((one) =>
    Array.from(one, (error, step) => Number(Math.abs(error) <= (widths[step] as number))),
  );
const meanOf = (values: readonly number[]) => values.reduce((sum, one) => sum + one, 0) / values.length;

describe('intervals', () => {
  test('count horizons that overlap once', () => {
    expect(horizonsApart([10, 20, 30], 10)).toBe(3);
    expect(horizonsApart([10, 11, 12], 10)).toBeCloseTo(1.2);
    expect(horizonsApart([10, 100], 10)).toBe(2);
  });

  test.each([
    ['each step by itself', 0, 1],
    ['as a level that is missed', 1, 0],
    ['partly together', 0.7, 0.7],
  ])('hold four in five of what comes where steps err %s', (_, together, alone) => {
    const held: number[] = [];
    for (let trial = 0; trial < 400; trial++) {
      const horizons = Array.from({ length: 9 }, () => {
        const level = together * normal();
        return Float64Array.from({ length: 13 }, () => level + alone * normal());
      });
      const origins = horizons.slice(1).map((_, k) => 100 + 13 * k);
      const widths = intervalWidths(horizons.slice(1), 0.8, origins);
      held.push(...share(horizons.slice(0, 1), widths));
    }
    expect(meanOf(held)).toBeGreaterThan(0.76);
    expect(meanOf(held)).toBeLessThan(0.9);
  });

  test('of a larger share are the wider, however few horizons there are', () => {
    for (let horizons = 1; horizons <= 12; horizons++)
      for (let trial = 0; trial < 40; trial++) {
        const errors = Array.from({ length: horizons }, () =>
          Float64Array.from({ length: 9 }, () => normal() ** 3),
        );
        const origins = errors.map((_, k) => 50 + 4 * k);
        const [narrow, wide] = [intervalWidths(errors, 0.8, origins), intervalWidths(errors, 0.95, origins)];
        narrow.forEach((one, step) => {
          expect(one).toBeLessThanOrEqual(wide[step] as number);
          expect(one).toBeGreaterThan(0);
        });
      }
  });

  test('are of what came where the business was open: nothing foretold and nothing come is no error', () => {
    const series = Float64Array.of(5, 5, 5, 5, 0, 0, 3, 0);
    const errors = [Float64Array.of(0, 0, 3, -2)];
    const scaled = scaledErrors(errors, series, 1, [4], () => new Float64Array(4).fill(2));
    expect(Array.from(scaled[0] as Float64Array)).toEqual([Number.NaN, Number.NaN, 1.5, -1]);
    const open = [
      [Number.NaN, Number.NaN, 4, 4],
      [Number.NaN, Number.NaN, 4, 4],
    ].map((one) => Float64Array.from(one));
    expect(intervalWidths(open, 0.8, [10, 20])[0]).toBeGreaterThan(0);
    const off = open.map((one) => one.map(() => Number.NaN));
    expect(measuredCoverage([...open, ...off], 0.8, [10, 20, 30, 40])).toBe(1);
  });

  test('are measured at origins that saw nothing of what they are held to', () => {
    const errors = [1, 1, 1].map((one) => new Float64Array(5).fill(one));
    expect(measuredCoverage(errors, 0.8, [10, 11, 12])).toBeNull();
    expect(measuredCoverage(errors, 0.8, [10, 15, 20])).toBe(1);
    expect(measuredCoverage([], 0.8, [])).toBeNull();
    const closed = [10, 15].map(() => new Float64Array(5).fill(Number.NaN));
    expect(measuredCoverage(closed, 0.8, [10, 15])).toBeNull();
    expect(Array.from(intervalWidths(closed, 0.8, [10, 15]))).toEqual([0, 0, 0, 0, 0]);
  });

  test('of three years of weeks that wander hold more than half of what comes and less than they say by little', () => {
    const held = { 0.8: [] as number[], 0.95: [] as number[] };
    for (let series = 0; series < 40; series++) {
      let level = 0;
      const values = Float64Array.from({ length: 169 }, (_, t) => {
        level += 0.04 * normal();
        return 100 * (1 + 0.3 * Math.sin((t * 2 * Math.PI) / 52)) * Math.exp(level + 0.05 * normal());
      });
      const [known, actual] = [values.slice(0, 156), values.slice(156)];
      const { chosen, members, tests, origins } = chooseForecast(known, 52, 13);
      const scaled = scaledErrors(tests.get(chosen)?.errors ?? [], known, 52, origins);
      const sizes = sizesAhead(known, 52, 13);
      const forecast = forecastBy(chosen === 'combination' ? members : [chosen], candidatesFor)(
        known,
        52,
        13,
      );
      const errors = actual.map((one, i) => (one - (forecast[i] as number)) / (sizes[i] as number));
      for (const one of [0.8, 0.95] as const)
        held[one].push(...share([errors], intervalWidths(scaled, one, origins)));
    }
    expect(meanOf(held[0.8])).toBeGreaterThan(0.68);
    expect(meanOf(held[0.95])).toBeGreaterThan(0.82);
  });
});
