import { bars } from '../components/bars.ts';
import { card } from '../components/card.ts';
import { delta } from '../components/delta.ts';
import { figure } from '../components/figure.ts';
import { filterBar, segmented, select } from '../components/filters.ts';
import { html } from '../components/html.ts';
import { type Kpi, kpi } from '../components/kpi.ts';
import { lineChart } from '../components/lineChart.ts';
import { dictionary } from '../components/locale.ts';
import { metricValue, metricWords } from '../components/metrics.ts';
import { definePage, type PageContext } from '../components/page.ts';
import { nameOf } from '../components/terms.ts';
import { live, urlState } from '../components/urlState.ts';
import type { Kind, OverviewData } from '../loaders/overview.ts';
import { cards, contributions, type Moment, metricAt, periodName } from './overview/figures.ts';

const words = dictionary(
  {
    week: 'Week',
    month: 'Month',
    step: 'Step',
    period: 'Period',
    weekOf: (date: string) => `Week of ${date}`,
    soFar: (period: string) => `${period}, so far`,
    allChannels: 'All channels',
    rose: (value: string, change: string) => `Net revenue rose ${change} to ${value}.`,
    fell: (value: string, change: string) => `Net revenue fell ${change} to ${value}.`,
    held: (value: string) => `Net revenue held at ${value}.`,
    first: (value: string) => `Net revenue was ${value}; there is no earlier period to compare with.`,
    driver: (orders: string, basket: string) => `Orders moved ${orders} and the average order ${basket}.`,
    from: (value: string) => `from ${value}`,
    lastYear: 'on last year',
    trendUp: (change: string) => `Net revenue is up ${change} on a year ago`,
    trendDown: (change: string) => `Net revenue is down ${change} on a year ago`,
    trend: 'Net revenue over time',
    perWeek: (n: string) => `Per week, the ${n} weeks up to the chosen one`,
    perMonth: (n: string) => `Per month, the ${n} months up to the chosen one`,
    movedMost: (name: string, change: string) => `${name} moved revenue most: ${change}`,
    nothingMoved: 'Nothing moved revenue',
    why: (dimension: string) => `Change of net revenue on the period before, by ${dimension}; all channels`,
    dimension: 'Split the change by',
    byChannel: 'channel',
    byCountry: 'country',
    byCategory: 'category',
    byStore: 'store',
    rest: 'All others',
    was: 'Before',
    is: 'Now',
    change: 'Change',
    value: 'Value',
    alerts: (n: string) => `${n} checks ask for attention`,
    noAlerts: 'All checks passed',
    alertsWhy: (n: string) => `${n} checks ran before this was published`,
    rows: (n: string) => `${n} rows`,
    quality: 'See data quality',
    noOrders: 'No orders have been counted yet. Key figures appear with the first order.',
    applies: 'the key figures and the revenue line; the date range also to what moved',
  },
  {
    week: '周',
    month: '月',
    step: '粒度',
    period: '期间',
    weekOf: (date) => `${date}当周`,
    soFar: (period) => `${period}（截至目前）`,
    allChannels: '全部渠道',
    rose: (value, change) => `净销售额上升 ${change}，达到 ${value}。`,
    fell: (value, change) => `净销售额下降 ${change}，为 ${value}。`,
    held: (value) => `净销售额持平，为 ${value}。`,
    first: (value) => `净销售额为 ${value}，尚无更早的期间可比。`,
    driver: (orders, basket) => `订单数变化 ${orders}，客单价变化 ${basket}。`,
    from: (value) => `上期 ${value}`,
    lastYear: '同比去年',
    trendUp: (change) => `净销售额同比上升 ${change}`,
    trendDown: (change) => `净销售额同比下降 ${change}`,
    trend: '净销售额走势',
    perWeek: (n) => `按周，截至所选周的 ${n} 周`,
    perMonth: (n) => `按月，截至所选月的 ${n} 个月`,
    movedMost: (name, change) => `“${name}”对销售额影响最大：${change}`,
    nothingMoved: '销售额没有变化',
    why: (dimension) => `净销售额较上期的变化，按${dimension}拆分；全部渠道`,
    dimension: '拆分维度',
    byChannel: '渠道',
    byCountry: '国家/地区',
    byCategory: '品类',
    byStore: '门店',
    rest: '其余合计',
    was: '上期',
    is: '本期',
    change: '变化',
    value: '数值',
    alerts: (n) => `${n} 项检查需要关注`,
    noAlerts: '所有检查均通过',
    alertsWhy: (n) => `发布前共运行 ${n} 项检查`,
    rows: (n) => `${n} 行`,
    quality: '查看数据质量',
    noOrders: '尚未统计到订单。有了第一笔订单后，这里会显示关键指标。',
    applies: '关键指标与销售额走势；日期范围也作用于变化拆分',
  },
);

