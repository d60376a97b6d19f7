import { colorAt, figure, legend } from '../../components/figure.ts';
import { stackedColumns } from '../../components/stackedColumns.ts';
import { nameOf } from '../../components/terms.ts';
import type { CustomersData } from '../../loaders/customers.ts';
import { type Context } from './context.ts';
import { greatest } from './greatest.ts';

export function acquisition(data: CustomersData, context: Context, range: number, only: string): HTMLElement {
  const { t, terms, format, language } = context;
  const months = [...new Set(data.acquisition.map(({ month }) => month))].sort().slice(-range);
  const sums = new Map<string, number>();
  const values = new Map<string, number>();
  for (const { month, channel, customers } of data.acquisition) {
    if (!months.includes(month) || (only !== 'all' && channel !== only)) continue;
    sums.set(channel, (sums.get(channel) ?? 0) + customers);
    values.set(`${month} ${channel}`, customers);
  }
  const byNumber = [...sums].sort(([, a], [, b]) => b - a);
  const order = byNumber.map(([channel]) => channel);
  const all = [...sums.values()].reduce((sum, n) => sum + n, 0);
  const series = order.slice(0, 7).map((channel, i) => ({
    label: nameOf(channel, language),
    color: colorAt(i),
    values: months.map((month) => values.get(`${month} ${channel}`) ?? 0),
  }));
  return figure(context, {
    name: 'acquisition',
    title:
      all > 0
        ? greatest(
            byNumber,
            { best: t.bestChannel, bestKnown: t.bestKnownChannel, noneKnown: t.noKnownChannel },
            (channel) => nameOf(channel, language),
            format,
          )
        : t.acquisition,
    sentence: t.acquisitionSentence,
    columns: [
      { label: terms.month, value: (row) => row.month, show: (row) => format.month(row.month) },
      ...series.map((s) => ({
        label: s.label,
        value: (row: { i: number }) => s.values[row.i] ?? 0,
        numeric: true,
      })),
    ],
    rows: all > 0 ? months.map((month, i) => ({ month, i })) : [],
    legend: legend(series),
    body: () =>
      stackedColumns({
        x: months,
        series,
        formatX: format.month,
        tickX: format.month,
        formatY: format.count,
        tickY: format.compactCount,
        label: t.acquisition,
      }),
  });
}
