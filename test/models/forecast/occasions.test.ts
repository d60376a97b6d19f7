import { describe, expect, test } from 'vitest';
import {
  occasionFactors,
  occasionLabels,
  seasonalNaive,
  sumsOfSeven,
  withOccasions,
  withOccasionsOfWeeks,
} from '../../../models/forecast/index.ts';
import { seededRandom } from '../../../models/numeric/random.ts';

const noise = seededRandom(3);
const year = 364;
const feasts = [0, 1, 2, 3].map((i) => ({ name: 'feast', first: 100 + year * i, last: 102 + year * i }));
const plain = (t: number) => (100 + 10 * (t % 7)) * (0.9 + 0.2 * noise());
const effect = (t: number) => {
  const place = t % year;
  return place >= 100 && place <= 102 ? 3 : place >= 103 && place <= 109 ? 0.5 : 1;
};

describe('occasions', () => {
  const labels = occasionLabels(4 * year, feasts);

  test('name the days about them; the nearer occasion comes first', () => {
    expect([92, 93, 99, 100, 102, 103, 109, 110].map((t) => labels[t])).toEqual([
      undefined,
      'before feast',
      'before feast',
      'feast',
      'feast',
      'after feast',
      'after feast',
      undefined,
    ]);
    const near = occasionLabels(20, [
      { name: 'a', first: 3, last: 3 },
      { name: 'b', first: 8, last: 8 },
    ]);
    expect([4, 5, 6, 7].map((t) => near[t])).toEqual(['after a', 'after a', 'before b', 'before b']);
  });

  test('are learned from two occurrences, and not from one', () => {
    const series = Float64Array.from({ length: 3 * year }, (_, t) => plain(t) * effect(t));
    const factors = occasionFactors(series, 7, labels);
    expect(factors.get('feast')).toBeGreaterThan(2.6);
    expect(factors.get('feast')).toBeLessThan(3.3);
    expect(factors.get('after feast')).toBeGreaterThan(0.4);
    expect(factors.get('after feast')).toBeLessThan(0.6);
    expect(factors.has('before feast')).toBe(false);
    expect(occasionFactors(series.slice(0, year + 90), 7, labels).size).toBe(0);
  });

  test('are not found in noise', () => {
    const series = Float64Array.from({ length: 3 * year }, (_, t) => plain(t));
    const many = Array.from({ length: 60 }, (_, i) => ({
      name: `day ${i % 20}`,
      first: 17 * (i % 20) + year * Math.floor(i / 20),
      last: 17 * (i % 20) + year * Math.floor(i / 20),
    }));
    const found = occasionFactors(series, 7, occasionLabels(series.length, many));
    expect(found.size).toBeLessThanOrEqual(4);
    for (const factor of found.values()) expect(Math.abs(Math.log(factor))).toBeLessThan(0.1);
  });

  test('a day on which a business is shut is foretold to be empty', () => {
    const series = Float64Array.from({ length: 2 * year }, (_, t) => (labels[t] === 'feast' ? 0 : plain(t)));
    const forecast = withOccasions(seasonalNaive, labels)(series.slice(0, year + 95), 7, 14);
    const shut = withOccasions(seasonalNaive, labels)(series, 7, 110);
    expect(shut.slice(100, 103).every((one) => one < 15)).toBe(true);
    expect(forecast.every((one) => one > 80)).toBe(true);
  });

  test('make weeks and days better where there are any, and change nothing where there are none', () => {
    const series = Float64Array.from({ length: 4 * year }, (_, t) => plain(t) * effect(t));
    const [known, actual] = [series.slice(0, 3 * year + 98), series.slice(3 * year + 98, 3 * year + 112)];
    const error = (forecast: Float64Array, of: Float64Array) =>
      forecast.reduce((sum, one, i) => sum + Math.abs(one - (of[i] as number)), 0);
    expect(error(withOccasions(seasonalNaive, labels)(known, 7, 14), actual)).toBeLessThan(
      0.3 * error(seasonalNaive(known, 7, 14), actual),
    );
    const weeks = sumsOfSeven(known);
    expect(
      error(withOccasionsOfWeeks(seasonalNaive, known, labels)(weeks, 1, 2), sumsOfSeven(actual)),
    ).toBeLessThan(0.4 * error(seasonalNaive(weeks, 1, 2), sumsOfSeven(actual)));
    const none = occasionLabels(4 * year, []);
    expect(withOccasions(seasonalNaive, none)(known, 7, 14)).toEqual(seasonalNaive(known, 7, 14));
  });
});