export type OverviewContext = PageContext<(typeof words)['en']>;

export const view = definePage(words, (data: OverviewData, context) => {
  const { t } = context;
  const names = { channel: t.byChannel, country: t.byCountry, category: t.byCategory, store: t.byStore };
  const dimensions = (['channel', 'country', 'category', 'store'] as const).filter(
    (name) => data.parts.month[name],
  );
  const channels = Object.keys(data.metrics.net_revenue ?? {}).filter((name) => name !== 'all');
  const state = urlState(
    {
      by: data.running.month && !data.running.week ? 'week' : 'month',
      at: '',
      channel: 'all',
      split: dimensions[0] ?? 'channel',
    },
    { by: ['week', 'month'], channel: ['all', ...channels], split: dimensions },
  );
  const kind = (): Kind => (state.get('by') === 'week' ? 'week' : 'month');
  const moment = (): Moment => {
    const periods = data.periods[kind()];
    const place = periods.indexOf(state.get('at'));
    return { kind: kind(), place: place < 0 ? periods.length - 1 : place, channel: state.get('channel') };
  };
  if (data.periods.month.length === 0)
    return [card(t.trend, '', html`<p class="insight">${t.noOrders}</p>`), alerts(data, context)];

  const bar = filterBar(
    context,
    [
      segmented(
        t.step,
        [
          { value: 'month', label: t.month },
          { value: 'week', label: t.week },
        ],
        state,
        'by',
      ),
      select(
        t.period,
        () =>
          data.periods[kind()]
            .map((start, i, list) => ({
              value: i === list.length - 1 ? '' : start,
              label: periodName(data, context, kind(), start),
            }))
            .reverse(),
        state,
        'at',
      ),
      select(
        context.terms.channel,
        () => [
          { value: 'all', label: t.allChannels },
          ...channels.map((value) => ({ value, label: nameOf(value, context.language) })),
        ],
        state,
        'channel',
      ),
    ],
    t.applies,
  );
  return [
    live(state, () => insight(data, context, moment())),
    bar,
    live(state, () => cards(data, context, moment()).map((each: Kpi) => kpi(context, each)), 'kpis'),
    html`<div class="cols c85">${live(state, () => trend(data, context, moment()))}<div class="live">${live(
      state,
      () =>
        moved(
          data,
          context,
          moment(),
          state.get('split'),
          names,
          dimensions.length > 1
            ? segmented(
                t.dimension,
                dimensions.map((value) => ({ value, label: names[value] })),
                state,
                'split',
              )
            : '',
        ),
    )}${alerts(data, context)}</div></div>`,
  ];
});

