import { bars } from '../../components/bars.ts';
import { figure } from '../../components/figure.ts';
import { html } from '../../components/html.ts';
import { nameOf } from '../../components/terms.ts';
import type { RfmGroup } from '../../loaders/rfm.ts';
import { type Context } from './context.ts';
import { type Sum, sumBy } from './sums.ts';

export function segments(groups: readonly RfmGroup[], context: Context): HTMLElement {
  const { t, terms, format, language } = context;
  const sums = [...sumBy(groups, ({ segment }) => segment)].sort((a, b) => b.revenue - a.revenue);
  const customers = sums.reduce((sum, row) => sum + row.customers, 0);
  const revenue = sums.reduce((sum, row) => sum + row.revenue, 0);
  const name = (row: Sum) => nameOf(row.key, language);
  const days = ({ fewestDays, mostDays }: Sum) => daysAgo(fewestDays, mostDays, context);
  const first = sums[0];
  return figure(context, {
    name: 'segments',
    title:
      first && revenue > 0
        ? t.topSegment(
            name(first),
            format.percent(first.customers / customers),
            format.percent(first.revenue / revenue),
          )
        : t.segments,
    sentence: t.segmentSentence,
    columns: [
      { label: t.segment, value: name },
      {
        label: terms.customers,
        value: (row) => row.customers,
        show: (row) => format.count(row.customers),
        numeric: true,
      },
      {
        label: t.shareOfCustomers,
        value: (row) => row.customers / customers,
        show: (row) => format.percent(row.customers / customers),
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
        value: (row) => row.revenue / revenue,
        show: (row) => format.percent(row.revenue / revenue),
        numeric: true,
      },
      { label: t.lastOrder, value: (row) => row.mostDays, show: days, numeric: true },
    ],
    rows: sums,
    body: () =>
      bars(
        sums.map((row) => ({
          label: name(row),
          note: `${t.customerCount(format.count(row.customers), format.percent(row.customers / customers))} · ${days(row)}`,
          value: row.revenue,
          text: format.compactMoney(row.revenue),
          extra: html`<span class="x">${revenue > 0 ? format.percent(row.revenue / revenue) : ''}</span>`,
          tip: [
            name(row),
            `${terms.customers}: ${format.count(row.customers)}`,
            `${terms.revenue}: ${format.money(row.revenue)}`,
            `${terms.orders}: ${format.count(row.orders)}`,
            `${t.lastOrder}: ${days(row)}`,
          ],
        })),
      ),
  });
}

/** How long ago the customers of a segment last ordered, from the latest of them to the earliest. */
export const daysAgo = (
  fewest: number,
  most: number,
  { t, format }: Pick<Context, 't' | 'format'>,
): string =>
  fewest === most
    ? t.daysAgo(format.count(most))
    : t.daysAgo(`${format.count(fewest)}–${format.count(most)}`);
