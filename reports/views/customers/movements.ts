import { figure, legend } from '../../components/figure.ts';
import { stackedColumns } from '../../components/stackedColumns.ts';
import type { CustomersData } from '../../loaders/customers.ts';
import { type Context } from './context.ts';

export function movements(data: CustomersData, context: Context, range: number): HTMLElement {
  const { t, terms, format } = context;
  const rows = data.movements.slice(-range);
  const parts = [
    { key: 'new_revenue', label: t.fromNew, color: 'var(--c6)' },
    { key: 'repeat_revenue', label: t.fromRepeat, color: 'var(--c0)' },
    { key: 'resurrected_revenue', label: t.fromResurrected, color: 'var(--c2)' },
    { key: 'churned_revenue', label: t.fromChurned, color: 'var(--c1)' },
  ] as const;
  const last = rows.at(-1);
  return figure(context, {
    name: 'movements',
    title: last
      ? t.movementTitle(
          format.month(last.month),
          format.compactMoney(last.new_revenue + last.resurrected_revenue),
          format.compactMoney(-last.churned_revenue),
        )
      : t.movements,
    sentence: t.movementSentence,
    columns: [
      { label: terms.month, value: (row) => row.month, show: (row) => format.month(row.month) },
      ...parts.map(({ key, label }) => ({
        label,
        value: (row: (typeof rows)[number]) => row[key],
        show: (row: (typeof rows)[number]) => format.money(row[key]),
        numeric: true,
      })),
    ],
    rows,
    legend: legend(parts),
    body: () =>
      stackedColumns({
        x: rows.map(({ month }) => month),
        series: parts.map(({ key, ...part }) => ({ ...part, values: rows.map((row) => row[key]) })),
        formatX: format.month,
        tickX: format.month,
        formatY: format.money,
        tickY: format.compactMoney,
        label: t.movements,
      }),
  });
}
