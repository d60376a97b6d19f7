import { figure } from '../../components/figure.ts';
import { flow } from '../../components/flow.ts';
import type { SegmentMove } from '../../loaders/segments.ts';
import type { Context, NamedSegment } from './context.ts';

export function movement(
  segments: readonly NamedSegment[],
  moves: readonly SegmentMove[],
  context: Context,
  quarter: string,
): HTMLElement {
  const { t, terms, format } = context;
  const rows = moves.filter(({ after }) => after === quarter);
  const name = (segment: number) =>
    segment === 0 ? t.noOrder : (segments.find((one) => one.segment === segment)?.name ?? '');
  const sum = (list: readonly SegmentMove[]) => list.reduce((n, { customers }) => n + customers, 0);
  const known = rows.filter(({ from }) => from > 0);
  const moved = sum(known.filter(({ from, to }) => from !== to));
  const before = rows[0]?.before ?? '';
  return figure(context, {
    name: 'movement',
    title: known.length > 0 ? t.moved(format.count(moved), format.percent(moved / sum(known))) : t.movement,
    sentence: rows.length > 0 ? t.movementSentence(format.date(before), format.date(quarter)) : t.movement,
    empty: t.oneQuarter,
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
        stages: [
          ...segments.map((one) => ({ id: String(one.segment), label: one.name, color: one.color })),
          { id: '0', label: t.noOrder, color: 'var(--line-strong)' },
        ],
        links: rows.map((row) => ({
          from: String(row.from),
          to: String(row.to),
          value: row.customers,
          tip: [
            row.from === row.to ? t.stayed(name(row.from)) : `${name(row.from)} → ${name(row.to)}`,
            t.customerN(format.count(row.customers)),
          ],
        })),
        left: format.date(before),
        right: format.date(quarter),
        format: format.count,
      }),
  });
}
