import { svg } from './html.ts';
import { responsive } from './responsive.ts';
import { withTip } from './tooltip.ts';

export interface FlowLink {
  readonly from: string;
  readonly to: string;
  readonly value: number;
  readonly tip: readonly string[];
}

export interface Flow {
  readonly label: string;
  readonly stages: readonly { readonly id: string; readonly label: string; readonly color: string }[];
  readonly links: readonly FlowLink[];
  readonly left: string;
  readonly right: string;
  readonly format: (value: number) => string;
  readonly height?: number;
}

interface Block {
  readonly y: number;
  readonly height: number;
  readonly value: number;
}

/**
 * Movement between the same stages at two moments: bands as wide as the number that moved. Those that stayed
 * are pale.
 */
export function flow(chart: Flow): HTMLElement {
  const height = chart.height ?? 340;
  return responsive(height, (width) => draw(chart, width, height));
}

/** Where each stage stands, far enough from the next for labels of so many lines. */
function blocks(
  chart: Flow,
  height: number,
  side: 'from' | 'to',
  labelLines: number,
): ReadonlyMap<string, Block> {
  const sizes = chart.stages.map(({ id }) => ({
    id,
    value: chart.links.reduce((sum, link) => sum + (link[side] === id ? link.value : 0), 0),
  }));
  const present = sizes.filter(({ value }) => value > 0);
  const total = present.reduce((sum, { value }) => sum + value, 0) || 1;
  const gap = Math.min(14 * labelLines, (height - 160) / Math.max(1, present.length - 1));
  const least = 3;
  const room = height - 34 - gap * Math.max(0, present.length - 1) - least * present.length;
  let y = 28;
  return new Map(
    present.map(({ id, value }) => {
      const block = { y, height: least + (value / total) * room, value };
      y += block.height + gap;
      return [id, block];
    }),
  );
}

/** About how wide text is, in pixels: Chinese characters are twice as wide. */
export const roughWidth = (text: string): number =>
  [...text].reduce((sum, letter) => sum + (letter > '\u2e80' ? 12 : 6.5), 0);

/** A label in lines of at most so many pixels, broken after its commas only; its last line leaves room for more. */
export function lines(label: string, room: number, more: number): readonly string[] {
  const parts = label.split(/(?<=[,、，])\s*/);
  return parts.reduce<readonly string[]>((done, part, i) => {
    const last = done.at(-1);
    if (last === undefined) return [part];
    const longer = `${last}${last.endsWith(',') ? ' ' : ''}${part}`;
    const fits = roughWidth(longer) + (i === parts.length - 1 ? more : 0) <= room;
    return fits ? [...done.slice(0, -1), longer] : [...done, part];
  }, []);
}

const lineHeight = 1.2;

/** Lines about the height at which they are written. */
const written = (text: readonly string[], x: number): readonly Node[] =>
  text.map(
    (line, i) =>
      svg`<tspan class="name" x=${x} dy=${`${i === 0 ? 0.32 - ((text.length - 1) * lineHeight) / 2 : lineHeight}em`}>${line}</tspan>`,
  );

function draw(chart: Flow, width: number, height: number): SVGElement {
  const narrow = width < 460;
  const longest = Math.max(0, ...chart.stages.map(({ label }) => roughWidth(label)));
  const counts = narrow
    ? 0
    : 6 + Math.max(0, ...chart.links.map(({ value }) => roughWidth(chart.format(value)))) + 13;
  const edge = narrow ? 84 : Math.min(width * 0.36, Math.max(140, longest + 58));
  const [x0, x1] = [edge + 10, width - edge - 10];
  const texts = new Map(chart.stages.map(({ id, label }) => [id, lines(label, edge - 6, counts)]));
  const most = Math.max(1, ...[...texts.values()].map(({ length }) => length));
  const left = blocks(chart, height, 'from', most);
  const right = blocks(chart, height, 'to', most);
  const place = new Map(chart.stages.map(({ id }, i) => [id, i]));
  const offset = { from: new Map<string, number>(), to: new Map<string, number>() };
  const ordered = [...chart.links].sort(
    (a, b) =>
      (place.get(a.from) ?? 0) - (place.get(b.from) ?? 0) || (place.get(a.to) ?? 0) - (place.get(b.to) ?? 0),
  );
  const bands = ordered.flatMap((link) => {
    const [a, b] = [left.get(link.from), right.get(link.to)];
    if (!a || !b || link.value === 0) return [];
    const ends = ([side, block, id]: readonly ['from' | 'to', Block, string]) => {
      const used = offset[side].get(id) ?? 0;
      const size = (link.value / block.value) * block.height;
      offset[side].set(id, used + size);
      return { top: block.y + used, bottom: block.y + used + size };
    };
    const [s, e] = [ends(['from', a, link.from]), ends(['to', b, link.to])];
    const middle = (x0 + x1) / 2;
    const path = `M${x0},${s.top}C${middle},${s.top},${middle},${e.top},${x1},${e.top}L${x1},${e.bottom}C${middle},${e.bottom},${middle},${s.bottom},${x0},${s.bottom}Z`;
    const stayed = link.from === link.to;
    const color = chart.stages.find(({ id }) => id === link.to)?.color ?? 'var(--c4)';
    const band = svg`<path d=${path} fill=${stayed ? 'var(--line)' : color} class=${stayed ? 'band stayed' : 'band'} tabindex="0" role="img" aria-label=${link.tip.join(', ')} />`;
    return [withTip(band, () => link.tip)];
  });
  const side = (which: ReadonlyMap<string, Block>, at: number, anchor: 'start' | 'end') =>
    chart.stages.flatMap(({ id, color }) => {
      const block = which.get(id);
      if (!block) return [];
      const x = anchor === 'end' ? at - 16 : at + 16;
      return [
        svg`<g><rect x=${at - 6} y=${block.y} width="12" height=${block.height} rx="3" fill=${color} /><text x=${x} y=${block.y + block.height / 2} dy="0.32em" text-anchor=${anchor}>${written(texts.get(id) ?? [], x)}${narrow ? '' : svg`<tspan dx="6">${chart.format(block.value)}</tspan>`}</text></g>`,
      ];
    });
  return svg`<svg width=${width} height=${height} viewBox=${`0 0 ${width} ${height}`} role="group" aria-label=${chart.label} class="flow"><text x=${x0 + 6} y="14" text-anchor="end">${chart.left}</text><text x=${x1 - 6} y="14" text-anchor="start">${chart.right}</text>${bands}${side(left, x0, 'end')}${side(right, x1, 'start')}</svg>`;
}
