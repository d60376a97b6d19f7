import { describe, expect, test } from 'vitest';
import {
  occasionLabels,
  occasionsOfSteps,
  occasionsOfWeeks,
  seasonalNaive,
  sizesAhead,
  sizesWithOccasions,
  sumsOfSeven,
  withOccasions,
} from '../../../models/forecast/index.ts';
import { occasionFactors } from '../../../models/forecast/occasionFactors.ts';
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
  const found = occasionsOfSteps(labels);

  test('name the days about them; the nearer occasion comes first', () => {
    expect([92, 93, 99, 100, 102, 103, 109, 110].map((t) => labels.weeks[t])).toEqual([
      undefined,
      'before feast',
      'before feast',
      'feast',
      'feast',
      'after feast',
      'after feast',
      undefined,
    ]);
    expect([92, 93, 99, 100, 102, 103].map((t) => labels.days[t])).toEqual([
      undefined,
      '7 days before feast',
      '1 days before feast',
      'day 1 of feast',
      'day 3 of feast',
      '1 days after feast',
    ]);
    const far = occasionLabels(4 * year, [{ name: 'feast', first: 100, last: 102, weeks: 3 }]);
    expect([78, 79, 85, 86, 92, 93, 110, 117, 123, 124].map((t) => far.weeks[t])).toEqual([
      undefined,
      '3 weeks before feast',
      '3 weeks before feast',
      '2 weeks before feast',
      '2 weeks before feast',
      'before feast',
      '2 weeks after feast',
      '3 weeks after feast',
      '3 weeks after feast',
      undefined,
    ]);
    const near = occasionLabels(20, [
      { name: 'a', first: 3, last: 3 },
      { name: 'b', first: 8, last: 8 },
    ]);
    expect([4, 5, 6, 7].map((t) => near.weeks[t])).toEqual(['after a', 'after a', 'before b', 'before b']);
  });

  /** Labels of single days, of which those of one name are one occasion. */
  const onDays = (length: number, at: ReadonlyMap<number, string>) => ({
    weeks: Array.from({ length }, (_, t) => at.get(t)),
    days: new Array<string | undefined>(length).fill(undefined),
  });

  test('are shrunk towards none by how far their occurrences differ', () => {
    const series = new Float64Array(200).fill(100);
    series[70] = 300;
    series[140] = 200;
    const feast = onDays(200, new Map([70, 140].map((t) => [t, 'feast'])));
    const floor = 0.02 * ((198 * 100 + 500) / 200);
    const [a, b] = [Math.log((300 + floor) / (100 + floor)), Math.log((200 + floor) / (100 + floor))];
    const [mean, variance] = [(a + b) / 2, (a - b) ** 2 / 4];
    expect(occasionFactors(series, 7, feast).get('feast')).toBeCloseTo(
      Math.exp(mean * (1 - variance / mean ** 2)),
      9,
    );
  });

  test('are less sure where less is usual, as of small counts', () => {
    // a week of one size and the next of another; one day of the week is a fifth of the others
    const usual = (t: number) => (t % 7 === 0 ? 20 : 100);
    const days = new Map([
      ...[70, 210].map((t) => [t, 'small'] as const),
      ...[73, 213].map((t) => [t, 'large'] as const),
    ]);
    const series = Float64Array.from(
      { length: 300 },
      (_, t) => usual(t) * (days.has(t) ? Math.exp(0.45) : Math.floor(t / 7) % 2 === 0 ? 1.1 : 1 / 1.1),
    );
    const factors = occasionFactors(series, 7, onDays(300, days));
    expect(factors.get('large')).toBeGreaterThan(1.3);
    expect(factors.has('small')).toBe(false);
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

  test('of single days are learned where they stand out of their week, and only there', () => {
    const eve = (t: number) => (t % year === 99 ? 4 : t % year === 103 ? 0.1 : 1);
    const series = Float64Array.from({ length: 3 * year }, (_, t) => plain(t) * effect(t) * eve(t));
    const factors = occasionFactors(series, 7, labels);
    const of = (name: string) => factors.get(name) ?? 1;
    expect(of('before feast') * of('1 days before feast')).toBeGreaterThan(3.3);
    expect(of('before feast') * of('1 days before feast')).toBeLessThan(4.7);
    expect(of('before feast') * of('4 days before feast')).toBeLessThan(1.3);
    expect(of('after feast') * of('1 days after feast')).toBeLessThan(0.09);
    const level = Float64Array.from({ length: 3 * year }, (_, t) => plain(t) * effect(t));
    expect([...occasionFactors(level, 7, labels).keys()].filter((name) => /day/.test(name))).toEqual([]);
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
    const series = Float64Array.from({ length: 2 * year }, (_, t) =>
      labels.weeks[t] === 'feast' ? 0 : plain(t),
    );
    const forecast = withOccasions(seasonalNaive, found)(series.slice(0, year + 95), 7, 14);
    const shut = withOccasions(seasonalNaive, found)(series, 7, 110);
    expect(shut.slice(100, 103).every((one) => one < 15)).toBe(true);
    expect(forecast.every((one) => one > 80)).toBe(true);
  });

  test('are not learned from what comes by chance on days that are closed', () => {
    const random = seededRandom(8);
    // shut on two weekdays, but for one order on the second day after each feast, which is one of them
    const moving = [0, 1, 2].map((i) => ({ name: 'feast', first: 101 + 365 * i, last: 101 + 365 * i }));
    const lone = new Set([103, 103 + 365]);
    const orders = Float64Array.from({ length: 820 }, (_, t) =>
      [5, 6].includes(t % 7) ? Number(lone.has(t)) : 2 + Math.floor(4 * random()),
    );
    const factors = occasionFactors(orders, 7, occasionLabels(1200, moving));
    expect(factors.has('2 days after feast')).toBe(false);
    for (const factor of factors.values()) expect(factor).toBeLessThan(2);
  });

  test('of counts are not learned from as many as come by chance', () => {
    let found = 0;
    for (let seed = 1; seed <= 20; seed++) {
      const random = seededRandom(seed);
      const orders = Float64Array.from(
        { length: 3 * year },
        () => Number(random() < 0.75) + Number(random() < 0.1),
      );
      const many = Array.from({ length: 60 }, (_, i) => {
        const first = 17 * (i % 20) + year * Math.floor(i / 20);
        return { name: `day ${i % 20}`, first, last: first };
      });
      found += occasionFactors(orders, 7, occasionLabels(orders.length, many)).size;
    }
    // of some six thousand weeks and days near occasions
    expect(found).toBeLessThan(30);
  });

  test('leave forecasts within reach of what was ever seen', () => {
    const series = Float64Array.from({ length: 60 }, () => 10 + noise());
    const wild = () => ({ plain: series, ahead: new Float64Array(7).fill(30), found: 1 });
    for (const one of withOccasions(seasonalNaive, wild)(series, 7, 7)) expect(one).toBeLessThan(12.1);
  });

  test('make weeks and days better where there are any, and change nothing where there are none', () => {
    const series = Float64Array.from({ length: 4 * year }, (_, t) => plain(t) * effect(t));
    const [known, actual] = [series.slice(0, 3 * year + 98), series.slice(3 * year + 98, 3 * year + 112)];
    const error = (forecast: Float64Array, of: Float64Array) =>
      forecast.reduce((sum, one, i) => sum + Math.abs(one - (of[i] as number)), 0);
    expect(error(withOccasions(seasonalNaive, found)(known, 7, 14), actual)).toBeLessThan(
      0.15 * error(seasonalNaive(known, 7, 14), actual),
    );
    const weeks = sumsOfSeven(known);
    expect(
      error(withOccasions(seasonalNaive, occasionsOfWeeks(known, labels))(weeks, 1, 2), sumsOfSeven(actual)),
    ).toBeLessThan(0.06 * error(seasonalNaive(weeks, 1, 2), sumsOfSeven(actual)));
    const none = occasionsOfSteps(occasionLabels(4 * year, []));
    expect(withOccasions(seasonalNaive, none)(known, 7, 14)).toEqual(seasonalNaive(known, 7, 14));
  });

  test('are told in units of what they make of values', () => {
    const series = Float64Array.from({ length: 3 * year }, (_, t) => plain(t) * effect(t));
    const known = series.slice(0, 2 * year + 98);
    const sizes = sizesWithOccasions(found)(known, 7, 21);
    const usual = sizesAhead(occasionsOfSteps(labels)(known, 7, 0).plain, 7, 21);
    const ratios = sizes.map((one, i) => one / (usual[i] as number));
    for (const [from, to, factor] of [
      [0, 2, 1],
      [2, 5, 3],
      [5, 12, 0.5],
      [12, 21, 1],
    ] as const)
      for (const ratio of ratios.slice(from, to)) expect(ratio).toBeCloseTo(factor, 0);
  });
});
