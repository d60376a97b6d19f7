import { figure } from '../../components/figure.ts';
import { nameOf } from '../../components/terms.ts';
import type { ForecastMetric, ForecastSeries, PeriodKind } from '../../loaders/forecast.ts';
import type { ForecastContext } from './context.ts';

type Rates = Pick<ForecastSeries, 'errorRate' | 'naiveErrorRate' | 'beatsNaive'>;

/**
 * Of how many series it is known how far off they were, how many of them were nearer than the season before
 * by more than chance, and how many as far off as nothing would be.
 */
export function accuracyOf(
  series: readonly Rates[],
): Readonly<Record<'tested' | 'better' | 'onlySums', number>> {
  const tested = series.flatMap(({ errorRate, naiveErrorRate, beatsNaive }) =>
    errorRate === null || naiveErrorRate === null ? [] : [{ errorRate, beatsNaive }],
  );
  return {
    tested: tested.length,
    better: tested.filter(({ beatsNaive }) => beatsNaive).length,
    onlySums: tested.filter(({ errorRate }) => errorRate >= 1).length,
  };
}

/** How far off each series was when it was foretold from earlier days, beside the same as a season before. */
export function accuracy(
  all: readonly ForecastSeries[],
  metric: ForecastMetric,
  kind: PeriodKind,
  context: ForecastContext,
): HTMLElement {
  const { t, terms, format, language } = context;
  const rows = all.filter((one) => one.metric === metric && one.kind === kind);
  const { tested, better, onlySums } = accuracyOf(rows);
  const percent = (x: number | null) => (x === null ? '–' : format.percent(x));
  const name = ({ dimension, value }: ForecastSeries) =>
    dimension === 'all' ? terms.all : nameOf(value, language, dimension);
  return figure(context, {
    name: 'accuracy',
    title: tested > 0 ? t.accuracyTitle(format.count(better), format.count(tested), kind) : t.accuracyNone,
    sentence: `${t.accuracyWhy(kind)}${onlySums > 0 ? t.onlySums(format.count(onlySums)) : ''}`,
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
        label: t.origins(kind),
        value: (row) => row.origins,
        show: (row) => format.count(row.origins),
        numeric: true,
      },
    ],
    rows,
    body: () => '',
  });
}
