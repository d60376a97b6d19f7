import { figure, legend } from '../../components/figure.ts';
import { lineChart } from '../../components/lineChart.ts';
import type { LifetimeData, LifetimeSettings } from '../../loaders/lifetime.ts';
import type { Context } from './context.ts';
import { heldOutSentence } from './heldOut.ts';

/** What was expected against what came, by tenth of the customers, with everybody going on as before beside it. */
export function deciles({ deciles: rows, settings }: LifetimeData, context: Context): HTMLElement {
  const { t, terms, format } = context;
  const lines = [
    { label: t.realised, color: 'var(--c0)', values: rows.map(({ realised }) => realised) },
    { label: t.predicted, color: 'var(--c1)', values: rows.map(({ predicted }) => predicted), dashed: true },
    { label: t.naive, color: 'var(--c3)', values: rows.map(({ naive }) => naive), dashed: true, thin: true },
  ];
  return figure(context, {
    name: 'deciles',
    title: heldOutSentence(rows, settings?.holdoutDays ?? null, context) ?? t.deciles,
    sentence: decileSentence(settings, context),
    columns: [
      { label: t.decile, value: (row) => row.decile, numeric: true },
      {
        label: terms.customers,
        value: (row) => row.customers,
        show: (row) => format.count(row.customers),
        numeric: true,
      },
      ...(['predicted', 'realised', 'naive'] as const).map((key) => ({
        label: t[key],
        value: (row: (typeof rows)[number]) => row[key],
        show: (row: (typeof rows)[number]) => row[key].toFixed(2),
        numeric: true,
      })),
      ...(['predictedValue', 'realisedValue', 'naiveValue'] as const).map((key) => ({
        label: t[key],
        value: (row: (typeof rows)[number]) => row[key],
        show: (row: (typeof rows)[number]) => format.money(row[key]),
        numeric: true,
      })),
    ],
    rows,
    empty: t.noHoldout,
    legend: legend(lines),
    body: () =>
      lineChart({
        x: rows.map(({ decile }) => decile),
        lines,
        formatX: (decile) => `${t.decile} ${decile}`,
        tickX: String,
        formatY: (value) => value.toFixed(2),
        tickY: (value) => format.number(value),
        label: t.deciles,
        unitX: t.decileUnit,
      }),
  });
}

/** What the tenths are, and how many customers did more than their interval says. */
export function decileSentence(
  settings: Pick<LifetimeSettings, 'above'> | null,
  { t, format }: Pick<Context, 't' | 'format'>,
): string {
  const above = settings?.above ?? null;
  return above === null ? t.decileSentence : `${t.decileSentence} ${t.above(format.percent(above))}`;
}
