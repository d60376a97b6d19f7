import { figure, legend } from '../../components/figure.ts';
import { stackedColumns } from '../../components/stackedColumns.ts';
import { nameOf } from '../../components/terms.ts';
import type { CustomersData } from '../../loaders/customers.ts';
import { type Context, counts, monthsOf, stageColors, stages } from './context.ts';

export function lifecycle(data: CustomersData, context: Context, range: number): HTMLElement {
  const { t, terms, format, language } = context;
  const months = monthsOf(data).slice(-range);
  const series = stages
    .map((stage) => ({
      stage,
      label: nameOf(stage, language),
      color: stageColors[stage] ?? '',
      values: counts(data, stage, months),
    }))
    .filter(({ values }) => values.some((value) => value > 0));
  const at = (stage: string) => series.find((s) => s.stage === stage)?.values.at(-1) ?? 0;
  const all = series.reduce((sum, s) => sum + (s.values.at(-1) ?? 0), 0);
  const alive = all - at('lost') - at('dormant');
  return figure(context, {
    name: 'lifecycle',
    title: all > 0 ? t.aliveShare(format.percent(alive / all), format.count(all)) : t.lifecycle,
    sentence: t.lifecycleSentence(format.count(data.prospects)),
    columns: [
      { label: terms.month, value: (row) => row.month, show: (row) => format.date(row.month) },
      ...series.map(({ label, values }) => ({
        label,
        value: (row: { i: number }) => values[row.i] ?? 0,
        show: (row: { i: number }) => format.count(values[row.i] ?? 0),
        numeric: true,
      })),
    ],
    rows: months.map((month, i) => ({ month, i })),
    legend: legend(series),
    body: () =>
      stackedColumns({
        x: months,
        series,
        formatX: format.date,
        tickX: format.month,
        formatY: format.count,
        tickY: format.compactCount,
        label: t.lifecycle,
        height: 320,
      }),
  });
}
