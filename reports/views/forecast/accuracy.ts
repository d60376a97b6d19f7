import { figure } from '../../components/figure.ts';
import { nameOf } from '../../components/terms.ts';
import type { ForecastMetric, ForecastSeries, PeriodKind } from '../../loaders/forecast.ts';
import type { ForecastContext } from './context.ts';

type Rates = Pick<ForecastSeries, 'errorRate' | 'naiveErrorRate'>;

/** Whether a series was nearer than the season before, and than nothing, whose error is all there is. */
export const isBetter = ({ errorRate, naiveErrorRate }: Rates): boolean =>
  errorRate !== null && naiveErrorRate !== null && errorRate < Math.min(1, naiveErrorRate);

/** How far off each series was when it was foretold from earlier days, beside the same as a season before. */
export function accuracy(
  all: readonly ForecastSeries[],
  metric: ForecastMetric,
  kind: PeriodKind,
  context: ForecastContext,
): HTMLElement {
  const { t, terms, format, language } = context;
  const rows = all.filter((one) => one.metric === metric && one.kind === kind);
  const tested = rows.filter(
    ({ errorRate, naiveErrorRate }) => errorRate !== null && naiveErrorRate !== null,
  );
  const better = tested.filter(isBetter);
  const percent = (x: number | null) => (x === null ? '–' : format.percent(x));
  const name = ({ dimension, value }: ForecastSeries) =>
    dimension === 'all' ? terms.all : nameOf(value, language, dimension);
  return figure(context, {
    name: 'accuracy',
    title:
      tested.length > 0
        ? t.accuracyTitle(format.count(better.length), format.count(tested.length))
        : t.accuracyNone,
    sentence: tested.some(({ errorRate }) => (errorRate ?? 0) >= 1)
      ? `${t.accuracyWhy}${t.onlySums}`
      : t.accuracyWhy,
    isTable: true,
    columns: [
      { label: t.series, value: name },
      { label: t.of, value: (row) => (row.dimension === 'all' ? '' : nameOf(row.dimension, language)) },
      { label: t.error, value: (row) => row.errorRate, show: (row) => percent(row.errorRate), numeric: true },
      {
        label: t.naiveError,
        value: (row) => row.naiveErrorRate,
        show: (row) => percent(row.naiveErrorRate),
        numeric: true,
      },
      {
        label: t.in80,
        value: (row) => row.coverage80,
        show: (row) => percent(row.coverage80),
        numeric: true,
      },
      {
        label: t.in95,
        value: (row) => row.coverage95,
        show: (row) => percent(row.coverage95),
        numeric: true,
      },
      {
        label: t.origins,
        value: (row) => row.origins,
        show: (row) => format.count(row.origins),
        numeric: true,
      },
    ],
    rows,
    body: () => '',
  });
}
