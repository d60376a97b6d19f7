import { figure, legend } from '../../components/figure.ts';
import { lineChart } from '../../components/lineChart.ts';
import type { ForecastSeries } from '../../loaders/forecast.ts';
import { amountsOf, type ForecastContext, periodOf } from './context.ts';
import { farApart } from './grains.ts';

/**
 * Days of history below which nothing is said of what comes: a week says nothing of the next, and one day
 * nothing at all.
 */
const leastDays = 14;

/** Whether there is too little history to tell what to expect. */
export const isTooShort = ({
  kind,
  historyPeriods,
}: Pick<ForecastSeries, 'kind' | 'historyPeriods'>): boolean =>
  historyPeriods * (kind === 'week' ? 7 : 1) < leastDays;

/** Intervals that are to hold 95 % and held less than this of what came at earlier days may be too narrow. */
const leastHeld = 0.85;

export const isTooNarrow = ({ coverage95 }: Pick<ForecastSeries, 'coverage95'>): boolean =>
  coverage95 !== null && coverage95 < leastHeld;

/**
 * What was, what is expected, and how far it may lie off.
 * @param other the same series by the other step
 */
export function ahead(
  series: ForecastSeries | undefined,
  other: ForecastSeries | undefined,
  context: ForecastContext,
): HTMLElement {
  const { t, terms, format } = context;
  const tooShort = series !== undefined && isTooShort(series);
  const expected = tooShort ? [] : (series?.ahead ?? []);
  const metric = series?.metric ?? 'net_revenue';
  const kind = series?.kind ?? 'day';
  const { full, short } = amountsOf(context, metric);
  const name = periodOf(context, kind);
  const label = metric === 'orders' ? terms.orders : terms.revenue;
  const sum = expected.reduce((total, { value }) => total + value, 0);
  const before = (series?.history ?? [])
    .slice(-expected.length)
    .reduce((total, { value }) => total + value, 0);
  const banded = expected.some(({ low80 }) => low80 !== null);
  const span = t.span(format.count(expected.length), kind);
  const title = tooShort
    ? t.tooShort(label)
    : before > 0 && (series?.history.length ?? 0) >= expected.length
      ? t.expectedAgainst(label, short(sum), span, format.change(sum / before - 1))
      : t.expected(label, short(sum), span);
  const isToldByBoth = series && other && !tooShort && !isTooShort(other);
  const apart = isToldByBoth && (kind === 'day' ? farApart(series, other) : farApart(other, series));
  const grains = apart
    ? t.grainsApart(format.count(apart.weeks), short(apart.byDay), short(apart.byWeek))
    : '';
  const past = series?.history ?? [];
  const x = [...past.map(({ start }) => start), ...expected.map(({ start }) => start)];
  const blank = past.map(() => null);
  const last = past.at(-1)?.value ?? null;
  // the dashed line begins where the full one ends
  const forecast = [...blank.slice(1), last, ...expected.map(({ value }) => value)].slice(
    past.length > 0 ? 0 : 1,
  );
  const band = (text: string, low: 'low80' | 'low95', high: 'high80' | 'high95') => ({
    label: text,
    color: 'var(--accent)',
    low: [...blank, ...expected.map((one) => one[low])],
    high: [...blank, ...expected.map((one) => one[high])],
  });
  return figure(context, {
    name: 'ahead',
    title,
    empty: tooShort ? t.tooShortWhy(format.count(series.historyPeriods), kind) : terms.nothingWhy,
    sentence: tooShort
      ? t.tooShortWhy(format.count(series.historyPeriods), kind)
      : series?.isFallback
        ? `${t.fallback(format.count(series.historyPeriods), kind, banded)}${grains}`
        : `${t.bands(kind, series?.hasHolidays ?? false, series?.hasYearBefore ?? false, {
            banded,
            tooNarrow: series && isTooNarrow(series) ? format.percent(series.coverage95 ?? 0) : null,
          })}${series && series.dimension !== 'all' ? t.ofWhole : ''}${grains}`,
    columns: [
      { label: kind === 'week' ? t.week : t.day, value: (row) => row.start, show: (row) => name(row.start) },
      { label, value: (row) => row.value, show: (row) => full(row.value), numeric: true },
      {
        label: t.within80,
        value: (row) => row.low80,
        show: (row) =>
          row.low80 === null || row.high80 === null ? '–' : `${full(row.low80)} – ${full(row.high80)}`,
        numeric: true,
      },
      {
        label: t.within95,
        value: (row) => row.low95,
        show: (row) =>
          row.low95 === null || row.high95 === null ? '–' : `${full(row.low95)} – ${full(row.high95)}`,
        numeric: true,
      },
    ],
    rows: expected,
    legend: legend([
      { label: t.actual, color: 'var(--ink)' },
      { label: t.forecast, color: 'var(--accent)' },
      { label: t.bandNames, color: 'color-mix(in srgb, var(--accent) 25%, transparent)' },
    ]),
    body: () =>
      lineChart({
        x,
        lines: [
          {
            label: t.actual,
            color: 'var(--ink)',
            values: [...past.map(({ value }) => value), ...expected.map(() => null)],
          },
          { label: t.forecast, color: 'var(--accent)', values: forecast, dashed: true },
        ],
        bands: [band(t.within95, 'low95', 'high95'), band(t.within80, 'low80', 'high80')],
        formatX: name,
        tickX: (start) => format.month(String(start)),
        formatY: full,
        tickY: short,
        label: title,
        height: 380,
      }),
  });
}
