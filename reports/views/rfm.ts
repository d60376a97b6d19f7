import { bars } from '../components/bars.ts';
import { figure } from '../components/figure.ts';
import { filterBar, select } from '../components/filters.ts';
import { flow } from '../components/flow.ts';
import { heatMap } from '../components/heatMap.ts';
import { html } from '../components/html.ts';
import { definePage, type PageContext } from '../components/page.ts';
import { nameOf } from '../components/terms.ts';
import { live, urlState } from '../components/urlState.ts';
import type { RfmData, RfmGroup } from '../loaders/rfm.ts';
import { words } from './rfm/words.ts';

type Context = PageContext<(typeof words)['en']>;

const tiers = ['gold', 'silver', 'regular', 'new', 'prospect', 'none'] as const;
const tierColors: Readonly<Record<string, string>> = {
  gold: 'var(--c5)',
  silver: 'var(--c4)',
  regular: 'var(--c0)',
  new: 'var(--c6)',
  prospect: 'var(--c3)',
  none: 'var(--line-strong)',
};

export const view = definePage(words, (data: RfmData, context) => {
  const { t, terms, language, format } = context;
  const moments = [...new Set(data.moves.map(({ after }) => after))].sort().reverse();
  const present = tiers.filter((tier) => data.groups.some((group) => group.tier === tier));
  const state = urlState(
    { tier: 'all', month: moments[0] ?? '' },
    { tier: ['all', ...present], month: moments },
  );
  const groups = () =>
    data.groups.filter(({ tier }) => state.get('tier') === 'all' || tier === state.get('tier'));
  return [
    filterBar(
      context,
      [
        select(
          t.tier,
          () => [
            { value: 'all', label: terms.all },
            ...present.map((value) => ({ value, label: nameOf(value, language) })),
          ],
          state,
          'tier',
        ),
        select(
          t.moment,
          () => moments.map((value) => ({ value, label: format.date(value) })),
          state,
          'month',
        ),
      ],
      t.applies,
    ),
    html`<div class="cols c55">${live(state, () => grid(groups(), context))}${live(state, () => segments(groups(), context))}</div>`,
    html`<div class="cols c55">${live(state, () => movement(data, context, state.get('month')))}${tierTable(data, context)}</div>`,
  ];
});

interface Sum {
  readonly key: string;
  customers: number;
  revenue: number;
  orders: number;
}

function sumBy(groups: readonly RfmGroup[], keyOf: (group: RfmGroup) => string): readonly Sum[] {
  const sums = new Map<string, Sum>();
  for (const group of groups) {
    const key = keyOf(group);
    const sum = sums.get(key) ?? { key, customers: 0, revenue: 0, orders: 0 };
    sum.customers += group.customers;
    sum.revenue += group.revenue;
    sum.orders += group.orders;
    sums.set(key, sum);
  }
  return [...sums.values()];
}

function grid(groups: readonly RfmGroup[], context: Context): HTMLElement {
  const { t, terms, format } = context;
  const sums = new Map(sumBy(groups, ({ r, f }) => `${r}${f}`).map((sum) => [sum.key, sum]));
  const all = [...sums.values()].reduce((sum, { customers }) => sum + customers, 0);
  const most = Math.max(1, ...[...sums.values()].map(({ customers }) => customers));
  const best = [...sums.values()]
    .filter(({ key }) => key[0] === '5' && Number(key[1]) >= 4)
    .reduce((sum, { customers }) => sum + customers, 0);
  const scores = [5, 4, 3, 2, 1];
  return figure(context, {
    name: 'grid',
    title: all > 0 ? t.bestCorner(format.count(best), format.percent(best / all)) : t.grid,
    sentence: t.gridSentence,
    columns: [
      { label: t.recency, value: (row) => Number(row.key[0]), numeric: true },
      { label: t.frequency, value: (row) => Number(row.key[1]), numeric: true },
      {
        label: terms.customers,
        value: (row) => row.customers,
        show: (row) => format.count(row.customers),
        numeric: true,
      },
      {
        label: t.perCustomer,
        value: (row) => row.revenue / row.customers,
        show: (row) => format.money(row.revenue / row.customers),
        numeric: true,
      },
    ],
    rows: [...sums.values()],
    body: () => [
      heatMap({
        label: t.grid,
        columns: scores.toReversed().map((f) => `F${f}`),
        rows: scores.map((r) => ({
          label: `R${r}`,
          cells: scores.toReversed().map((f) => {
            const sum = sums.get(`${r}${f}`);
            if (!sum) return null;
            return {
              strength: sum.customers / most,
              text: format.count(sum.customers),
              note: format.compactMoney(sum.revenue / sum.customers),
              tip: [
                `R${r} F${f}`,
                `${terms.customers}: ${format.count(sum.customers)}`,
                `${t.perCustomer}: ${format.money(sum.revenue / sum.customers)}`,
              ],
            };
          }),
        })),
      }),
      html`<p class="axes"><span>↑ ${t.recency}</span><span>${t.frequency} →</span></p>`,
    ],
  });
}

