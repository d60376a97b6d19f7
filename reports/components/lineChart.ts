import { svg } from './html.ts';
import { day } from './locale.ts';
import { responsive } from './responsive.ts';
import { linear, monthTicks, niceTicks, smoothPath } from './scales.ts';
import { hideTip, showTip } from './tooltip.ts';

export interface Line {
  readonly label: string;
  readonly color: string;
  readonly values: readonly (number | null)[];
  readonly area?: boolean;
  readonly dashed?: boolean;
  readonly thin?: boolean;
}

/** An area between two values at each place, such as an interval; drawn below the lines. */
export interface Band {
  readonly label: string;
  readonly color: string;
  readonly low: readonly (number | null)[];
  readonly high: readonly (number | null)[];
}

export interface LineChart {
  /** dates (yyyy-mm-dd), or numbers such as an age in months */
  readonly x: readonly string[] | readonly number[];
  readonly lines: readonly Line[];
  readonly bands?: readonly Band[];
  readonly formatX: (x: string | number) => string;
  readonly tickX?: (x: string | number) => string;
  readonly formatY: (y: number) => string;
  readonly tickY?: (y: number) => string;
  readonly label: string;
  readonly height?: number;
  readonly unitX?: string;
}

/** Lines over time or age. Arrow keys move along it; the tooltip names every line's value. */
export function lineChart(chart: LineChart): HTMLElement {
  const height = chart.height ?? 300;
  return responsive(height, (width, tall) => draw(chart, width, tall), { grows: true });
}

