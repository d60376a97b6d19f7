import { bars } from '../../components/bars.ts';
import { figure } from '../../components/figure.ts';
import { nameOf } from '../../components/terms.ts';
import type { CustomersData, Region } from '../../loaders/customers.ts';
import { type Context } from './context.ts';
import { greatest } from './greatest.ts';

export function regions(
  data: CustomersData,
  context: Context,
  kind: string,
  choice: HTMLElement | string,
): HTMLElement {
  const { t, terms, format, language } = context;
  const rows: readonly Region[] = kind === 'province' ? data.provinces : data.countries;
  const all = rows.reduce((sum, { revenue }) => sum + revenue, 0);
  const name = (place: string) => nameOf(place, language, 'country');
  return figure(context, {
    name: 'regions',
    title:
      all > 0
        ? greatest(
            rows.map(({ place, revenue }) => [place, revenue] as const),
            { best: t.bestRegion, bestKnown: t.bestKnownRegion, noneKnown: t.noKnownRegion },
            name,
            format,
          )
        : t.regions,
    sentence: t.regionSentence,
    columns: [
      { label: t.place, value: (row) => name(row.place) },
      {
        label: terms.customers,
        value: (row) => row.customers,
        show: (row) => format.count(row.customers),
        numeric: true,
      },
      {
        label: terms.revenue,
        value: (row) => row.revenue,
        show: (row) => format.money(row.revenue),
        numeric: true,
      },
    ],
    rows,
    legend: choice,
    body: () =>
      bars(
        rows.slice(0, 9).map((row) => ({
          label: name(row.place),
          value: row.revenue,
          text: format.compactMoney(row.revenue),
          note: t.customerCount(format.count(row.customers)),
          tip: [name(row.place), format.money(row.revenue), t.customerCount(format.count(row.customers))],
        })),
      ),
  });
}