function segments(groups: readonly RfmGroup[], context: Context): HTMLElement {
  const { t, terms, format, language } = context;
  const sums = [...sumBy(groups, ({ segment }) => segment)].sort((a, b) => b.revenue - a.revenue);
  const customers = sums.reduce((sum, row) => sum + row.customers, 0);
  const revenue = sums.reduce((sum, row) => sum + row.revenue, 0);
  const name = (row: Sum) => nameOf(row.key, language);
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
    ],
    rows: sums,
    body: () =>
      bars(
        sums.map((row) => ({
          label: name(row),
          note: t.customerCount(format.count(row.customers), format.percent(row.customers / customers)),
          value: row.revenue,
          text: format.compactMoney(row.revenue),
          extra: html`<span class="x">${revenue > 0 ? format.percent(row.revenue / revenue) : ''}</span>`,
          tip: [
            name(row),
            `${terms.customers}: ${format.count(row.customers)}`,
            `${terms.revenue}: ${format.money(row.revenue)}`,
            `${terms.orders}: ${format.count(row.orders)}`,
          ],
        })),
      ),
  });
}

function movement(data: RfmData, context: Context, month: string): HTMLElement {
  const { t, terms, format, language } = context;
  const rows = data.moves.filter(({ after }) => after === month);
  const rank = (tier: string) => ['none', 'prospect', 'new', 'regular', 'silver', 'gold'].indexOf(tier);
  const old = rows.filter(({ from }) => from !== 'none' && from !== 'new');
  const sum = (list: typeof rows) => list.reduce((n, { customers }) => n + customers, 0);
  const up = sum(old.filter(({ from, to }) => rank(to) > rank(from)));
  const down = sum(old.filter(({ from, to }) => rank(to) < rank(from)));
  const before = rows[0]?.before ?? '';
  const name = (tier: string) => nameOf(tier, language);
  return figure(context, {
    name: 'movement',
    title: rows.length > 0 ? t.moved(format.count(up), format.count(down)) : t.movement,
    sentence: rows.length > 0 ? t.movementSentence(format.date(before), format.date(month)) : t.movement,
    empty: t.oneMonth,
    columns: [
      { label: t.from, value: (row) => name(row.from) },
      { label: t.to, value: (row) => name(row.to) },
      {
        label: terms.customers,
        value: (row) => row.customers,
        show: (row) => format.count(row.customers),
        numeric: true,
      },
    ],
    rows,
    body: () =>
      flow({
        label: t.movement,
        stages: tiers.map((id) => ({ id, label: name(id), color: tierColors[id] ?? '' })),
        links: rows.map((row) => ({
          from: row.from,
          to: row.to,
          value: row.customers,
          tip: [
            row.from === row.to ? t.stayed(name(row.from)) : `${name(row.from)} → ${name(row.to)}`,
            t.customerN(format.count(row.customers)),
          ],
        })),
        left: format.date(before),
        right: format.date(month),
        format: format.count,
      }),
  });
}

function tierTable(data: RfmData, context: Context): HTMLElement {
  const { t, terms, format, language } = context;
  const rows = tiers.flatMap((tier) => data.tiers.filter((row) => row.tier === tier));
  const revenue = rows.reduce((sum, row) => sum + row.revenue12m, 0);
  const gold = rows.find(({ tier }) => tier === 'gold');
  return figure(context, {
    name: 'tiers',
    title:
      gold && revenue > 0
        ? t.goldBrings(format.count(gold.customers), format.percent(gold.revenue12m / revenue))
        : t.tiers,
    sentence: t.tierSentence,
    isTable: true,
    body: () => '',
    columns: [
      {
        label: t.tier,
        value: (row) => nameOf(row.tier, language),
        show: (row) =>
          html`<span class="chip" style=${{ '--k': tierColors[row.tier] ?? '' }}>${nameOf(row.tier, language)}</span>`,
      },
      {
        label: terms.customers,
        value: (row) => row.customers,
        show: (row) => format.count(row.customers),
        numeric: true,
      },
      {
        label: t.revenue12m,
        value: (row) => row.revenue12m,
        show: (row) => format.compactMoney(row.revenue12m),
        numeric: true,
      },
      {
        label: terms.share,
        value: (row) => (revenue > 0 ? row.revenue12m / revenue : 0),
        show: (row) => format.percent(revenue > 0 ? row.revenue12m / revenue : 0),
        numeric: true,
      },
      {
        label: t.ordersEach,
        value: (row) => row.orders / row.customers,
        show: (row) => format.number(row.orders / row.customers),
        numeric: true,
      },
      {
        label: t.repeat,
        value: (row) => row.repeats / row.customers,
        show: (row) => format.percent(row.repeats / row.customers),
        numeric: true,
      },
      {
        label: t.satisfaction,
        value: (row) => row.satisfaction,
        show: (row) => (row.satisfaction === null ? '–' : format.number(row.satisfaction)),
        numeric: true,
      },
    ],
    rows,
  });
}
