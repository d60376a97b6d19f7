import { figure } from '../../components/figure.ts';
import type { Mover, SegmentData } from '../../loaders/segment.ts';
import { type Context, linkTo, nameIn } from './context.ts';
import { latest } from './history.ts';

/** Who entered, or left, since the last month end. */
export function movers(side: 'entered' | 'left', data: SegmentData, context: Context): HTMLElement {
  const { t, format } = context;
  const name = nameIn(data.all, context);
  const rows = data[side];
  const last = latest(data);
  const other = (row: Mover) => (side === 'entered' ? row.from : row.to);
  const tell = side === 'entered' ? t.enteredTitle : t.leftTitle;
  return figure(context, {
    name: side,
    title: last.since ? tell(format.count(last[side]), format.date(last.since)) : t.cameAndLeft,
    sentence: t.moversSentence(format.count(50)),
    empty: side === 'entered' ? t.nobodyCame : t.nobodyLeft,
    isTable: true,
    body: () => '',
    columns: [
      { label: t.customer, value: (row) => row.customer },
      {
        label: side === 'entered' ? t.from : t.to,
        value: (row) => name(other(row)),
        show: (row) => linkTo(other(row), name(other(row))),
      },
      {
        label: t.money,
        value: (row) => row.revenue12m,
        show: (row) => format.money(row.revenue12m),
        numeric: true,
      },
      {
        label: t.lastOrder,
        value: (row) => row.last,
        show: (row) => (row.last ? format.date(row.last) : '–'),
      },
    ],
    rows,
  });
}
