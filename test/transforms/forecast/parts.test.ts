import { randomNormal } from 'd3-random';
import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../../models/numeric/random.ts';
import { fitSeries } from '../../../transforms/forecast/fit.ts';
import { type Foretold, forecastsOf } from '../../../transforms/forecast/parts.ts';
import { periodsOf } from '../../../transforms/forecast/periods.ts';
import { ahead } from '../../../transforms/forecast/score.ts';
import type { DailySeries } from '../../../transforms/forecast/series.ts';

const horizons = { day: 14, week: 4 };
const random = seededRandom(3);
const normal = randomNormal.source(random)(0, 1);

const daily = (dimension: string, dimensionValue: string, values: Float64Array): DailySeries => ({
  ...{ metric: 'net_revenue', firstDate: '2025-01-06' },
  ...{ dimension, dimensionValue, values },
});

/** Days of a part of sales, refunds or both: some closed, some of refunds alone. */
function days(length: number): Float64Array {
  const [sales, refunds, noise] = [random() * 200, random() * 500, random()];
  const [isSold, isRefunded] = [random() < 0.8, random() < 0.6];
  const closed = Math.floor(random() * 7);
  const isRefundDay = (t: number) => (closed % 2 === 0 ? t % 7 === closed : random() < 0.1);
  return Float64Array.from({ length }, (_, t) => {
    const sold = isSold && t % 7 !== closed ? sales * Math.max(0, 1 + noise * normal()) : 0;
    return sold - (isRefunded && isRefundDay(t) ? refunds * (1 + random()) : 0);
  });
}

function foretold(all: readonly DailySeries[]): Foretold[] {
  return all.flatMap((one) =>
    periodsOf(one, horizons, []).map((series) => ({
      ...{ daily: one, series },
      parameters: fitSeries(series, true).parameters,
    })),
  );
}

describe('forecasts of parts', () => {
  test('add up to the whole and lie within their own intervals, whatever the signs', () => {
    let negative = 0;
    for (let draw = 0; draw < 12; draw++) {
      const length = 60 + Math.floor(random() * 120);
      const parts = Array.from({ length: 1 + Math.floor(random() * 4) }, () => days(length));
      const whole = Float64Array.from({ length }, (_, t) =>
        parts.reduce((sum, values) => sum + (values[t] as number), 0),
      );
      const all = foretold([
        daily('all', 'all', whole),
        ...parts.map((values, k) => daily('category', `${k}`, values)),
      ]);
      const found = forecastsOf(all);
      for (const kind of ['day', 'week']) {
        const of = all.filter(({ series }) => series.kind === kind);
        const [total, ...shared] = of.map((one) => found.get(one) as Float64Array);
        total?.forEach((value, i) => {
          const sum = shared.reduce((before, one) => before + (one[i] as number), 0);
          expect(sum, `${draw} ${kind} ${i}`).toBeCloseTo(value, 6);
          if (value < 0) negative++;
        });
      }
      for (const one of all)
        for (const { value, ...bounds } of ahead(
          one.series,
          one.parameters,
          one.series.values.length,
          found.get(one),
        )) {
          const { low95, low80, high80, high95 } = bounds;
          const ascending = [low95, low80, value, high80, high95].filter((bound) => bound !== null);
          expect(ascending).toEqual(ascending.toSorted((a, b) => a - b));
        }
    }
    expect(negative).toBeGreaterThan(20);
  }, 60_000);
});
