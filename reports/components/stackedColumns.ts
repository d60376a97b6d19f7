import { svg } from './html.ts';
import type { Line } from './lineChart.ts';
import { responsive } from './responsive.ts';
import { linear, niceTicks } from './scales.ts';
import { hideTip, showTip } from './tooltip.ts';

export interface StackedColumns {
  readonly x: readonly string[];
  /** below zero stacks downward */
  readonly series: readonly Pick<Line, 'label' | 'color' | 'values'>[];
  readonly formatX: (x: string) => string;
  readonly tickX: (x: string) => string;
  readonly formatY: (y: number) => string;
  readonly tickY: (y: number) => string;
  readonly label: string;
  readonly height?: number;
}

/** Columns made of parts. Arrow keys move along them. */
export function stackedColumns(chart: StackedColumns): HTMLElement {
  const height = chart.height ?? 300;
  return responsive(height, (width) => draw(chart, width, height));
}

function draw(chart: StackedColumns, width: number, height: number): SVGElement {
  const margin = { top: 12, right: 8, bottom: 30, left: 58 };
  const sums = chart.x.map((_, i) => {
    const values = chart.series.map((s) => s.values[i] ?? 0);
    return {
      up: values.reduce((sum, v) => sum + Math.max(0, v), 0),
      down: values.reduce((sum, v) => sum + Math.min(0, v), 0),
    };
  });
  const ticks = niceTicks(Math.min(0, ...sums.map((s) => s.down)), Math.max(0, ...sums.map((s) => s.up)), 5);
  const y = linear([ticks[0] ?? 0, ticks.at(-1) ?? 1], [height - margin.bottom, margin.top]);
  const step = (width - margin.left - margin.right) / chart.x.length;
  const wide = Math.min(48, Math.max(2, step * 0.72));
  const middle = (i: number) => margin.left + step * (i + 0.5);
  const every = Math.max(1, Math.ceil((chart.x.length * 62) / (width - margin.left)));
  const columns = chart.x.map((_, i) => {
    let up = 0;
    let down = 0;
    return chart.series.map((s) => {
      const value = s.values[i] ?? 0;
      if (value === 0) return '';
      const from = value > 0 ? up : down;
      if (value > 0) up += value;
      else down += value;
      const top = Math.min(y(from), y(from + value));
      const tall = Math.max(0.5, Math.abs(y(from) - y(from + value)) - 1);
      return svg`<rect x=${middle(i) - wide / 2} y=${top} width=${wide} height=${tall} fill=${s.color} rx=${Math.min(2, tall / 2)} />`;
    });
  });
  const shade = svg`<rect class="shade" y=${margin.top} height=${height - margin.top - margin.bottom} width=${step} x="0" visibility="hidden" />`;
  const picture = svg`<svg width=${width} height=${height} viewBox=${`0 0 ${width} ${height}`} role="img" tabindex="0" aria-label=${chart.label}>${shade}
    ${ticks.map((tick) => svg`<g><line x1=${margin.left} x2=${width - margin.right} y1=${y(tick)} y2=${y(tick)} class=${tick === 0 ? 'zero' : 'grid'} /><text x=${margin.left - 10} y=${y(tick)} dy="0.32em" text-anchor="end">${chart.tickY(tick)}</text></g>`)}
    ${chart.x.map((text, i) => (i % every === 0 ? svg`<text x=${middle(i)} y=${height - margin.bottom + 20} text-anchor="middle">${chart.tickX(text)}</text>` : ''))}
    ${columns}</svg>`;
  let current = chart.x.length - 1;
  const point = (index: number) => {
    current = Math.max(0, Math.min(chart.x.length - 1, index));
    shade.setAttribute('x', String(margin.left + step * current));
    shade.setAttribute('visibility', 'visible');
    const { left, top } = picture.getBoundingClientRect();
    const lines = chart.series.map((s) => `${s.label}: ${chart.formatY(s.values[current] ?? 0)}`);
    showTip(
      [chart.formatX(chart.x[current] ?? ''), ...lines],
      left + middle(current) + wide / 2,
      top + y(sums[current]?.up ?? 0) + 40,
    );
  };
  const leave = () => {
    shade.setAttribute('visibility', 'hidden');
    hideTip();
  };
  picture.addEventListener('pointermove', (event) =>
    point(Math.floor((event.clientX - picture.getBoundingClientRect().left - margin.left) / step)),
  );
  picture.addEventListener('pointerleave', leave);
  picture.addEventListener('focus', () => point(current));
  picture.addEventListener('blur', leave);
  picture.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') leave();
    if (event.key === 'ArrowLeft' || event.key === 'ArrowRight') {
      event.preventDefault();
      point(current + (event.key === 'ArrowLeft' ? -1 : 1));
    }
  });
  return picture;
}
