import { topDown } from '../../models/index.ts';
import type { PeriodSeries, SeriesParameters } from './periods.ts';
import { forecastOf } from './score.ts';
import type { DailySeries } from './series.ts';

/** A series and how it is foretold. */
export interface Foretold {
  readonly daily: DailySeries;
  readonly series: PeriodSeries;
  readonly parameters: SeriesParameters;
}

/** Days of late by which parts stand to the whole: those by which they were chosen. */
const daysOfLate = 56;

const ofLate = ({ values }: DailySeries) => values.slice(-daysOfLate).reduce((all, one) => all + one, 0);

/**
 * What is foretold of each series: of the whole, by itself; of channels and of categories, so that they stand to it at
 * each step as they did in the last eight weeks. Orders that hold several categories count in each, and stand to the
 * whole as one and more.
 */
export function forecastsOf<One extends Foretold>(all: readonly One[]): ReadonlyMap<One, Float64Array> {
  const alone = new Map(all.map((one) => [one, forecastOf(one.series, one.parameters)] as const));
  const found = new Map(alone);
  for (const whole of all.filter(({ daily }) => daily.dimension === 'all'))
    for (const dimension of ['channel', 'category']) {
      const parts = all.filter(
        ({ daily, series }) =>
          daily.dimension === dimension &&
          daily.metric === whole.daily.metric &&
          series.kind === whole.series.kind,
      );
      const sizes = parts.map(({ daily }) => ofLate(daily));
      const share = sizes.reduce((sum, one) => sum + one, 0) / ofLate(whole.daily);
      const forecasts = parts.map((part) => alone.get(part) as Float64Array);
      topDown(alone.get(whole) as Float64Array, forecasts, share, sizes).forEach((forecast, i) => {
        found.set(parts[i] as One, forecast);
      });
    }
  return found;
}
