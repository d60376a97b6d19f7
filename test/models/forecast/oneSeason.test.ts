import { describe, expect, test } from 'vitest';
import { seasonalLevel, seasonalNaive } from '../../../models/forecast/plain.ts';
import {
  candidatesFor,
  chooseForecast,
  type Forecaster,
  forecastBy,
  learnableSeason,
} from '../../../models/index.ts';
import { seededRandom } from '../../../models/numeric/random.ts';

describe('the level of a season before', () => {
  test('is the season before times what the last quarter of a season is of the same steps then', () => {
    const series = Float64Array.of(10, 20, 30, 40, 15, 30, 45, 60);
    expect([...seasonalLevel(series, 4, 5)]).toEqual([22.5, 45, 67.5, 90, 22.5]);
  });

  test('is added where a value is not positive, and no more than doubles where all are', () => {
    expect([...seasonalLevel(Float64Array.of(0, 2, 4, 6, 3, 5, 7, 9), 4, 2)]).toEqual([6, 8]);
    expect([...seasonalLevel(Float64Array.of(1, 1, 1, 1, 9, 9, 9, 9), 4, 2)]).toEqual([18, 18]);
  });

  test('is the season before where no more than a season is known, and where there is none', () => {
    const series = Float64Array.of(1, 2, 3, 4);
    expect(seasonalLevel(series, 4, 3)).toEqual(seasonalNaive(series, 4, 3));
    expect([...seasonalLevel(series, 1, 2)]).toEqual([4, 4]);
  });
});

describe('of two seasons and a few steps', () => {
  const [season, horizon] = [52, 13];

  /** What is chosen of weeks to which a value is given, off by how much beside a plain rule. */
  function foretold(weeks: number, seed: number, value: (t: number) => number) {
    const random = seededRandom(seed);
    const all = Float64Array.from({ length: weeks + horizon }, (_, t) => value(t) * (0.9 + 0.2 * random()));
    const [known, actual] = [all.slice(0, -horizon), all.slice(-horizon)];
    const learned = learnableSeason(known, season, horizon);
    const { chosen, members, isFallback, origins } = chooseForecast(known, learned, horizon);
    const ours = forecastBy(chosen === 'combination' ? members : [chosen], candidatesFor);
    const error = (method: Forecaster, by: number) =>
      method(known, by, horizon).reduce((sum, one, i) => sum + Math.abs(one - (actual[i] as number)), 0);
    return {
      chosen,
      learned,
      isFallback,
      origins,
      error: error(ours, learned),
      before: error(seasonalNaive, season),
    };
  }

  const autumn = (t: number) => Math.exp(-(((((t + 20) % 52) - 46) / 5) ** 2));

  test.each([104, 108, 112, 116])(
    '%i weeks that grow are not foretold at the level of a year ago',
    (weeks) => {
      let [ours, before] = [0, 0];
      for (let seed = 1; seed <= 6; seed++) {
        const found = foretold(weeks, seed, (t) => (40 + 1.6 * t) * (1 + 0.6 * autumn(t)));
        expect(found.isFallback).toBe(false);
        ours += found.error;
        before += found.before;
      }
      expect(ours).toBeLessThan(0.5 * before);
    },
  );

  test('what a season before foretells as well as anything stands, at its origins', () => {
    for (let seed = 1; seed <= 6; seed++) {
      const found = foretold(112, seed, (t) => 100 + 60 * Math.sin((2 * Math.PI * t) / 52));
      expect(found).toMatchObject({ chosen: 'seasonal-naive', learned: 52, isFallback: false });
      expect(found.origins[0]).toBeGreaterThanOrEqual(season);
    }
  });

  test('a season that comes again at twice the level is foretold at today’s', () => {
    for (let seed = 1; seed <= 6; seed++) {
      const found = foretold(112, seed, (t) => 2 ** (t / 52) * (100 + 60 * Math.sin((2 * Math.PI * t) / 52)));
      expect(found.chosen).toBe('seasonal-level');
      expect(found.error).toBeLessThan(0.3 * found.before);
    }
  });
});
