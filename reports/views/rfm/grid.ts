import { figure } from '../../components/figure.ts';
import { heatMap } from '../../components/heatMap.ts';
import { html } from '../../components/html.ts';
import type { RfmGroup } from '../../loaders/rfm.ts';
import { type Context } from './context.ts';
import { sumBy } from './sums.ts';

export function grid(groups: readonly RfmGroup[], context: Context): HTMLElement {
  const { t, terms, format } = context;
  const sums = new Map(sumBy(groups, ({ r, f }) => `${r}${f}`).map((sum) => [sum.key, sum]));
  const all = [...sums.values()].reduce((sum, { customers }) => sum + customers, 0);
  const most = Math.max(1, ...[...sums.values()].map(({ customers }) => customers));
  const best = [...sums.values()]
    .filter(({ key }) => key[0] === '5' && Number(key[1]) >= 4)
    .reduce((sum, { customers }) => sum + customers, 0);
  const scores = [5, 4, 3, 2, 1];
  return figure(context, {
    name: 'grid',
    title: all > 0 ? t.bestCorner(format.count(best), format.percent(best / all)) : t.grid,
    sentence: t.gridSentence,
    columns: [
      { label: t.recency, value: (row) => Number(row.key[0]), numeric: true },
      { label: t.frequency, value: (row) => Number(row.key[1]), numeric: true },
      {
        label: terms.customers,
        value: (row) => row.customers,
        show: (row) => format.count(row.customers),
        numeric: true,
      },
      {
        label: t.perCustomer,
        value: (row) => row.revenue / row.customers,
        show: (row) => format.money(row.revenue / row.customers),
        numeric: true,
      },
    ],
    rows: [...sums.values()],
    body: () => [
      heatMap({
        label: t.grid,
        columns: scores.toReversed().map((f) => `F${f}`),
        rows: scores.map((r) => ({
          label: `R${r}`,
          cells: scores.toReversed().map((f) => {
            const sum = sums.get(`${r}${f}`);
            if (!sum) return null;
            return {
              strength: sum.customers / most,
              text: format.count(sum.customers),
              note: format.compactMoney(sum.revenue / sum.customers),
              tip: [
                `R${r} F${f}`,
                `${terms.customers}: ${format.count(sum.customers)}`,
                `${t.perCustomer}: ${format.money(sum.revenue / sum.customers)}`,
              ],
            };
          }),
        })),
      }),
      html`<p class="axes"><span>↑ ${t.recency}</span><span>${t.frequency} →</span></p>`,
    ],
  });
}