function insight(data: OverviewData, { t, format }: OverviewContext, moment: Moment): HTMLElement {
  const now = metricAt(data, 'net_revenue', moment) ?? 0;
  const before = metricAt(data, 'net_revenue', moment, -1);
  const value = format.compactMoney(now);
  if (!before) return html`<p class="insight"><b>${t.first(value)}</b></p>`;
  const share = now / before - 1;
  const said =
    Math.abs(share) < 0.0005
      ? t.held(value)
      : (share > 0 ? t.rose : t.fell)(value, format.percent(Math.abs(share)));
  const moves = ['orders', 'average_order_value'].map((metric) => {
    const was = metricAt(data, metric, moment, -1);
    const is = metricAt(data, metric, moment);
    return was && is !== null ? format.change(is / was - 1) : '–';
  });
  return html`<p class="insight" aria-live="polite"><b>${said}</b> ${t.driver(moves[0] ?? '', moves[1] ?? '')}</p>`;
}

function trend(data: OverviewData, context: OverviewContext, moment: Moment): HTMLElement {
  const { t, format, language } = context;
  const first = Math.max(0, moment.place - (moment.kind === 'week' ? 103 : 35));
  const x = data.periods[moment.kind].slice(first, moment.place + 1);
  const values = x.map((_, i) => metricAt(data, 'net_revenue', moment, first + i - moment.place) ?? 0);
  const now = values.at(-1) ?? 0;
  const year = metricAt(data, 'net_revenue', moment, moment.kind === 'week' ? -52 : -12);
  const change = year ? now / year - 1 : 0;
  const title = year ? (change >= 0 ? t.trendUp : t.trendDown)(format.percent(Math.abs(change))) : t.trend;
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
        height: 380,
      }),
  });
}

function moved(
  data: OverviewData,
  context: OverviewContext,
  moment: Moment,
  split: string,
  names: Readonly<Record<string, string>>,
  choice: HTMLElement | string,
): HTMLElement {
  const { t, format, language } = context;
  const rows = contributions(data, moment, split);
  const name = (value: string) => (value === '…' ? t.rest : nameOf(value, language, split));
  const most = rows[0];
  return figure(context, {
    name: 'moved',
    title:
      most && most.change !== 0
        ? t.movedMost(name(most.value), metricValue(format, 'net_revenue', most.change))
        : t.nothingMoved,
    sentence: t.why(names[split] ?? split),
    empty: t.first(format.compactMoney(metricAt(data, 'net_revenue', moment) ?? 0)),
    columns: [
      { label: names[split] ?? split, value: (row) => name(row.value) },
      { label: t.was, value: (row) => row.was, show: (row) => format.money(row.was), numeric: true },
      { label: t.is, value: (row) => row.is, show: (row) => format.money(row.is), numeric: true },
      { label: t.change, value: (row) => row.change, show: (row) => format.money(row.change), numeric: true },
    ],
    rows,
    legend: choice,
    body: () =>
      bars(
        rows.slice(0, 7).map((row) => ({
          label: name(row.value),
          value: row.change,
          text: `${row.change > 0 ? '+' : ''}${format.compactMoney(row.change)}`,
          color: row.change >= 0 ? 'var(--c2)' : 'var(--c1)',
          tip: [name(row.value), `${t.was}: ${format.money(row.was)}`, `${t.is}: ${format.money(row.is)}`],
          extra: row.was > 0 ? delta(format.change(row.is / row.was - 1), row.change) : html`<span></span>`,
        })),
      ),
  });
}

function alerts(data: OverviewData, { t, format, language }: OverviewContext): HTMLElement {
  const items = data.alerts
    .slice(0, 5)
    .map(
      (alert) =>
        html`<li><span class="chip" style=${{ '--k': alert.severity === 'error' ? 'var(--bad)' : 'var(--c5)' }}>${t.rows(format.count(alert.failures))}</span><span>${alert.sentence}</span><small>${alert.owner}</small></li>`,
    );
  const link = html`<a href=${`/${language}/quality.html`}>${t.quality}</a>`;
  link.setAttribute('href', './quality.html');
  return card(
    data.alerts.length > 0 ? t.alerts(format.count(data.alerts.length)) : t.noAlerts,
    t.alertsWhy(format.count(data.checks)),
    [html`<ul class="alerts">${items}</ul>`, link],
  );
}
