import { dateOf, msPerDay } from '../days.ts';
import { fitSeries } from './fit.ts';
import type { PeriodSeries, SeriesParameters } from './periods.ts';
import { type Ahead, ahead } from './score.ts';

/** How a series was to be foretold at an earlier day, by what was known then. */
export interface PastFit {
  /** the first day that was not known */
  readonly originDate: string;
  readonly parameters: SeriesParameters;
}

export interface PastForecast extends Ahead {
  readonly origin: number;
  readonly actual: number;
}

/** A series as it was known before a time. */
export type KnownBefore = (origin: number) => PeriodSeries | undefined;

/** Earlier days at which past forecasts are shown, each a horizon before the next. */
const shownOrigins = 3;

const lengthOf = ({ kind }: PeriodSeries) => (kind === 'week' ? 7 : 1) * msPerDay;

/** Chooses method, members and interval widths anew at earlier days; none where there was too little to choose by. */
export function fitPast(series: PeriodSeries, before: KnownBefore): readonly PastFit[] {
  return Array.from({ length: shownOrigins }, (_, i) => {
    const periods = Math.max(0, series.values.length - (i + 1) * series.horizon);
    return series.first + periods * lengthOf(series);
  }).flatMap((origin) => {
    const known = before(origin);
    if (!known || known.values.length === 0) return [];
    const { parameters } = fitSeries(known, false);
    return parameters.isFallback ? [] : [{ originDate: dateOf(origin), parameters }];
  });
}

/** What was foretold at those days, and what came. */
export function pastForecasts(
  series: PeriodSeries,
  before: KnownBefore,
  fits: readonly PastFit[],
): readonly PastForecast[] {
  return fits.flatMap(({ originDate, parameters }) => {
    const origin = Date.parse(originDate);
    const known = before(origin);
    if (!known || known.values.length === 0) return [];
    return ahead(known, parameters, known.values.length).flatMap((one) => {
      const actual = series.values[(one.start - series.first) / lengthOf(series)];
      return actual === undefined ? [] : [{ ...one, origin, actual }];
    });
  });
}
