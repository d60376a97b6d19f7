import { figure } from '../../components/figure.ts';
import { lineChart } from '../../components/lineChart.ts';
import type { ModelCard } from '../../loaders/methods.ts';
import type { Context } from './context.ts';

/** How far a model's scores had moved from those of its fit, by as-of date: builds of past dates stand in their place. */
export function drift(model: ModelCard, context: Context): HTMLElement {
  const { t, format } = context;
  const rows = model.scorings.flatMap(({ drift: moved, ...run }) =>
    moved === null ? [] : [{ ...run, drift: moved }],
  );
  const most = Math.max(0, ...rows.map((row) => row.drift));
  const isOnce = rows.length === 1;
  return figure(context, {
    name: `drift-${model.model}`,
    title: isOnce ? t.drift : rows.length > 0 ? t.driftTitle(format.digits(most)) : t.driftUnwatched,
    sentence: t.driftSentence,
    empty: isOnce ? t.driftOnce : t.driftNone,
    columns: [
      { label: t.asOf, value: (row) => row.asOf, show: (row) => format.date(row.asOf) },
      { label: t.day, value: (row) => row.day, show: (row) => format.date(row.day) },
      { label: t.drift, value: (row) => row.drift, show: (row) => format.digits(row.drift), numeric: true },
      { label: t.fitted, value: (row) => (row.isFresh ? t.yes : '') },
    ],
    rows: isOnce ? [] : rows,
    body: () =>
      lineChart({
        x: rows.map(({ asOf }) => asOf),
        lines: [{ label: t.drift, color: 'var(--accent)', values: rows.map((row) => row.drift), area: true }],
        formatX: (asOf) => format.date(String(asOf)),
        formatY: format.digits,
        label: t.drift,
        height: 220,
      }),
  });
}
