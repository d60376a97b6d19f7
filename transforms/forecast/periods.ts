import {
  type Forecaster,
  methodBy,
  type Occasions,
  occasionLabels,
  occasionsOfSteps,
  occasionsOfWeeks,
  sizesAhead,
  sizesWithOccasions,
  sumsOfSeven,
} from '../../models/index.ts';
import type { Holiday } from '../calendar/holidays.ts';
import { msPerDay } from '../days.ts';
import type { DailySeries } from './series.ts';

/** A series by day or by whole week (Monday to Sunday), with what its method may know of the calendar. */
export interface PeriodSeries {
  readonly kind: 'day' | 'week';
  readonly season: number;
  readonly stepsAWeek: number;
  readonly horizon: number;
  readonly values: Float64Array;
  /** the first day of the first period, as a time */
  readonly first: number;
  readonly holidays: Occasions;
}

export interface Horizons {
  readonly day: number;
  readonly week: number;
}

/**
 * Weeks before and after a holiday that moves through the year, as the lunar ones do: what people buy for it
 * moves with it, and no place in the year can tell. Those of a fixed date are seen a year before at the same
 * place.
 */
const weeksOfMovable = 3;

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
      holidays.map(({ name, from, to, isMovable }) => ({
        name,
        first: (Date.parse(from) - start) / msPerDay,
        last: (Date.parse(to) - start) / msPerDay,
        weeks: isMovable ? weeksOfMovable : 1,
      })),
    );
  const monday = first + toMonday * msPerDay;
  const dayLabels = labelsFrom(first, values.length + horizons.day);
  const weekLabels = labelsFrom(monday, ofWeeks.length + 7 * (horizons.week + 1));
  return [
    {
      kind: 'day',
      season: 7,
      stepsAWeek: 7,
      horizon: horizons.day,
      values,
      first,
      holidays: occasionsOfSteps(dayLabels),
    },
    {
      kind: 'week',
      season: 52,
      stepsAWeek: 1,
      horizon: horizons.week,
      values: sumsOfSeven(ofWeeks),
      first: monday,
      holidays: occasionsOfWeeks(ofWeeks, weekLabels),
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
  /** whether it is the mean of that and of the year before */
  readonly hasYearBefore: boolean;
  readonly isFallback: boolean;
  readonly origins: number;
  /** half-widths by step ahead in units of usual sizes; none where nothing was tested */
  readonly width80: readonly number[];
  readonly width95: readonly number[];
  /** mean absolute error in the backtest, and its share of the mean amount there */
  readonly error: number | null;
  readonly errorRate: number | null;
  readonly naiveErrorRate: number | null;
  /** whether the same as a season before was worse, by more than a standard error or a tenth; null where not tested */
  readonly beatsNaive: boolean | null;
  readonly coverage80: number | null;
  readonly coverage95: number | null;
}

/** The method that parameters name. */
export const methodOf = (
  { holidays, stepsAWeek }: PeriodSeries,
  { methods, hasHolidays, hasYearBefore }: SeriesParameters,
): Forecaster =>
  methodBy({ methods, hasYearBefore, hasOccasions: hasHolidays }, { occasions: holidays, stepsAWeek });

/** The unit of errors at the steps to come. */
export const sizesOf = (series: PeriodSeries, hasHolidays: boolean): Forecaster =>
  hasHolidays ? sizesWithOccasions(series.holidays) : sizesAhead;
