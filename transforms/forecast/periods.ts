import {
  candidatesFor,
  type Forecaster,
  forecastBy,
  occasionFactors,
  occasionLabels,
  sumsOfSeven,
  withOccasions,
  withOccasionsOfWeeks,
} from '../../models/index.ts';
import type { Holiday } from '../calendar/holidays.ts';
import { type DailySeries, day } from './series.ts';

/** A series by day or by whole week (Monday to Sunday), with what its method may know of the calendar. */
export interface PeriodSeries {
  readonly kind: 'day' | 'week';
  readonly season: number;
  readonly horizon: number;
  readonly values: Float64Array;
  /** the first day of the first period, as a time */
  readonly first: number;
  /** the same method with holidays taken out and put back */
  readonly withHolidays: (method: Forecaster) => Forecaster;
  /** whether any holiday was seen to matter */
  readonly hasHolidays: () => boolean;
}

export interface Horizons {
  readonly day: number;
  readonly week: number;
}

/** A daily series by day and by week; a week that is not over yet is the first one ahead. */
export function periodsOf(
  { firstDate, values }: DailySeries,
  horizons: Horizons,
  holidays: readonly Holiday[],
): readonly PeriodSeries[] {
  const first = Date.parse(firstDate);
  const toMonday = (8 - new Date(first).getUTCDay()) % 7;
  const ofWeeks = values.slice(toMonday);
  const labelsFrom = (start: number, length: number) =>
    occasionLabels(
      length,
      holidays.map(({ name, from, to }) => ({
        name,
        first: (Date.parse(from) - start) / day,
        last: (Date.parse(to) - start) / day,
      })),
    );
  const monday = first + toMonday * day;
  const dayLabels = labelsFrom(first, values.length + horizons.day);
  const weekLabels = labelsFrom(monday, ofWeeks.length + 7 * (horizons.week + 1));
  return [
    {
      kind: 'day',
      season: 7,
      horizon: horizons.day,
      values,
      first,
      withHolidays: (method) => withOccasions(method, dayLabels),
      hasHolidays: () => occasionFactors(values, 7, dayLabels).size > 0,
    },
    {
      kind: 'week',
      season: 52,
      horizon: horizons.week,
      values: sumsOfSeven(ofWeeks),
      first: monday,
      withHolidays: (method) => withOccasionsOfWeeks(method, ofWeeks, weekLabels),
      hasHolidays: () => occasionFactors(ofWeeks, 7, weekLabels).size > 0,
    },
  ];
}

/** How a series is foretold, as the fit found it. */
export interface SeriesParameters {
  readonly chosen: string;
  /** the methods whose median it is; one for itself */
  readonly methods: readonly string[];
  readonly season: number;
  readonly hasHolidays: boolean;
  readonly isFallback: boolean;
  readonly origins: number;
  /** half-widths by step ahead in units of usual sizes; none where nothing was tested */
  readonly width80: readonly number[];
  readonly width95: readonly number[];
  /** mean absolute error in the backtest, and its share of the mean amount there */
  readonly error: number | null;
  readonly errorRate: number | null;
  readonly naiveErrorRate: number | null;
  readonly coverage80: number | null;
  readonly coverage95: number | null;
}

/** The method that parameters name. */
export function methodOf(series: PeriodSeries, parameters: SeriesParameters): Forecaster {
  const method = forecastBy(parameters.methods, candidatesFor);
  return parameters.hasHolidays ? series.withHolidays(method) : method;
}
