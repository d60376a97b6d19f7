import { randomLcg, randomNormal } from 'd3-random';
import { describe, expect, test } from 'vitest';
import { dateOf } from '../../../transforms/days.ts';
import { fitPast, pastForecasts } from '../../../transforms/forecast/past.ts';
import { periodsOf } from '../../../transforms/forecast/periods.ts';

const horizons = { day: 14, week: 4 };
const firstDate = '2026-01-01';
const known = (values: Float64Array, kind: 'day' | 'week') => {
  const daily = { metric: 'orders', dimension: 'all', dimensionValue: 'all', firstDate } as const;
  const at = (length: number) =>
    periodsOf({ ...daily, values: values.slice(0, length) }, horizons, []).find((one) => one.kind === kind);
  const series = at(values.length);
  if (!series) throw new Error(`no series by ${kind}`);
  return { series, before: (origin: number) => at((origin - Date.parse(firstDate)) / 86_400_000) };
};

describe('a past forecast', () => {
  const days = 207;
  const normal = randomNormal.source(randomLcg(0.4))(0, 6);
  const values = Float64Array.from({ length: days }, (_, t) => 100 + (t % 7 === 5 ? 80 : 0) + normal());

  test.each([
    ['day', 14],
    ['week', 28],
  ] as const)(
    'by %s knows nothing of what came after it, not even by its method or interval',
    (kind, apart) => {
      const { series, before } = known(values, kind);
      const fits = fitPast(series, before);
      const found = pastForecasts(series, before, fits);
      expect(fits).toHaveLength(3);
      const origins = fits.map(({ originDate }) => Date.parse(originDate));
      expect((origins[0] as number) - (origins[2] as number)).toBe(2 * apart * 86_400_000);
      expect(found).toHaveLength(3 * series.horizon);
      for (const [i, origin] of origins.entries()) {
        const since = (origin - Date.parse(firstDate)) / 86_400_000;
        const other = known(
          values.map((one, t) => (t < since ? one : ((t * t) % 900) + 3)),
          kind,
        );
        const again = fitPast(other.series, other.before)[i];
        expect(again).toEqual(fits[i]);
        expect(pastForecasts(other.series, other.before, again ? [again] : [])).toEqual(
          found
            .filter((one) => one.origin === origin)
            .map((one) => ({
              ...one,
              actual:
                other.series.values[(one.start - series.first) / (kind === 'week' ? 7 : 1) / 86_400_000],
            })),
        );
      }
    },
  );

  test('is held against what came on its days', () => {
    const { series, before } = known(values, 'day');
    for (const { start, actual } of pastForecasts(series, before, fitPast(series, before)))
      expect(actual).toBe(values[(start - Date.parse(firstDate)) / 86_400_000]);
  });

  test('is not made where there was too little to choose a method by', () => {
    const { series, before } = known(values.slice(0, 20), 'day');
    expect(fitPast(series, before)).toEqual([]);
    expect(pastForecasts(series, before, [])).toEqual([]);
  });

  test('stays where its day is when days are added', () => {
    const { series, before } = known(values.slice(0, 200), 'day');
    const fits = fitPast(series, before);
    const later = known(values, 'day');
    expect(pastForecasts(later.series, later.before, fits)).toEqual(pastForecasts(series, before, fits));
    expect(fits[0]?.originDate).toBe(dateOf(Date.parse(firstDate) + (200 - 14) * 86_400_000));
  });
});
