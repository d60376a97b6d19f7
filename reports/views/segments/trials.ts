import { figure } from '../../components/figure.ts';
import { html } from '../../components/html.ts';
import type { SegmentsData } from '../../loaders/segments.ts';
import type { Context } from './context.ts';

/** Hennig's bound for clusters that come back. */
const stable = 0.75;

/** Why so many segments: the numbers that were tried, as a table. */
export function trials({ trials: rows, fit, segments }: SegmentsData, context: Context): HTMLElement {
  const { t, format } = context;
  const k = segments.length;
  const chosen = rows.find((row) => row.k === k);
  const title =
    chosen && rows.length > 1
      ? (chosen.stability >= stable ? t.chosenStable : t.chosenUnstable)(
          format.count(k),
          format.percent(chosen.stability),
        )
      : t.trials;
  return figure(context, {
    name: 'trials',
    title,
    sentence: fit ? t.trialsSentence(format.date(fit.asOf), format.count(fit.rows)) : t.trials,
    isTable: true,
    body: () => '',
    columns: [
      {
        label: t.k,
        value: (row) => row.k,
        show: (row) => (row.k === k ? html`<b>${t.chosen(format.count(row.k))}</b>` : format.count(row.k)),
      },
      {
        label: t.silhouette,
        value: (row) => row.silhouette,
        show: (row) => row.silhouette.toFixed(3),
        numeric: true,
      },
      {
        label: t.stability,
        value: (row) => row.stability,
        show: (row) => format.percent(row.stability),
        numeric: true,
      },
      {
        label: t.inertia,
        value: (row) => row.inertia,
        show: (row) => format.count(row.inertia),
        numeric: true,
      },
    ],
    rows,
  });
}
