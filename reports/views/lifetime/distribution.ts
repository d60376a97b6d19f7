import { figure } from '../../components/figure.ts';
import { stackedColumns } from '../../components/stackedColumns.ts';
import type { LifetimeData } from '../../loaders/lifetime.ts';
import type { Context } from './context.ts';

/** How many customers are worth how much; the title says how much hangs on the best. */
export function distribution({ bands, totals }: LifetimeData, context: Context): HTMLElement {
  const { t, terms, format } = context;
  const width =
    bands.length > 1 ? Math.min(...bands.slice(1).map(({ from }, i) => from - (bands[i]?.from ?? 0))) : 1;
  const last = bands.at(-1);
  const all = Array.from(
    { length: bands.length > 0 ? Math.round((last?.from ?? 0) / width) + 1 : 0 },
    (_, i) => {
      const from = i * width;
      const found = bands.find((band) => Math.abs(band.from - from) < width / 2);
      return { from, customers: found?.customers ?? 0, clv: found?.clv ?? 0 };
    },
  );
  const name = (from: number) =>
    last && all.length > 20 && Math.abs(from - last.from) < width / 2
      ? t.andMore(format.compactMoney(from))
      : `${format.compactMoney(from)}–${format.compactMoney(from + width)}`;
  const mean = totals && totals.customers > 0 ? totals.clv / totals.customers : 0;
  const above = all.filter(({ from }) => from >= mean);
  const share = (of: 'customers' | 'clv') =>
    above.reduce((sum, band) => sum + band[of], 0) /
    Math.max(
      1e-9,
      all.reduce((sum, band) => sum + band[of], 0),
    );
  return figure(context, {
    name: 'distribution',
    title:
      totals && totals.clv > 0 && above.length > 0
        ? t.concentrated(format.percent(share('customers')), format.percent(share('clv')))
        : t.distribution,
    sentence: t.distributionSentence,
    ...(totals ? { empty: t.noneKnown } : {}),
    columns: [
      { label: t.value, value: (row) => row.from, show: (row) => name(row.from) },
      {
        label: terms.customers,
        value: (row) => row.customers,
        show: (row) => format.count(row.customers),
        numeric: true,
      },
      { label: t.sum, value: (row) => row.clv, show: (row) => format.money(row.clv), numeric: true },
    ],
    rows: all,
    body: () =>
      stackedColumns({
        x: all.map(({ from }) => String(from)),
        series: [
          { label: terms.customers, color: 'var(--accent)', values: all.map(({ customers }) => customers) },
        ],
        formatX: (from) => name(Number(from)),
        tickX: (from) => format.compactMoney(Number(from)),
        formatY: format.count,
        tickY: format.compactCount,
        label: t.distribution,
      }),
  });
}
