import { bars } from '../../components/bars.ts';
import { figure } from '../../components/figure.ts';
import { html } from '../../components/html.ts';
import type { Context, NamedSegment } from './context.ts';

export function sizes(segments: readonly NamedSegment[], context: Context): HTMLElement {
  const { t, terms, format } = context;
  const rows = segments.filter(({ customers }) => customers > 0);
  const [first] = rows;
  return figure(context, {
    name: 'sizes',
    title:
      first && rows.length > 1
        ? t.topSegment(first.name, format.percent(first.customerShare), format.percent(first.revenueShare))
        : t.sizes,
    sentence: t.sizesSentence,
    columns: [
      { label: t.segment, value: ({ name }) => name },
      {
        label: terms.customers,
        value: (row) => row.customers,
        show: (row) => format.count(row.customers),
        numeric: true,
      },
      {
        label: t.shareOfCustomers,
        value: (row) => row.customerShare,
        show: (row) => format.percent(row.customerShare),
        numeric: true,
      },
      {
        label: terms.revenue,
        value: (row) => row.revenue,
        show: (row) => format.money(row.revenue),
        numeric: true,
      },
      {
        label: t.shareOfRevenue,
        value: (row) => row.revenueShare,
        show: (row) => format.percent(row.revenueShare),
        numeric: true,
      },
    ],
    rows,
    body: () =>
      bars(
        rows.map((row) => ({
          label: row.name,
          note: t.customerCount(format.count(row.customers), format.percent(row.customerShare)),
          value: row.revenue,
          color: row.color,
          text: format.compactMoney(row.revenue),
          extra: html`<span class="x">${format.percent(row.revenueShare)}</span>`,
          tip: [
            row.name,
            `${terms.customers}: ${format.count(row.customers)}`,
            `${terms.revenue}: ${format.money(row.revenue)}`,
            `${terms.orders}: ${format.count(row.orders)}`,
          ],
        })),
      ),
  });
}
