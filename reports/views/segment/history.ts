import { colorAt, figure, legend } from '../../components/figure.ts';
import { lineChart } from '../../components/lineChart.ts';
import { stackedColumns } from '../../components/stackedColumns.ts';
import type { SegmentData } from '../../loaders/segment.ts';
import { type Context, linkTo, nameIn } from './context.ts';

interface Month {
  readonly month: string;
  readonly members: number;
  readonly fresh: number;
  readonly entered: number;
  readonly left: number;
}

/** Members at each month end, and who came and left since the one before. */
export function months({ segment: { segment }, moves }: SegmentData): readonly Month[] {
  const ends = [...new Set(moves.map(({ month }) => month))].sort();
  return ends.map((month) => {
    const of = (keep: (from: number, to: number) => boolean) =>
      moves
        .filter((move) => move.month === month && keep(move.from, move.to))
        .reduce((sum, { customers }) => sum + customers, 0);
    return {
      month,
      members: of((_, to) => to === segment),
      fresh: of((from, to) => from === 0 && to === segment),
      entered: of((from, to) => from !== 0 && from !== segment && to === segment),
      left: of((from, to) => from === segment && to !== segment),
    };
  });
}

/** The last month, and the month end that it counts from. */
export function latest(data: SegmentData): Omit<Month, 'month'> & { readonly since: string | null } {
  const all = months(data);
  const last = all.at(-1) ?? { members: 0, fresh: 0, entered: 0, left: 0 };
  return { ...last, since: all.at(-2)?.month ?? null };
}

export function membersByMonth(data: SegmentData, context: Context): HTMLElement {
  const { t, terms, format } = context;
  const rows = months(data);
  const [last, before] = [rows.at(-1), rows.at(-13) ?? rows[0]];
  const change = (last?.members ?? 0) - (before?.members ?? 0);
  const tell = change > 0 ? t.grewBy : t.shrankBy;
  return figure(context, {
    name: 'members',
    title:
      last && before && last !== before
        ? change === 0
          ? t.sameSize(format.date(before.month))
          : tell(format.count(Math.abs(change)), format.date(before.month))
        : t.members,
    sentence: t.membersOf,
    empty: t.oneMonth,
    columns: [
      { label: terms.month, value: (row) => row.month, show: (row) => format.date(row.month) },
      {
        label: terms.customers,
        value: (row) => row.members,
        show: (row) => format.count(row.members),
        numeric: true,
      },
    ],
    rows,
    body: () =>
      lineChart({
        x: rows.map(({ month }) => month),
        lines: [
          {
            label: terms.customers,
            color: colorAt(data.segment.segment - 1),
            values: rows.map(({ members }) => members),
            area: true,
          },
        ],
        formatX: (date) => format.date(String(date)),
        tickX: (date) => format.month(String(date)),
        formatY: format.count,
        tickY: format.compactCount,
        label: t.members,
      }),
  });
}

export function movementByMonth(data: SegmentData, context: Context): HTMLElement {
  const { t, terms, format } = context;
  // in the first month everybody is new
  const rows = months(data).slice(1);
  const year = rows.slice(-12);
  const better = year.filter(({ fresh, entered, left }) => fresh + entered > left).length;
  const series = [
    { label: t.came, color: 'var(--c0)', values: rows.map(({ entered }) => entered) },
    { label: t.first, color: 'var(--c2)', values: rows.map(({ fresh }) => fresh) },
    { label: t.went, color: 'var(--c1)', values: rows.map(({ left }) => -left) },
  ];
  const column = (label: string, value: (row: Month) => number) => ({
    label,
    value,
    show: (row: Month) => format.count(value(row)),
    numeric: true,
  });
  return figure(context, {
    name: 'came-and-left',
    title: year.length === 12 ? t.cameMore(format.count(better)) : t.cameAndLeft,
    sentence: t.cameAndLeftSentence,
    empty: t.oneMonth,
    legend: legend(series),
    columns: [
      { label: terms.month, value: (row) => row.month, show: (row) => format.date(row.month) },
      column(t.came, (row) => row.entered),
      column(t.first, (row) => row.fresh),
      column(t.went, (row) => row.left),
    ],
    rows,
    body: () =>
      stackedColumns({
        x: rows.map(({ month }) => month),
        series,
        formatX: (date) => format.date(date),
        tickX: (date) => format.month(date),
        formatY: (n) => format.count(Math.abs(n)),
        tickY: (n) => format.compactCount(Math.abs(n)),
        label: t.cameAndLeft,
      }),
  });
}

/** With which other segments members were exchanged over the last twelve months. */
export function exchange(data: SegmentData, context: Context): HTMLElement {
  const { t, format } = context;
  const { segment } = data.segment;
  const name = nameIn(data.all, context);
  const ends = [...new Set(data.moves.map(({ month }) => month))].sort().slice(1).slice(-12);
  const counted = data.moves.filter(({ month }) => ends.includes(month));
  const sum = (from: number, to: number) =>
    counted
      .filter((move) => move.from === from && move.to === to)
      .reduce((n, { customers }) => n + customers, 0);
  const rows = data.all
    .filter((one) => one.segment !== segment)
    .map((one) => ({ other: one.segment, came: sum(one.segment, segment), went: sum(segment, one.segment) }))
    .filter(({ came, went }) => came + went > 0)
    .sort((a, b) => b.came - a.came || b.went - a.went);
  const [most] = rows;
  const column = (label: string, value: (row: (typeof rows)[number]) => number) => ({
    label,
    value,
    show: (row: (typeof rows)[number]) => format.count(value(row)),
    numeric: true,
  });
  return figure(context, {
    name: 'exchange',
    title: most && most.came > 0 ? t.exchangeMost(name(most.other), format.count(most.came)) : t.exchange,
    sentence: t.exchangeSentence,
    empty: t.oneMonth,
    isTable: true,
    body: () => '',
    columns: [
      {
        label: t.segment,
        value: (row) => name(row.other),
        show: (row) => linkTo(row.other, name(row.other)),
      },
      column(t.came, (row) => row.came),
      column(t.went, (row) => row.went),
      column(t.net, (row) => row.came - row.went),
    ],
    rows,
  });
}
