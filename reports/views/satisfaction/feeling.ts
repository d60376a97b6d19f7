import { figure, legend } from '../../components/figure.ts';
import { lineChart } from '../../components/lineChart.ts';
import type { SatisfactionData } from '../../loaders/satisfaction.ts';
import type { SatisfactionContext } from './context.ts';
import { verdicts } from './significance.ts';

/** How many of the scored comments were satisfied, and how all of them read. */
export function feeling({ months, isLearned }: SatisfactionData, context: SatisfactionContext): HTMLElement {
  const { t, format } = context;
  const shown = months.slice(-36);
  const scored = (from: number, to?: number) => {
    const part = months.slice(from, to);
    return {
      hits: Math.round(part.reduce((sum, one) => sum + (one.satisfied ?? 0) * one.scored, 0)),
      of: part.reduce((sum, one) => sum + one.scored, 0),
    };
  };
  const [now, before] = [scored(-3), scored(-6, -3)];
  const share = ({ hits, of }: typeof now) => hits / of;
  const [verdict] = verdicts([{ before, now }]);
  const tell = verdict === 'noise' ? t.feelingSame : t.feelingChange;
  const title =
    now.of === 0
      ? t.feelingNone
      : before.of === 0
        ? t.feelingNow(format.percent(share(now)))
        : tell(format.percent(share(now)), format.points(share(now) - share(before)));
  const lines = [
    { label: t.scoredSatisfied, color: 'var(--accent)', values: shown.map(({ satisfied }) => satisfied) },
    ...(isLearned
      ? [
          {
            label: t.readSatisfied,
            color: 'var(--c1)',
            values: shown.map(({ chance }) => chance),
            dashed: true,
          },
        ]
      : []),
  ];
  return figure(context, {
    name: 'feeling',
    title,
    sentence: isLearned ? t.feelingWhy : t.feelingUnlearned,
    empty: t.noComments,
    columns: [
      { label: context.terms.month, value: (row) => row.month, show: (row) => format.month(row.month) },
      {
        label: t.comments,
        value: (row) => row.comments,
        show: (row) => format.count(row.comments),
        numeric: true,
      },
      { label: t.scored, value: (row) => row.scored, show: (row) => format.count(row.scored), numeric: true },
      {
        label: t.scoredSatisfied,
        value: (row) => row.satisfied,
        show: (row) => (row.satisfied === null ? '–' : format.percent(row.satisfied)),
        numeric: true,
      },
      {
        label: t.readSatisfied,
        value: (row) => row.chance,
        show: (row) => (row.chance === null ? '–' : format.percent(row.chance)),
        numeric: true,
      },
    ],
    rows: shown,
    legend: legend(lines),
    body: () =>
      lineChart({
        x: shown.map(({ month }) => month),
        lines,
        formatX: (month) => format.month(String(month)),
        tickX: (month) => format.month(String(month)),
        formatY: format.percent,
        label: title,
        height: 300,
      }),
  });
}
