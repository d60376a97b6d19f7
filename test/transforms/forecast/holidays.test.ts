import { randomNormal } from 'd3-random';
import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../../models/numeric/random.ts';
import { type Holiday, holidaysOf } from '../../../transforms/calendar/holidays.ts';
import { fitSeries } from '../../../transforms/forecast/fit.ts';
import { periodsOf } from '../../../transforms/forecast/periods.ts';
import { ahead } from '../../../transforms/forecast/score.ts';

const day = 86_400_000;
const horizons = { day: 28, week: 13 };

/** Lunar new year's days, by the almanac. */
const newYears = ['2024-02-10', '2025-01-29', '2026-02-17', '2027-02-06'].map((date) => Date.parse(date));

/** Three weeks of buying before the festival, a week shut, then a slow one. */
function festive(at: number): number {
  const days = newYears.map((one) => (at - one) / day).sort((a, b) => Math.abs(a) - Math.abs(b))[0] ?? 0;
  if (days >= -24 && days < -3) return 1 + 1.6 * Math.exp(-(((days + 10) / 6) ** 2));
  return days >= -3 && days < 6 ? 0.15 : days >= 6 && days < 14 ? 0.6 : 1;
}

/** Three years of a shop to an as-of date, and what came in the thirteen weeks and more after. */
function shop(seed: number, asOf: string) {
  const normal = randomNormal.source(seededRandom(seed))(0, 1);
  const length = 3 * 365;
  const first = Date.parse(asOf) - (length - 1) * day;
  const weekdays = [1, 0.9, 0.9, 1, 1.1, 1.3, 1.3];
  const all = Float64Array.from({ length: length + 7 * 15 }, (_, t) => {
    const at = first + t * day;
    return 1e4 * Math.exp(0.1 * normal()) * (weekdays[new Date(at).getUTCDay()] as number) * festive(at);
  });
  const series = {
    ...{ metric: 'orders' as const, dimension: 'all', dimensionValue: 'all' },
    ...{ firstDate: new Date(first).toISOString().slice(0, 10), values: all.slice(0, length) },
  };
  return { series, all, first };
}

/** Errors by day and by week in share of what came, and how much of it lay within the 95 % interval. */
function held(holidays: readonly Holiday[]) {
  const sums = { day: [0, 0, 0, 0], week: [0, 0, 0, 0] };
  for (const seed of [1, 2, 3])
    for (const asOf of ['2026-01-25', '2026-12-27', '2027-01-10']) {
      const { series, all, first } = shop(seed, asOf);
      for (const period of periodsOf(series, horizons, holidays)) {
        const { parameters } = fitSeries(period, false);
        for (const one of ahead(period, parameters, period.values.length)) {
          const from = (one.start - first) / day;
          const actual = all
            .slice(from, from + (period.kind === 'week' ? 7 : 1))
            .reduce((sum, value) => sum + value);
          const [error, came, inside, steps] = sums[period.kind] as [number, number, number, number];
          const isInside = actual >= Number(one.low95) && actual <= Number(one.high95);
          sums[period.kind] = [
            error + Math.abs(actual - one.value),
            came + actual,
            inside + Number(isInside),
            steps + 1,
          ];
        }
      }
    }
  const [byDay, byWeek] = [sums.day, sums.week] as [number[], number[]];
  const share = (of: number[], i: number) => (of[i] as number) / (of[i + 1] as number);
  return {
    ...{ day: share(byDay, 0), week: share(byWeek, 0) },
    ...{ dayInside: share(byDay, 2), weekInside: share(byWeek, 2) },
  };
}

describe('a business that lives by the lunar new year', () => {
  const holidays = holidaysOf('CN', 2023, 2027);
  const far = held(holidays);
  const near = held(holidays.map((one) => ({ ...one, isMovable: false })));

  test('is foretold to buy in the weeks before the festival of this year, not of the last', () => {
    expect(far.day).toBeLessThan(0.8 * near.day);
    expect(far.week).toBeLessThan(0.75 * near.week);
    expect(far.day).toBeLessThan(0.15);
    expect(far.week).toBeLessThan(0.1);
  });

  test('has intervals that hold around it', () => {
    expect(far.dayInside).toBeGreaterThan(0.9);
    expect(far.weekInside).toBeGreaterThan(near.weekInside);
  });
});
