import { colorAt, figure, legend } from '../../components/figure.ts';
import { lineChart } from '../../components/lineChart.ts';
import { type Cohort } from '../../loaders/retention.ts';
import { type Context, written } from './context.ts';
import { averageCurve, type Measure } from './curves.ts';

export function curves(cohorts: readonly Cohort[], measure: Measure, context: Context): HTMLElement {
  const { t, format, run } = context;
  const years = [...new Set(cohorts.map(({ month }) => month.slice(0, 4)))];
  const all = averageCurve(cohorts, measure, run.asOf).slice(0, 25);
  const lines = [
    ...years.map((year, i) => ({
      label: t.cohortsOf(year),
      color: colorAt(i + 1),
      values: averageCurve(
        cohorts.filter(({ month }) => month.startsWith(year)),
        measure,
        run.asOf,
      ).slice(0, 25),
    })),
    { label: t.allCohorts, color: 'var(--c0)', values: all },
  ].map((line) => ({ ...line, values: all.map((_, i) => (i === 0 ? null : (line.values[i] ?? null))) }));
  const rows = all.map((_, age) => ({ age }));
  const drop = all[1] !== undefined && all[6] !== undefined ? all[6] / (all[1] || 1) : undefined;
  return figure(context, {
    name: 'curves',
    title: drop !== undefined ? t.holds(format.percent(drop)) : t.curves,
    sentence: t.curveSentence,
    columns: [
      { label: t.age, value: (row) => row.age, numeric: true },
      ...lines.map((line) => ({
        label: line.label,
        value: (row: { age: number }) => line.values[row.age] ?? null,
        show: (row: { age: number }) => {
          const value = line.values[row.age];
          return value === null || value === undefined ? '' : written(context, measure, value);
        },
        numeric: true,
      })),
    ],
    rows: all.length > 1 ? rows.slice(1) : [],
    empty: t.tooYoung,
    legend: legend(lines),
    body: () =>
      lineChart({
        x: rows.slice(1).map(({ age }) => age),
        lines: lines.map((line) => ({ ...line, values: line.values.slice(1) })),
        formatX: (age) => t.monthsLater(String(age)),
        tickX: String,
        formatY: (value) => written(context, measure, value),
        tickY: (value) =>
          measure === 'customers' ? `${Math.round(value * 100)}%` : written(context, measure, value),
        label: t.curves,
        unitX: t.ageUnit,
      }),
  });
}
