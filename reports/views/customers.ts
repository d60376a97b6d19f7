import { bars } from '../components/bars.ts';
import { delta } from '../components/delta.ts';
import { colorAt, figure, legend } from '../components/figure.ts';
import { filterBar, segmented, select } from '../components/filters.ts';
import { html } from '../components/html.ts';
import { kpi } from '../components/kpi.ts';
import { lineChart } from '../components/lineChart.ts';
import { definePage, type PageContext } from '../components/page.ts';
import { stackedColumns } from '../components/stackedColumns.ts';
import { nameOf } from '../components/terms.ts';
import { live, urlState } from '../components/urlState.ts';
import type { CustomersData, Region } from '../loaders/customers.ts';
import { words } from './customers/words.ts';

type Context = PageContext<(typeof words)['en']>;

const stages = ['new', 'active', 'resurrected', 'at_risk', 'dormant', 'lost'] as const;
const stageColors: Readonly<Record<string, string>> = {
  new: 'var(--c6)',
  active: 'var(--c0)',
  resurrected: 'var(--c2)',
  at_risk: 'var(--c5)',
  dormant: 'var(--c1)',
  lost: 'var(--c4)',
};

const monthsBack = (range: string) => (range === '12' ? 12 : range === '24' ? 24 : Infinity);

export const view = definePage(words, (data: CustomersData, context) => {
  const { t, terms, language } = context;
  const channels = [...new Set(data.acquisition.map(({ channel }) => channel))];
  const hasProvinces = data.provinces.some(({ place }) => place !== 'unknown');
  const state = urlState(
    {
      range: '24',
      channel: 'all',
      place: data.countries.length > 1 || !hasProvinces ? 'country' : 'province',
    },
    { range: ['12', '24', 'all'], channel: ['all', ...channels], place: ['country', 'province'] },
  );
  const range = () => monthsBack(state.get('range'));
  return [
    filterBar(
      context,
      [
        segmented(
          terms.period,
          [
            { value: '12', label: terms.last12 },
            { value: '24', label: terms.last24 },
            { value: 'all', label: terms.allTime },
          ],
          state,
          'range',
        ),
        select(
          terms.channel,
          () => [
            { value: 'all', label: terms.all },
            ...channels.map((value) => ({ value, label: nameOf(value, language) })),
          ],
          state,
          'channel',
        ),
      ],
      t.applies,
    ),
    tiles(data, context),
    live(state, () => lifecycle(data, context, range()), 'live'),
    html`<div class="cols c55">${live(state, () => movements(data, context, range()))}${live(state, () => acquisition(data, context, range(), state.get('channel')))}</div>`,
    html`<div class="cols c55">${live(state, () =>
      regions(
        data,
        context,
        state.get('place'),
        hasProvinces
          ? segmented(
              t.place,
              [
                { value: 'country', label: t.country },
                { value: 'province', label: t.province },
              ],
              state,
              'place',
            )
          : '',
      ),
    )}${concentration(data, context)}</div>`,
  ];
});

const monthsOf = (data: CustomersData) => [...new Set(data.lifecycle.map(({ month }) => month))].sort();

function counts(data: CustomersData, stage: string, months: readonly string[]): readonly number[] {
  const found = new Map(
    data.lifecycle.filter((row) => row.lifecycle === stage).map((row) => [row.month, row.customers]),
  );
  return months.map((month) => found.get(month) ?? 0);
}

function tiles(data: CustomersData, context: Context): HTMLElement | null {
  const { t, format, language } = context;
  const months = monthsOf(data);
  if (months.length === 0) return null;
  const cards = stages.map((stage) => {
    const values = counts(data, stage, months);
    const now = values.at(-1) ?? 0;
    const before = values.at(-2);
    const bad = stage === 'lost' || stage === 'dormant' || stage === 'at_risk';
    return kpi(context, {
      id: stage,
      name: nameOf(stage, language),
      definition: t.definitions[stage],
      value: format.count(now),
      changes: before
        ? [
            {
              pill: delta(format.change(now / before - 1), now / before - 1, bad ? 'bad' : 'good'),
              label: t.sinceMonthEnd,
            },
          ]
        : [],
      history: values.slice(-13),
    });
  });
  return html`<div class="kpis">${cards}</div>`;
}

