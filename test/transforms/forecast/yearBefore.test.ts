import { randomNormal } from 'd3-random';
import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../../models/numeric/random.ts';
import { holidaysOf } from '../../../transforms/calendar/holidays.ts';
import { fitSeries } from '../../../transforms/forecast/fit.ts';
import { type PeriodSeries, periodsOf, type SeriesParameters } from '../../../transforms/forecast/periods.ts';
import { ahead } from '../../../transforms/forecast/score.ts';

const day = 86_400_000;
const horizons = { day: 28, week: 13 };
const weekdays = [1, 0.9, 0.9, 1, 1.1, 1.3, 1.3];
const dayOfYear = (at: number) => (at - Date.UTC(new Date(at).getUTCFullYear(), 0, 1)) / day;

/** A shop with weekdays to an as-of date, and what came in the thirteen weeks and more after. */
function shop(seed: number, asOf: string, length: number, season: (at: number) => number) {
  const normal = randomNormal.source(seededRandom(seed))(0, 1);
  const first = Date.parse(asOf) - (length - 1) * day;
  const all = Float64Array.from({ length: length + 7 * 15 }, (_, t) => {
    const at = first + t * day;
    return 1e4 * Math.exp(0.15 * normal()) * (weekdays[new Date(at).getUTCDay()] as number) * season(at);
  });
  const firstDate = new Date(first).toISOString().slice(0, 10);
  const daily = { metric: 'orders', dimension: 'all', dimensionValue: 'all', firstDate } as const;
  return { all, first, daily: { ...daily, values: all.slice(0, length) } };
}

const holidays = holidaysOf('CN', 2022, 2027);

/** By how much forecasts are off as they are fitted, in proportion to the same without the year before. */
function errorRatio(kind: PeriodSeries['kind'], length: number, season: (at: number) => number) {
  let [fitted, without, used, inside, steps] = [0, 0, 0, 0, 0];
  for (const seed of [1, 2])
    for (const asOf of ['2026-01-25', '2026-05-17', '2026-08-30', '2026-10-25']) {
      const { all, first, daily } = shop(seed, asOf, length, season);
      const series = periodsOf(daily, horizons, holidays).find((one) => one.kind === kind) as PeriodSeries;
      const { parameters } = fitSeries(series, false);
      const came = (start: number) => {
        const from = (start - first) / day;
        return all.slice(from, from + (kind === 'week' ? 7 : 1)).reduce((sum, one) => sum + one);
      };
      const foretold = (by: SeriesParameters) => ahead(series, by, series.values.length);
      const error = (by: SeriesParameters) =>
        foretold(by).reduce((sum, { start, value }) => sum + Math.abs(came(start) - value), 0);
      fitted += error(parameters);
      without += error({ ...parameters, hasYearBefore: false });
      used += Number(parameters.hasYearBefore);
      for (const { start, low80, high80 } of foretold(parameters)) {
        steps++;
        inside += Number(came(start) >= Number(low80) && came(start) <= Number(high80));
      }
    }
  return { ratio: fitted / without, used, inside: inside / steps };
}

const summer = (at: number) => 1 + 1.5 * Math.exp(-(((dayOfYear(at) - 200) / 40) ** 2));

describe('a business with a yearly season', () => {
  test('is foretold better by day with the year before, by intervals that hold', () => {
    const { ratio, inside } = errorRatio('day', 3 * 365, summer);
    expect(ratio).toBeLessThan(0.9);
    expect(inside).toBeGreaterThan(0.72);
    expect(inside).toBeLessThan(0.95);
  });

  test('is foretold better by week before its second year is over', () => {
    expect(errorRatio('week', 600, summer).ratio).toBeLessThan(0.9);
  });

  test('knows none in its first year', () => {
    expect(errorRatio('day', 450, summer)).toMatchObject({ ratio: 1, used: 0 });
    expect(errorRatio('week', 450, summer)).toMatchObject({ ratio: 1, used: 0 });
  });
});

test.each(['day', 'week'] as const)(
  'a business without a yearly season is foretold as well by %s',
  (kind) => {
    expect(errorRatio(kind, 3 * 365, () => 1).ratio).toBeLessThanOrEqual(1.01);
    expect(errorRatio(kind, 600, () => 1).ratio).toBeLessThanOrEqual(1.01);
  },
);
