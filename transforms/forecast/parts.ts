import { boundsOf, type PartOfLate, topDown } from '../../models/index.ts';
import type { PeriodSeries, SeriesParameters } from './periods.ts';
import { forecastOf } from './score.ts';
import { type DailySeries, daysOfLate } from './series.ts';

/** A series and how it is foretold. */
export interface Foretold {
  readonly daily: DailySeries;
  readonly series: PeriodSeries;
  readonly parameters: SeriesParameters;
}

const sum = (values: ArrayLike<number>) => Array.from(values).reduce((all, one) => all + one, 0);

/**
 * What is foretold of each series: of the whole, by itself; of channels and of categories, so that they stand to it at
 * each step as they did in the last eight weeks. Orders that hold several categories count in each, and stand to the
 * whole as one and more. No part is foretold below zero or the lowest that it ever was, whichever is lower, nor above
 * zero where it never was.
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
      const forecasts = parts.map((part) => alone.get(part) as Float64Array);
      const share = shareOf(
        parts.map(({ daily }) => daily),
        whole.daily,
      );
      topDown(alone.get(whole) as Float64Array, forecasts, share, parts.map(standingOf)).forEach(
        (forecast, i) => {
          found.set(parts[i] as One, forecast);
        },
      );
    }
  return found;
}

/**
 * What parts came to of late in share of the whole, days on which that was below zero counted with its sign: where
 * parts make it up it is 1, whatever sales and refunds come to in sum.
 */
function shareOf(parts: readonly DailySeries[], whole: DailySeries): number {
  const days = whole.values.slice(-daysOfLate);
  const made = parts.map(({ values }) => {
    const late = values.slice(-days.length);
    return sum(late.map((one, i) => one * Math.sign(days[days.length - late.length + i] as number)));
  });
  return sum(made) / sum(days.map(Math.abs));
}

const standingOf = ({ daily, series }: Foretold): PartOfLate => ({
  size: sum(daily.values.slice(-daysOfLate).map(Math.abs)),
  bounds: boundsOf(series.values),
});
