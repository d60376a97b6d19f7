import { figure } from '../../components/figure.ts';
import { heatMap } from '../../components/heatMap.ts';
import { html } from '../../components/html.ts';
import type { LifetimeData } from '../../loaders/lifetime.ts';
import type { Context } from './context.ts';

/** How likely customers are still there, by how long ago and how often they bought; nothing where no model says. */
export function aliveMap(
  { map: cells, recencyBands, frequencyBands, settings }: LifetimeData,
  context: Context,
): HTMLElement | null {
  const map = cells.flatMap(({ alive, ...cell }) => (alive === null ? [] : [{ ...cell, alive }]));
  if (cells.length > 0 && map.length === 0) return null;
  const { t, terms, format } = context;
  const bandName = (bands: readonly (number | null)[], i: number) => {
    const [from, to] = [(bands[i - 1] ?? (i === 0 ? -1 : 0)) + 1, bands[i]];
    if (to === null || to === undefined) return `${from}+`;
    return from === to ? String(to) : `${from}–${to}`;
  };
  const recency = (i: number) => t.days(bandName(recencyBands, i));
  const frequency = (i: number) => t.orderCount(i === 0 ? '1' : bandName(frequencyBands, i));
  const gone = map.filter(({ alive }) => alive < 0.5).reduce((sum, { customers }) => sum + customers, 0);
  const all = map.reduce((sum, { customers }) => sum + customers, 0);
  return figure(context, {
    name: 'alive',
    title: all > 0 ? t.ratherGone(format.count(gone), format.percent(gone / all)) : t.aliveMap,
    sentence: t.aliveSentence(t.staying[settings?.model ?? ''] ?? ''),
    columns: [
      { label: t.recency, value: (row) => recency(row.recency) },
      { label: t.frequency, value: (row) => frequency(row.frequency) },
      {
        label: terms.customers,
        value: (row) => row.customers,
        show: (row) => format.count(row.customers),
        numeric: true,
      },
      { label: t.alive, value: (row) => row.alive, show: (row) => format.percent(row.alive), numeric: true },
      {
        label: t.orders12m,
        value: (row) => row.orders12m,
        show: (row) => row.orders12m.toFixed(2),
        numeric: true,
      },
    ],
    rows: map,
    body: () => [
      heatMap({
        label: t.aliveMap,
        corner: t.recency,
        wide: true,
        columns: frequencyBands.map((_, i) => frequency(i)),
        rows: recencyBands.map((_, r) => ({
          label: recency(r),
          cells: frequencyBands.map((_, f) => {
            const cell = map.find((one) => one.recency === r && one.frequency === f);
            if (!cell) return null;
            return {
              strength: cell.alive,
              text: `${Math.round(cell.alive * 100)}%`,
              note: t.customerCount(format.count(cell.customers)),
              tip: [
                `${recency(r)}, ${frequency(f)}`,
                `${t.alive}: ${format.percent(cell.alive)}`,
                `${t.orders12m}: ${cell.orders12m.toFixed(2)}`,
                `${terms.customers}: ${format.count(cell.customers)}`,
              ],
            };
          }),
        })),
      }),
      html`<p class="axes"><span>↓ ${t.recency}</span><span>${t.frequency} →</span></p>`,
    ],
  });
}
