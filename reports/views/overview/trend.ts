import { figure } from '../../components/figure.ts';
import { lineChart } from '../../components/lineChart.ts';
import { metricWords } from '../../components/metrics.ts';
import type { OverviewData } from '../../loaders/overview.ts';
import { type OverviewContext } from './context.ts';
import { type Moment, metricAt, periodName } from './figures.ts';
import { testChange } from './significance.ts';

export function trend(data: OverviewData, context: OverviewContext, moment: Moment): HTMLElement {
  const { t, format, language } = context;
  const first = Math.max(0, moment.place - (moment.kind === 'week' ? 103 : 35));
  const x = data.periods[moment.kind].slice(first, moment.place + 1);
  const values = x.map((_, i) => metricAt(data, 'net_revenue', moment, first + i - moment.place) ?? 0);
  const now = values.at(-1) ?? 0;
  const year = metricAt(data, 'net_revenue', moment, moment.kind === 'week' ? -52 : -12);
  const change = year ? now / year - 1 : 0;
  const isChance =
    testChange(data, 'net_revenue', moment, moment.kind === 'week' ? -52 : -12).verdict === 'noise';
  const title = !year
    ? t.trend
    : isChance
      ? t.trendFlat(format.change(change))
      : (change >= 0 ? t.trendUp : t.trendDown)(format.percent(Math.abs(change)));
  const name = (start: string | number) => periodName(data, context, moment.kind, String(start));
  const label = metricWords[language].net_revenue?.name ?? '';
  return figure(context, {
    name: 'revenue',
    title,
    sentence: (moment.kind === 'week' ? t.perWeek : t.perMonth)(format.count(x.length)),
    columns: [
      { label: t.period, value: (row) => row.start, show: (row) => name(row.start) },
      { label, value: (row) => row.value, show: (row) => format.money(row.value), numeric: true },
    ],
    rows: x.map((start, i) => ({ start, value: values[i] ?? 0 })),
    body: () =>
      lineChart({
        x,
        lines: [{ label, color: 'var(--accent)', values, area: true }],
        formatX: name,
        tickX: (start) => format.shortMonth(String(start)),
        formatY: format.money,
        tickY: format.compactMoney,
        label: title,
        height: 360,
      }),
  });
}
