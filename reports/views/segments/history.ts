import { figure, legend } from '../../components/figure.ts';
import { lineChart } from '../../components/lineChart.ts';
import type { SegmentMove } from '../../loaders/segments.ts';
import type { Context, NamedSegment } from './context.ts';

interface Moment {
  readonly date: string;
  readonly customers: ReadonlyMap<number, number>;
}

/** Members of each segment at every quarter's end, from what moved between them. */
export function moments(moves: readonly SegmentMove[]): readonly Moment[] {
  const ends = [...new Set(moves.flatMap(({ before, after }) => [before, after]))].sort();
  return ends.map((date, i) => {
    const customers = new Map<number, number>();
    for (const move of moves) {
      const segment = i === 0 ? move.from : move.to;
      if ((i === 0 ? move.before : move.after) !== date || segment === 0) continue;
      customers.set(segment, (customers.get(segment) ?? 0) + move.customers);
    }
    return { date, customers };
  });
}

export function history(
  segments: readonly NamedSegment[],
  moves: readonly SegmentMove[],
  context: Context,
): HTMLElement {
  const { t, format } = context;
  const rows = moments(moves);
  const [first, last] = [rows[0], rows.at(-1)];
  const changes = segments.map((one) => ({
    ...one,
    change: (last?.customers.get(one.segment) ?? 0) - (first?.customers.get(one.segment) ?? 0),
  }));
  const [most] = changes.toSorted((a, b) => Math.abs(b.change) - Math.abs(a.change));
  const tell = most && most.change < 0 ? t.shrank : t.rose;
  return figure(context, {
    name: 'members',
    title:
      most && first && most.change !== 0
        ? tell(most.name, format.count(Math.abs(most.change)), format.date(first.date))
        : t.members,
    sentence: t.membersSentence,
    empty: t.oneQuarter,
    legend: legend(segments.map(({ name, color }) => ({ label: name, color }))),
    columns: [
      { label: t.date, value: ({ date }) => date, show: ({ date }) => format.date(date) },
      ...segments.map(({ segment, name }) => ({
        label: name,
        value: ({ customers }: Moment) => customers.get(segment) ?? 0,
        show: ({ customers }: Moment) => format.count(customers.get(segment) ?? 0),
        numeric: true,
      })),
    ],
    rows,
    body: () =>
      lineChart({
        x: rows.map(({ date }) => date),
        lines: segments.map(({ segment, name, color }) => ({
          label: name,
          color,
          values: rows.map(({ customers }) => customers.get(segment) ?? 0),
        })),
        formatX: (date) => format.date(String(date)),
        tickX: (date) => format.month(String(date)),
        formatY: format.count,
        tickY: format.compactCount,
        label: t.members,
      }),
  });
}
