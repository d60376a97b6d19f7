import { figure } from '../../components/figure.ts';
import { flow } from '../../components/flow.ts';
import { nameOf } from '../../components/terms.ts';
import type { RfmData } from '../../loaders/rfm.ts';
import { type Context, tierColors, tiers } from './context.ts';

export function movement(data: RfmData, context: Context, month: string): HTMLElement {
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
