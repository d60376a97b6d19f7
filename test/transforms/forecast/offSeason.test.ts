import { randomNormal } from 'd3-random';
import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../../models/numeric/random.ts';
import { fitSeries } from '../../../transforms/forecast/fit.ts';
import { type PeriodSeries, periodsOf } from '../../../transforms/forecast/periods.ts';
import { ahead } from '../../../transforms/forecast/score.ts';

const day = 86_400_000;
const weekdays = [1.3, 0.7, 0.7, 0.8, 0.9, 1.1, 1.5];

/** What a hire of skis takes by day: from December to April, of a season that begins some days sooner or later. */
function skis(seed: number, asOf: string) {
  const normal = randomNormal.source(seededRandom(seed))(0, 1);
  const first = Date.parse('2022-12-03');
  const length = (Date.parse(asOf) - first) / day + 1;
  const begins = [0, 1, 2, 3].map(() => 365.25 * 0.92 + 3 * normal());
  const all = Float64Array.from({ length: length + 98 }, (_, t) => {
    const at = first + t * day;
    const year = new Date(at).getUTCFullYear();
    const since = (at - Date.UTC(year, 0, 1)) / day;
    const begin = begins[year - 2022] ?? 336;
    const season = since >= begin ? (since - begin + 5) / 50 : since < 110 ? (115 - since) / 115 : 0;
    const level = 1000 * 1.15 ** (t / 365) * (weekdays[new Date(at).getUTCDay()] as number);
    return level * Math.min(1, season) * Math.exp(0.15 * normal());
  });
  const daily = { metric: 'net_revenue', dimension: 'all', dimensionValue: 'all' } as const;
  const known = { ...daily, firstDate: '2022-12-03', values: all.slice(0, length) };
  const [, weeks] = periodsOf(known, { day: 28, week: 13 }, []) as [PeriodSeries, PeriodSeries];
  return { weeks, all, first };
}

describe('a business that is shut from spring to winter', () => {
  /** By week: the sum foretold and that which came, weeks in which something came, and those within each interval. */
  function held(asOf: string) {
    let [sum, came, open, within80, within95] = [0, 0, 0, 0, 0];
    for (const seed of [1, 2, 3, 4, 5, 6]) {
      const { weeks, all, first } = skis(seed, asOf);
      const { parameters } = fitSeries(weeks, false);
      for (const { start, value, ...band } of ahead(weeks, parameters, weeks.values.length)) {
        const from = (start - first) / day;
        const actual = all.slice(from, from + 7).reduce((total, one) => total + one, 0);
        sum += value;
        came += actual;
        if (actual === 0) continue;
        open++;
        within80 += Number(band.low80 !== null && actual >= band.low80 && actual <= Number(band.high80));
        within95 += Number(band.low95 !== null && actual >= band.low95 && actual <= Number(band.high95));
      }
    }
    return { ratio: sum / came, within80: within80 / open, within95: within95 / open };
  }

  test.each(['2025-10-26', '2025-11-23', '2026-01-11'])(
    'is foretold by week what its season brings, within intervals that hold, from %s',
    (asOf) => {
      const { ratio, within80, within95 } = held(asOf);
      expect(ratio).toBeGreaterThan(0.75);
      expect(ratio).toBeLessThan(1.33);
      expect(within80).toBeGreaterThan(0.6);
      expect(within95).toBeGreaterThan(0.8);
    },
  );

  test('has no interval where nothing came at any earlier week that it could be measured by', () => {
    const values = Float64Array.from({ length: 1100 }, (_, t) => (t < 70 ? 5 : 0));
    const daily = {
      metric: 'orders',
      dimension: 'all',
      dimensionValue: 'all',
      firstDate: '2022-12-03',
    } as const;
    const [, weeks] = periodsOf({ ...daily, values }, { day: 28, week: 13 }, []) as [
      PeriodSeries,
      PeriodSeries,
    ];
    const { parameters } = fitSeries(weeks, false);
    const [next] = ahead(weeks, parameters, weeks.values.length);
    expect(next).toMatchObject({ value: 0, low80: null, high80: null, low95: null, high95: null });
  });
});
