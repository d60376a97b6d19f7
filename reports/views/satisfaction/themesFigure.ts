import { bars } from '../../components/bars.ts';
import { delta } from '../../components/delta.ts';
import { figure } from '../../components/figure.ts';
import { html } from '../../components/html.ts';
import type { SatisfactionData, ThemeMonth } from '../../loaders/satisfaction.ts';
import type { SatisfactionContext } from './context.ts';
import type { ThemeSum } from './themes.ts';

/** What customers of one side speak of more than the others. */
export function themesFigure(
  all: readonly ThemeSum[],
  { hasBothSides }: Pick<SatisfactionData, 'hasBothSides'>,
  side: ThemeMonth['side'],
  context: SatisfactionContext,
): HTMLElement {
  const { t, format } = context;
  const rows = all.filter((one) => one.side === side);
  const most = rows[0];
  return figure(context, {
    name: `themes-${side}`,
    title: most ? t.themeTitle[side](most.theme, format.percent(most.share)) : t.themeNone[side],
    sentence: t.themeWhy[side],
    empty: hasBothSides ? t.themeEmpty : t.themeUnknown,
    columns: [
      { label: t.theme, value: (row) => row.theme },
      {
        label: t.mentions,
        value: (row) => row.mentions,
        show: (row) => format.count(row.mentions),
        numeric: true,
      },
      {
        label: t.shareOfComments,
        value: (row) => row.share,
        show: (row) => format.percent(row.share),
        numeric: true,
      },
      {
        label: t.before,
        value: (row) => row.shareBefore,
        show: (row) => (row.shareBefore === null ? '–' : format.percent(row.shareBefore)),
        numeric: true,
      },
      {
        label: t.change,
        value: (row) => t.verdicts[row.verdict],
      },
      {
        label: t.satisfied,
        value: (row) => row.satisfied,
        show: (row) => (row.satisfied === null ? '–' : format.percent(row.satisfied)),
        numeric: true,
      },
      { label: t.example, value: (row) => row.example },
    ],
    rows,
    body: () =>
      bars(
        rows.slice(0, 8).map((row) => ({
          label: row.theme,
          ...(row.example ? { note: `“${row.example}”` } : {}),
          value: row.share,
          text: format.percent(row.share),
          color: side === 'satisfied' ? 'var(--c2)' : 'var(--c1)',
          tip: [
            row.theme,
            `${t.mentions}: ${format.count(row.mentions)}`,
            ...(row.example ? [row.example] : []),
          ],
          extra:
            row.shareBefore === null
              ? html`<span></span>`
              : delta(
                  format.points(row.share - row.shareBefore),
                  row.share - row.shareBefore,
                  side === 'satisfied' ? 'good' : 'bad',
                  row.verdict === 'noise',
                ),
        })),
      ),
  });
}
