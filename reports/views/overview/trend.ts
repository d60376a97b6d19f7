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
  // weeks ahead follow the last week that is over
  const isLast =
    moment.kind === 'week' && moment.place === data.periods.week.length - 1 && !data.running.week;
  const expected = isLast ? (data.expected[moment.channel] ?? []) : [];
  const ahead = expected.map(() => null);
  const past = x.map(() => null);
  const name = (start: string | number) => periodName(data, context, moment.kind, String(start));
  const label = metricWords[language].net_revenue?.name ?? '';
  return figure(context, {
    name: 'revenue',
    title,
    sentence: `${(moment.kind === 'week' ? t.perWeek : t.perMonth)(format.count(x.length))}${expected.length > 0 ? t.withForecast(format.count(expected.length)) : ''}`,
    columns: [
      {
        label: t.period,
        value: (row) => row.start,
        show: (row) => (row.isExpected ? t.expected(name(row.start)) : name(row.start)),
      },
      { label, value: (row) => row.value, show: (row) => format.money(row.value), numeric: true },
    ],
    rows: [
      ...x.map((start, i) => ({ start, value: values[i] ?? 0, isExpected: false })),
      ...expected.map(({ start, value }) => ({ start, value, isExpected: true })),
    ],
    body: () =>
      lineChart({
        x: [...x, ...expected.map(({ start }) => start)],
        lines: [
          { label, color: 'var(--accent)', values: [...values, ...ahead], area: true },
          ...(expected.length > 0
            ? [
                {
                  label: t.forecast,
                  color: 'var(--accent)',
                  values: [...past.slice(1), values.at(-1) ?? null, ...expected.map(({ value }) => value)],
                  dashed: true,
                },
              ]
            : []),
        ],
        bands: [
          {
            label: t.forecastInterval,
            color: 'var(--accent)',
            low: [...past, ...expected.map(({ low }) => low)],
            high: [...past, ...expected.map(({ high }) => high)],
          },
        ],
        formatX: name,
        tickX: (start) => format.month(String(start)),
        formatY: format.money,
        tickY: format.compactMoney,
        label: title,
        height: 360,
      }),
  });
}
