import { figure } from '../../components/figure.ts';
import { svg } from '../../components/html.ts';
import { responsive } from '../../components/responsive.ts';
import { linear, niceTicks } from '../../components/scales.ts';
import type { Bar } from '../../loaders/identity.ts';
import { agreementOf, bits, type Context, levelOf, nameOf } from './context.ts';

const line = 26;
const margin = { top: 8, right: 56, bottom: 30 };

/** How a pair of records comes to its weight: a bar a field, each beginning where the last one ended. */
export function waterfall(bars: readonly Bar[], context: Context): HTMLElement {
  const { t } = context;
  const first = bars[0];
  const total = bars.reduce((sum, { weight }) => sum + weight, 0);
  return figure(context, {
    name: 'waterfall',
    title: first ? t.waterfallTitle(first.left, first.right, bits(context, total)) : t.waterfall,
    sentence: t.waterfallSentence,
    empty: t.noPair,
    columns: [
      { label: t.field, value: (row) => nameOf(context, row.field) },
      { label: t.level, value: (row) => levelOf(context, row.level) },
      {
        label: t.weight,
        value: (row) => row.weight,
        show: (row) => bits(context, row.weight),
        numeric: true,
      },
    ],
    rows: bars,
    body: () => {
      const height = margin.top + margin.bottom + line * (bars.length + 1);
      return responsive(height, (width) => draw(width, height));
    },
  });

  function draw(width: number, height: number): SVGElement {
    const left = Math.min(210, width * 0.38);
    let at = 0;
    const spans = bars.map((bar) => {
      const from = at;
      at += bar.weight;
      return { label: agreementOf(context, bar.field, bar.level), value: bar.weight, from, to: at };
    });
    const all = [...spans, { label: t.together, value: total, from: 0, to: total }];
    const ticks = niceTicks(
      Math.min(0, ...all.flatMap(({ from, to }) => [from, to])),
      Math.max(0, ...all.flatMap(({ from, to }) => [from, to])),
      Math.max(2, Math.floor((width - left) / 90)),
    );
    const x = linear([ticks[0] ?? 0, ticks.at(-1) ?? 1], [left, width - margin.right]);
    const bottom = height - margin.bottom;
    const rows = all.map(({ label: text, value, from, to }, i) => {
      const top = margin.top + line * i;
      const color = i === all.length - 1 ? 'var(--c3)' : value < 0 ? 'var(--c1)' : 'var(--accent)';
      return svg`<g><text class="name" x="0" y=${top + line / 2} dy="0.32em">${text}</text><rect x=${Math.min(x(from), x(to))} y=${top + 5} width=${Math.max(1, Math.abs(x(to) - x(from)))} height=${line - 10} rx="2" fill=${color} /><text x=${Math.max(x(from), x(to)) + 6} y=${top + line / 2} dy="0.32em">${bits(context, value)}</text></g>`;
    });
    return svg`<svg width=${width} height=${height} viewBox=${`0 0 ${width} ${height}`} role="img" aria-label=${t.sentences(t.waterfall, t.waterfallSentence)}>
      ${ticks.map((tick) => svg`<g><line x1=${x(tick)} x2=${x(tick)} y1=${margin.top} y2=${bottom} class=${tick === 0 ? 'zero' : 'grid'} /><text x=${x(tick)} y=${bottom + 18} text-anchor="middle">${context.format.number(tick)}</text></g>`)}
      ${rows}</svg>`;
  }
}
