import { figure } from '../../components/figure.ts';
import { lineChart } from '../../components/lineChart.ts';
import type { CustomersData } from '../../loaders/customers.ts';
import { type Context } from './context.ts';

export function concentration(data: CustomersData, context: Context): HTMLElement {
  const { t, format } = context;
  const rows = data.concentration;
  const share = (percent: number) => rows.find((row) => row.percent === percent)?.share ?? 0;
  return figure(context, {
    name: 'concentration',
    title: rows.length > 0 ? t.topTen(format.percent(share(10))) : t.concentration,
    sentence: t.concentrationSentence,
    columns: [
      { label: t.best, value: (row) => row.percent, show: (row) => `${row.percent}%`, numeric: true },
      {
        label: t.shareOfRevenue,
        value: (row) => row.share,
        show: (row) => format.percent(row.share),
        numeric: true,
      },
    ],
    rows,
    body: () =>
      lineChart({
        x: rows.map(({ percent }) => percent),
        lines: [
          {
            label: t.shareOfRevenue,
            color: 'var(--accent)',
            values: rows.map(({ share: s }) => s),
            area: true,
          },
        ],
        formatX: (percent) => t.bestPercent(String(percent)),
        tickX: (percent) => `${percent}%`,
        formatY: format.percent,
        label: t.concentration,
        unitX: t.best,
      }),
  });
}
