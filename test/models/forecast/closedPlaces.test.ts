import { describe, expect, test } from 'vitest';
import { closedPlaces } from '../../../models/forecast/closedPlaces.ts';
import { seededRandom } from '../../../models/numeric/random.ts';

const steps = (length: number, value: (t: number) => number) =>
  Float64Array.from({ length }, (_, t) => value(t));
const placesOf = (series: Float64Array, season: number) =>
  [...closedPlaces(series, season)].sort((a, b) => a - b);

describe('closed places', () => {
  test('are those that were empty in the last four seasons, of days in a week', () => {
    expect(
      placesOf(
        steps(28, (t) => (t % 7 === 6 ? 0 : 5)),
        7,
      ),
    ).toEqual([6]);
    expect(
      placesOf(
        steps(27, (t) => (t % 7 === 6 ? 0 : 5)),
        7,
      ),
    ).toEqual([]);
    // shut for a week and a half is not shut on those weekdays
    expect(
      placesOf(
        steps(60, (t) => (t >= 50 ? 0 : 5)),
        7,
      ),
    ).toEqual([]);
  });

  test.each([[4], [30], [50]])(
    'are a stretch of weeks that was empty in two years, but for its first and last, from week %d on',
    (from) => {
      const isEmpty = (t: number) => (t - from + 520) % 52 < 8;
      const inner = Array.from({ length: 6 }, (_, i) => (from + 1 + i) % 52).sort((a, b) => a - b);
      expect(
        placesOf(
          steps(120, (t) => (isEmpty(t) ? 0 : 5)),
          52,
        ),
      ).toEqual(inner);
      expect(
        placesOf(
          steps(100, (t) => (isEmpty(t) ? 0 : 5)),
          52,
        ),
      ).toEqual([]);
      expect(
        placesOf(
          steps(120, (t) => (isEmpty(t) && t >= 68 ? 0 : 5)),
          52,
        ),
      ).toEqual([]);
    },
  );

  test.each([
    [12, 8],
    [52, 40],
  ])('are what is shut for most of a year of %d places, %d of them', (season, shut) => {
    const series = steps(2 * season + 1, (t) => (t % season < shut ? 0 : 5));
    expect(closedPlaces(series, season).size).toBe(shut - 2);
  });

  test('are hardly ever found where weeks are empty by chance', () => {
    let found = 0;
    for (const share of [0.05, 0.3, 0.6])
      for (let seed = 1; seed <= 100; seed++) {
        const random = seededRandom(seed);
        found += Number(
          closedPlaces(
            steps(156, () => (random() < share ? 0 : 5)),
            52,
          ).size > 0,
        );
      }
    expect(found).toBeLessThanOrEqual(15);
    // most weeks empty, as of a thing that is rarely sold
    for (const season of [12, 13, 52]) {
      let closed = 0;
      for (let seed = 1; seed <= 100; seed++) {
        const random = seededRandom(seed);
        const series = steps(14 * season + 1, () => (random() < 0.8 ? 0 : 5));
        closed += Number(closedPlaces(series, season).size > 0);
      }
      expect(closed).toBeLessThanOrEqual(5);
    }
    expect(closedPlaces(new Float64Array(156), 52).size).toBe(0);
  });
});
