import { boundsOf, heldWithin, seasonalNaive, withinBounds } from '../../models/index.ts';
import { msPerDay } from '../days.ts';
import { methodOf, type PeriodSeries, type SeriesParameters, sizesOf } from './periods.ts';

/** One period ahead: its first day as a time, and what is expected there; no interval where none could be measured. */
export interface Ahead {
  readonly start: number;
  readonly step: number;
  readonly value: number;
  readonly low80: number | null;
  readonly high80: number | null;
  readonly low95: number | null;
  readonly high95: number | null;
  readonly seasonalNaive: number;
}

/** What is expected after the first `length` periods of a series. */
export const forecastOf = (
  series: PeriodSeries,
  parameters: SeriesParameters,
  length = series.values.length,
): Float64Array =>
  withinBounds(methodOf(series, parameters))(
    series.values.slice(0, length),
    parameters.season,
    series.horizon,
  );

/** The periods after the first `length` of a series, with the intervals about a forecast. */
export function ahead(
  series: PeriodSeries,
  parameters: SeriesParameters,
  length: number,
  forecast = forecastOf(series, parameters, length),
): readonly Ahead[] {
  const seen = series.values.slice(0, length);
  const { horizon, kind, first } = series;
  const { season, width80, width95 } = parameters;
  const naive = seasonalNaive(seen, season, horizon);
  const sizes = sizesOf(series, parameters.hasHolidays)(seen, season, horizon);
  const bounds = boundsOf(seen);
  const days = kind === 'week' ? 7 : 1;
  return Array.from(forecast, (value, i) => {
    const bound = (widths: readonly number[], sign: number) =>
      widths.length > i
        ? heldWithin(value + sign * (widths[i] as number) * (sizes[i] as number), bounds)
        : null;
    return {
      start: first + (length + i) * days * msPerDay,
      step: i + 1,
      value,
      low80: bound(width80, -1),
      high80: bound(width80, 1),
      low95: bound(width95, -1),
      high95: bound(width95, 1),
      seasonalNaive: naive[i] as number,
    };
  });
}
