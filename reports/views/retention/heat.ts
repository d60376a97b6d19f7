import { figure } from '../../components/figure.ts';
import { heatMap } from '../../components/heatMap.ts';
import { type Cohort, type CohortCell } from '../../loaders/retention.ts';
import { type Context, written } from './context.ts';
import { averageCurve, type Measure, measured } from './curves.ts';

export function heat(cohorts: readonly Cohort[], measure: Measure, context: Context): HTMLElement {
  const { t, terms, format, run } = context;
  const ages = Math.min(24, Math.max(0, ...cohorts.flatMap(({ cells }) => cells.map(({ age }) => age))));
  const values = cohorts.flatMap((cohort) =>
    cohort.cells.filter(({ age }) => age > 0 && age <= ages).map((cell) => measured(cohort, cell, measure)),
  );
  const sorted = [...values].sort((a, b) => a - b);
  const strongest = sorted[Math.floor(sorted.length * 0.98)] || 1;
  const average = averageCurve(cohorts, measure, run.asOf);
  const third = average[3];
  const cell = (cohort: Cohort, found: CohortCell | undefined) => {
    if (!found) return null;
    const value = measured(cohort, found, measure);
    return {
      strength: value / strongest,
      text:
        measure === 'customers'
          ? String(Math.round(value * 100))
          : measure === 'orders'
            ? value.toFixed(2)
            : format.compactCount(value),
      tip: [
        t.cellOf(format.month(cohort.month), String(found.age)),
        `${terms.customers}: ${format.count(found.customers)} / ${format.count(cohort.size)}`,
        `${terms.orders}: ${format.count(found.orders)}`,
        `${terms.revenue}: ${format.money(found.revenue)}`,
      ],
    };
  };
  return figure(context, {
    name: 'cohorts',
    title: third !== undefined ? t.thirdMonth[measure](written(context, measure, third)) : t.cohorts,
    sentence: t.cohortSentence[measure],
    columns: [
      { label: t.cohort, value: (row) => row.cohort.month, show: (row) => format.month(row.cohort.month) },
      {
        label: t.size,
        value: (row) => row.cohort.size,
        show: (row) => format.count(row.cohort.size),
        numeric: true,
      },
      { label: t.age, value: (row) => row.cell.age, numeric: true },
      {
        label: terms.customers,
        value: (row) => row.cell.customers,
        show: (row) => format.count(row.cell.customers),
        numeric: true,
      },
      {
        label: terms.orders,
        value: (row) => row.cell.orders,
        show: (row) => format.count(row.cell.orders),
        numeric: true,
      },
      {
        label: terms.revenue,
        value: (row) => row.cell.revenue,
        show: (row) => format.money(row.cell.revenue),
        numeric: true,
      },
    ],
    rows: cohorts.flatMap((cohort) => cohort.cells.map((each) => ({ cohort, cell: each }))),
    body: () =>
      heatMap({
        label: t.cohorts,
        corner: t.cohort,
        dense: true,
        columns: [t.size, ...Array.from({ length: ages + 1 }, (_, age) => String(age))],
        rows: cohorts.map((cohort) => {
          const byAge = new Map(cohort.cells.map((each) => [each.age, each]));
          const size = {
            strength: 0,
            text: format.count(cohort.size),
            tip: [format.month(cohort.month), t.sizeOf(format.count(cohort.size))],
          };
          return {
            label: format.month(cohort.month),
            cells: [size, ...Array.from({ length: ages + 1 }, (_, age) => cell(cohort, byAge.get(age)))],
          };
        }),
      }),
  });
}