function lifecycle(data: CustomersData, context: Context, range: number): HTMLElement {
  const { t, terms, format, language } = context;
  const months = monthsOf(data).slice(-range);
  const series = stages
    .map((stage) => ({
      stage,
      label: nameOf(stage, language),
      color: stageColors[stage] ?? '',
      values: counts(data, stage, months),
    }))
    .filter(({ values }) => values.some((value) => value > 0));
  const at = (stage: string) => series.find((s) => s.stage === stage)?.values.at(-1) ?? 0;
  const all = series.reduce((sum, s) => sum + (s.values.at(-1) ?? 0), 0);
  const alive = all - at('lost') - at('dormant');
  return figure(context, {
    name: 'lifecycle',
    title: all > 0 ? t.aliveShare(format.percent(alive / all), format.count(all)) : t.lifecycle,
    sentence: t.lifecycleSentence(format.count(data.prospects)),
    columns: [
      { label: terms.month, value: (row) => row.month, show: (row) => format.date(row.month) },
      ...series.map(({ label, values }) => ({
        label,
        value: (row: { i: number }) => values[row.i] ?? 0,
        show: (row: { i: number }) => format.count(values[row.i] ?? 0),
        numeric: true,
      })),
    ],
    rows: months.map((month, i) => ({ month, i })),
    legend: legend(series),
    body: () =>
      stackedColumns({
        x: months,
        series,
        formatX: format.date,
        tickX: format.shortMonth,
        formatY: format.count,
        tickY: format.compactCount,
        label: t.lifecycle,
        height: 320,
      }),
  });
}

function movements(data: CustomersData, context: Context, range: number): HTMLElement {
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
        tickX: format.shortMonth,
        formatY: format.money,
        tickY: format.compactMoney,
        label: t.movements,
      }),
  });
}

function acquisition(data: CustomersData, context: Context, range: number, only: string): HTMLElement {
  const { t, terms, format, language } = context;
  const months = [...new Set(data.acquisition.map(({ month }) => month))].sort().slice(-range);
  const sums = new Map<string, number>();
  const values = new Map<string, number>();
  for (const { month, channel, customers } of data.acquisition) {
    if (!months.includes(month) || (only !== 'all' && channel !== only)) continue;
    sums.set(channel, (sums.get(channel) ?? 0) + customers);
    values.set(`${month} ${channel}`, customers);
  }
  const order = [...sums].sort(([, a], [, b]) => b - a).map(([channel]) => channel);
  const all = [...sums.values()].reduce((sum, n) => sum + n, 0);
  const first = order[0];
  const series = order.slice(0, 7).map((channel, i) => ({
    label: nameOf(channel, language),
    color: colorAt(i),
    values: months.map((month) => values.get(`${month} ${channel}`) ?? 0),
  }));
  return figure(context, {
    name: 'acquisition',
    title:
      first && all > 0
        ? t.bestChannel(nameOf(first, language), format.percent((sums.get(first) ?? 0) / all))
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
        tickX: format.shortMonth,
        formatY: format.count,
        tickY: format.compactCount,
        label: t.acquisition,
      }),
  });
}

function regions(
  data: CustomersData,
  context: Context,
  kind: string,
  choice: HTMLElement | string,
): HTMLElement {
  const { t, terms, format, language } = context;
  const rows: readonly Region[] = kind === 'province' ? data.provinces : data.countries;
  const all = rows.reduce((sum, { revenue }) => sum + revenue, 0);
  const name = (place: string) => nameOf(place, language, 'country');
  const first = rows[0];
  return figure(context, {
    name: 'regions',
    title:
      first && all > 0 ? t.bestRegion(name(first.place), format.percent(first.revenue / all)) : t.regions,
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

function concentration(data: CustomersData, context: Context): HTMLElement {
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
