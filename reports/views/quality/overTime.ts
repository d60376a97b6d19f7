import { colorAt, figure, legend } from '../../components/figure.ts';
import { lineChart } from '../../components/lineChart.ts';
import { nameOf } from '../../components/terms.ts';
import type { RuleWeek } from '../../loaders/quality.ts';
import { dimensions, type QualityContext } from './context.ts';
import { rate, tally } from './tally.ts';

export function overTime(rows: readonly RuleWeek[], context: QualityContext): HTMLElement {
  const { t, format, language } = context;
  const weeks = [...new Set(rows.map(({ week }) => week))].sort();
  const sums = tally(rows, ({ dimension, week }) => `${dimension}\t${week}`);
  const lines = dimensions
    .filter((dimension) => rows.some((row) => row.dimension === dimension))
    .map((dimension, i) => ({
      label: nameOf(dimension, language),
      color: colorAt(i),
      values: weeks.map((week) => {
        const sum = sums.get(`${dimension}\t${week}`);
        return sum && sum.tested > 0 ? rate(sum) : null;
      }),
    }));
  return figure(context, {
    name: 'over-time',
    title: t.overTime,
    sentence: t.overTimeSentence,
    empty: t.noRules,
    columns: [
      { label: t.week, value: (row) => row.week, show: (row) => format.date(row.week) },
      ...lines.map((line) => ({
        label: line.label,
        value: (row: { i: number }) => line.values[row.i] ?? null,
        show: (row: { i: number }) => {
          const value = line.values[row.i];
          return value === null || value === undefined ? '' : format.percent(value);
        },
        numeric: true,
      })),
    ],
    rows: weeks.map((week, i) => ({ week, i })),
    legend: legend(lines),
    body: () =>
      lineChart({
        x: weeks,
        lines,
        formatX: (week) => t.weekOf(format.date(String(week))),
        tickX: (week) => format.month(String(week)),
        formatY: format.percent,
        label: t.overTime,
        height: 260,
      }),
  });
}
