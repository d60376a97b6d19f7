import type { Snapshot } from '../build/snapshot.ts';

export type PeriodKind = 'day' | 'week';
export type ForecastMetric = 'net_revenue' | 'orders';

/** One period ahead. */
export interface Expected {
  readonly start: string;
  readonly value: number;
  readonly low80: number | null;
  readonly high80: number | null;
  readonly low95: number | null;
  readonly high95: number | null;
}

export interface ForecastSeries {
  readonly metric: ForecastMetric;
  readonly dimension: string;
  readonly value: string;
  readonly kind: PeriodKind;
  readonly isFallback: boolean;
  readonly hasHolidays: boolean;
  readonly hasYearBefore: boolean;
  readonly historyPeriods: number;
  readonly origins: number;
  readonly errorRate: number | null;
  readonly naiveErrorRate: number | null;
  /** by more than chance, or by a tenth */
  readonly beatsNaive: boolean | null;
  readonly coverage80: number | null;
  readonly coverage95: number | null;
  readonly history: readonly { readonly start: string; readonly value: number }[];
  readonly ahead: readonly Expected[];
}

export interface PastForecast extends Expected {
  readonly metric: ForecastMetric;
  readonly kind: PeriodKind;
  readonly origin: string;
  readonly actual: number;
}

export interface ForecastData {
  readonly series: readonly ForecastSeries[];
  readonly past: readonly PastForecast[];
}

interface Key {
  readonly metric: string;
  readonly dimension: string;
  readonly name: string;
  readonly kind: string;
}

interface Past {
  readonly start: string;
  readonly value: number;
}

const amounts = `round(cast(forecast as double), 2) as value, round(cast(low_80 as double), 2) as low80,
  round(cast(high_80 as double), 2) as high80, round(cast(low_95 as double), 2) as low95, round(cast(high_95 as double), 2) as high95`;

export async function load(snapshot: Snapshot): Promise<ForecastData> {
  const [tests, ahead, history, past] = await Promise.all([
    snapshot.rows<
      Omit<ForecastSeries, 'history' | 'ahead'>
    >(`select metric, dimension, dimension_value as value, period_kind as kind, is_fallback as "isFallback",
        has_holidays as "hasHolidays", has_year_before as "hasYearBefore", history_periods as "historyPeriods", origins, error_rate as "errorRate",
        seasonal_naive_error_rate as "naiveErrorRate", beats_seasonal_naive as "beatsNaive", coverage_80_rate as coverage80, coverage_95_rate as coverage95
      from forecast_backtest order by dimension <> 'all', dimension desc, dimension_value, metric, period_kind`),
    snapshot.rows<Key & Expected>(`select metric, dimension, dimension_value as name, period_kind as kind,
        cast(period_start as varchar) as start, ${amounts}
      from revenue_forecast order by all`),
    snapshot.rows<Key & Past>(`select v.metric, v.dimension, v.dimension_value as name,
        v.period_kind as kind, cast(v.period_start as varchar) as start, round(cast(v.numerator as double), 2) as value
      from metric_values as v cross join _run as r
      where v.metric in ('net_revenue', 'orders') and v.dimension in ('all', 'channel', 'category')
        and (v.period_kind = 'day' and v.period_start > r.as_of_date - 84
          or v.period_kind = 'week' and v.period_start > r.as_of_date - 7 * 79 and v.period_start <= r.as_of_date - 6)
      order by all`),
    snapshot.rows<PastForecast>(`select metric, period_kind as kind, cast(origin_date as varchar) as origin,
        cast(period_start as varchar) as start, ${amounts}, round(cast(actual as double), 2) as actual
      from past_forecasts order by all`),
  ]);
  const [aheadOf, historyOf] = [grouped(ahead), grouped(history)];
  return {
    series: tests.map((test) => {
      const key = keyOf(test.metric, test.dimension, test.value, test.kind);
      return {
        ...test,
        history: (historyOf.get(key) ?? []).map(({ start, value }) => ({ start, value })),
        ahead: (aheadOf.get(key) ?? []).map(({ start, value, low80, high80, low95, high95 }) => ({
          start,
          value,
          low80,
          high80,
          low95,
          high95,
        })),
      };
    }),
    past,
  };
}

function grouped<Row extends Key>(rows: readonly Row[]): ReadonlyMap<string, readonly Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const key = keyOf(row.metric, row.dimension, row.name, row.kind);
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return groups;
}

const keyOf = (...parts: readonly string[]) => parts.join(' ');
