import { figure, legend } from '../../components/figure.ts';
import { lineChart } from '../../components/lineChart.ts';
import type { ForecastMetric, PastForecast, PeriodKind } from '../../loaders/forecast.ts';
import { amountsOf, type ForecastContext, periodOf } from './context.ts';

/** Forecasts that would have been made at earlier days, and what came. */
export function past(
  all: readonly PastForecast[],
  metric: ForecastMetric,
  kind: PeriodKind,
  context: ForecastContext,
): HTMLElement {
  const { t, format } = context;
  const rows = all.filter((one) => one.metric === metric && one.kind === kind);
  const { full, short } = amountsOf(context, metric);
  const name = periodOf(context, kind);
  const inside = rows.filter(
    ({ actual, low80, high80 }) => low80 !== null && high80 !== null && actual >= low80 && actual <= high80,
  );
  const off = rows.reduce((sum, { actual, value }) => sum + Math.abs(actual - value), 0);
  const size = rows.reduce((sum, { actual }) => sum + Math.abs(actual), 0);
  const title =
    rows.length > 0 && size > 0
      ? t.pastTitle(format.percent(off / size), format.count(inside.length), format.count(rows.length))
      : t.pastNone;
  return figure(context, {
    name: 'past-forecasts',
    title,
    sentence: t.pastWhy,
    empty: t.pastNone,
    columns: [
      { label: t.made, value: (row) => row.origin, show: (row) => format.date(row.origin) },
      { label: kind === 'week' ? t.week : t.day, value: (row) => row.start, show: (row) => name(row.start) },
      { label: t.forecast, value: (row) => row.value, show: (row) => full(row.value), numeric: true },
      { label: t.actual, value: (row) => row.actual, show: (row) => full(row.actual), numeric: true },
    ],
    rows,
    legend: legend([
      { label: t.actual, color: 'var(--ink)' },
      { label: t.forecast, color: 'var(--accent)' },
    ]),
    body: () =>
      lineChart({
        x: rows.map(({ start }) => start),
        lines: [
          { label: t.actual, color: 'var(--ink)', values: rows.map(({ actual }) => actual) },
          { label: t.forecast, color: 'var(--accent)', values: rows.map(({ value }) => value), dashed: true },
        ],
        bands: [
          {
            label: t.within80,
            color: 'var(--accent)',
            low: rows.map(({ low80 }) => low80),
            high: rows.map(({ high80 }) => high80),
          },
        ],
        formatX: name,
        tickX: (start) => format.month(String(start)),
        formatY: full,
        tickY: short,
        label: title,
        height: 300,
      }),
  });
}