function draw(chart: LineChart, width: number, height: number): SVGElement {
  const margin = { top: 12, right: 14, bottom: chart.unitX ? 44 : 30, left: 58 };
  const dated = typeof chart.x[0] === 'string';
  const position = chart.x.map((x) => (typeof x === 'string' ? day(x).getTime() : x));
  const bands = chart.bands ?? [];
  const values = [
    ...chart.lines.flatMap((line) => line.values),
    ...bands.flatMap((band) => [...band.low, ...band.high]),
  ].filter((v) => v !== null);
  const ticks = niceTicks(Math.min(0, ...values), Math.max(0, ...values), 5);
  const x = linear([position[0] ?? 0, position.at(-1) ?? 1], [margin.left, width - margin.right]);
  const y = linear([ticks[0] ?? 0, ticks.at(-1) ?? 1], [height - margin.bottom, margin.top]);
  const at = (i: number) =>
    position.length > 1 ? x(position[i] ?? 0) : (margin.left + width - margin.right) / 2;
  const room = Math.max(2, Math.floor((width - margin.left) / 90));
  const tickY = chart.tickY ?? chart.formatY;
  const tickX = chart.tickX ?? chart.formatX;

  const xTicks = dated
    ? chart.x.length < 4
      ? chart.x.map((value, i) => ({ at: at(i), text: tickX(value) }))
      : monthTicks(String(chart.x[0]), String(chart.x.at(-1)), room).map((text) => ({
          at: x(day(text).getTime()),
          text: tickX(text),
        }))
    : niceTicks(Number(chart.x[0]), Number(chart.x.at(-1)), room)
        .filter((n) => Number.isInteger(n) && n >= Number(chart.x[0]) && n <= Number(chart.x.at(-1)))
        .map((n) => ({ at: x(n), text: tickX(n) }));

  const paths = chart.lines.map((line) => {
    const points = line.values.flatMap((v, i) => (v === null ? [] : [[at(i), y(v)] as const]));
    const path = smoothPath(points);
    const base = y(0);
    return svg`<g>${line.area && points.length > 1 ? svg`<path d=${`${path}L${points.at(-1)?.[0]},${base}L${points[0]?.[0]},${base}Z`} fill=${line.color} fill-opacity="0.09" />` : ''}
      <path d=${path} fill="none" stroke=${line.color} stroke-width=${line.thin ? 1.25 : 2.25} stroke-opacity=${line.thin ? 0.5 : 1} stroke-dasharray=${line.dashed ? '5 4' : null} stroke-linejoin="round" />
      ${points.length === 1 ? svg`<circle cx=${points[0]?.[0]} cy=${points[0]?.[1]} r="4" fill=${line.color} />` : ''}</g>`;
  });
  const areas = bands.map((band) => {
    const places = band.low.flatMap((low, i) => {
      const high = band.high[i] ?? null;
      return low === null || high === null ? [] : [{ x: at(i), low: y(low), high: y(high) }];
    });
    const edge = (points: readonly string[]) => points.join('L');
    const outline = [
      ...places.map((place) => `${place.x},${place.high}`),
      ...places.map((place) => `${place.x},${place.low}`).reverse(),
    ];
    return places.length > 1
      ? svg`<path d=${`M${edge(outline)}Z`} fill=${band.color} fill-opacity="0.14" />`
      : '';
  });
  const cursor = svg`<g class="cursor"></g>`;
  const picture = svg`<svg width=${width} height=${height} viewBox=${`0 0 ${width} ${height}`} role="img" tabindex="0" aria-label=${chart.label}>
    ${ticks.map((tick) => svg`<g><line x1=${margin.left} x2=${width - margin.right} y1=${y(tick)} y2=${y(tick)} class=${tick === 0 ? 'zero' : 'grid'} /><text x=${margin.left - 10} y=${y(tick)} dy="0.32em" text-anchor="end">${tickY(tick)}</text></g>`)}
    ${xTicks.map((tick) => svg`<text x=${tick.at} y=${height - margin.bottom + 20} text-anchor="middle">${tick.text}</text>`)}
    ${chart.unitX ? svg`<text x=${(margin.left + width - margin.right) / 2} y=${height - 4} text-anchor="middle">${chart.unitX}</text>` : ''}
    ${areas}${paths}${cursor}</svg>`;

  let current = chart.x.length - 1;
  const point = (index: number) => {
    current = Math.max(0, Math.min(chart.x.length - 1, index));
    const here = chart.lines.filter(
      (line) => line.values[current] !== null && line.values[current] !== undefined,
    );
    const dots = here.map(
      (line) =>
        svg`<circle cx=${at(current)} cy=${y(line.values[current] ?? 0)} r="4" fill=${line.color} stroke="var(--surface)" stroke-width="2" />`,
    );
    cursor.replaceChildren(
      svg`<line x1=${at(current)} x2=${at(current)} y1=${margin.top} y2=${height - margin.bottom} class="rule" />`,
      ...dots,
    );
    const lines = here
      .slice(0, 9)
      .map((line) => `${line.label}: ${chart.formatY(line.values[current] ?? 0)}`);
    for (const { label, low, high } of bands) {
      const [from, to] = [low[current] ?? null, high[current] ?? null];
      if (from !== null && to !== null && from !== to)
        lines.push(`${label}: ${chart.formatY(from)} – ${chart.formatY(to)}`);
    }
    const { left, top } = picture.getBoundingClientRect();
    const highest = Math.min(...here.map((line) => y(line.values[current] ?? 0)), height / 2);
    showTip([chart.formatX(chart.x[current] ?? ''), ...lines], left + at(current), top + highest);
  };
  const leave = () => {
    cursor.replaceChildren();
    hideTip();
  };
  picture.addEventListener('pointermove', (event) => {
    const offset = event.clientX - picture.getBoundingClientRect().left;
    const distances = chart.x.map((_, i) => Math.abs(at(i) - offset));
    point(distances.indexOf(Math.min(...distances)));
  });
  picture.addEventListener('pointerleave', leave);
  picture.addEventListener('focus', () => point(current));
  picture.addEventListener('blur', leave);
  picture.addEventListener('keydown', (event) => {
    const step = { ArrowLeft: -1, ArrowRight: 1, Home: -Infinity, End: Infinity }[event.key];
    if (event.key === 'Escape') leave();
    if (step === undefined) return;
    event.preventDefault();
    point(step === -Infinity ? 0 : step === Infinity ? chart.x.length - 1 : current + step);
  });
  return picture;
}
