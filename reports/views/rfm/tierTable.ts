import { figure } from '../../components/figure.ts';
import { html } from '../../components/html.ts';
import { nameOf } from '../../components/terms.ts';
import type { RfmData } from '../../loaders/rfm.ts';
import { type Context, tierColors, tiers } from './context.ts';

export function tierTable(data: RfmData, context: Context): HTMLElement {
  const { t, terms, format, language } = context;
  const rows = tiers.flatMap((tier) => data.tiers.filter((row) => row.tier === tier));
  const revenue = rows.reduce((sum, row) => sum + row.revenue12m, 0);
  const gold = rows.find(({ tier }) => tier === 'gold');
  return figure(context, {
    name: 'tiers',
    title:
      gold && revenue > 0
        ? t.goldBrings(format.count(gold.customers), format.percent(gold.revenue12m / revenue))
        : t.tiers,
    sentence: t.tierSentence,
    isTable: true,
    body: () => '',
    columns: [
      {
        label: t.tier,
        value: (row) => nameOf(row.tier, language),
        show: (row) =>
          html`<span class="chip" style=${{ '--k': tierColors[row.tier] ?? '' }}>${nameOf(row.tier, language)}</span>`,
      },
      {
        label: terms.customers,
        value: (row) => row.customers,
        show: (row) => format.count(row.customers),
        numeric: true,
      },
      {
        label: t.revenue12m,
        value: (row) => row.revenue12m,
        show: (row) => format.compactMoney(row.revenue12m),
        numeric: true,
      },
      {
        label: terms.share,
        value: (row) => (revenue > 0 ? row.revenue12m / revenue : 0),
        show: (row) => format.percent(revenue > 0 ? row.revenue12m / revenue : 0),
        numeric: true,
      },
      {
        label: t.ordersEach,
        value: (row) => row.orders / row.customers,
        show: (row) => format.tenths(row.orders / row.customers),
        numeric: true,
      },
      {
        label: t.repeat,
        value: (row) => row.repeats / row.customers,
        show: (row) => format.percent(row.repeats / row.customers),
        numeric: true,
      },
      {
        label: t.satisfaction,
        value: (row) => row.satisfaction,
        show: (row) => (row.satisfaction === null ? '–' : format.tenths(row.satisfaction)),
        numeric: true,
      },
    ],
    rows,
  });
}
