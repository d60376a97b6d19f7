import { randomNormal } from 'd3-random';
import { describe, expect, test } from 'vitest';
import { isSeasonal, repeats } from '../../../models/forecast/seasonality.ts';
import { seededRandom } from '../../../models/numeric/random.ts';

describe('a season', () => {
  test('is no slow wave, whose shorter lags resemble each other as well', () => {
    // at lag 4 the correlation is .43, beyond 1.645 / √60 but not beyond what lags 1 to 3 make of that
    const wave = Float64Array.from({ length: 60 }, (_, t) => Math.sin((2 * Math.PI * t) / 23));
    expect(isSeasonal(wave, 4)).toBe(false);
  });

  test.each([
    [4, 8],
    [4, 10],
    [4, 16],
    [5, 10],
    [7, 14],
    [12, 24],
    [52, 104],
  ])('of %i steps is found in %i of white noise about once in twenty times at most', (season, length) => {
    const normal = randomNormal.source(seededRandom(season + length))(0, 1);
    let found = 0;
    for (let trial = 0; trial < 2000; trial++)
      found += Number(repeats(Float64Array.from({ length }, normal), season));
    expect(found / 2000).toBeLessThan(0.07);
  });

  test('that shows is found, however few there are', () => {
    for (const [season, length] of [
      [4, 12],
      [7, 14],
      [12, 24],
    ] as const) {
      const random = seededRandom(season);
      const series = Float64Array.from(
        { length },
        (_, t) => 10 + 5 * Math.sin((2 * Math.PI * t) / season) + random(),
      );
      expect(isSeasonal(series, season)).toBe(true);
    }
  });
});
