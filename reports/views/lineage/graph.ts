import { html, svg } from '../../components/html.ts';
import type { TableNode } from '../../loaders/lineage.ts';

/** A table with all that it comes from and all that depends on it. */
export function related(nodes: readonly TableNode[], name: string): readonly TableNode[] {
  const byName = new Map(nodes.map((node) => [node.name, node]));
  const found = new Set<string>();
  const up = (at: string) => {
    for (const from of byName.get(at)?.upstream ?? [])
      if (!found.has(from)) {
        found.add(from);
        up(from);
      }
  };
  const down = (at: string) => {
    for (const node of nodes)
      if (node.upstream.includes(at) && !found.has(node.name)) {
        found.add(node.name);
        down(node.name);
      }
  };
  up(name);
  down(name);
  found.add(name);
  return nodes.filter((node) => found.has(node.name));
}

const size = { width: 172, height: 22, gapX: 40, gapY: 8 };

interface Place {
  readonly x: number;
  readonly y: number;
}

/** Layers by longest way from a source; within a layer by the mean place of what a table reads. */
function layout(nodes: readonly TableNode[]): ReadonlyMap<string, Place> {
  const byName = new Map(nodes.map((node) => [node.name, node]));
  const depths = new Map<string, number>();
  const depth = (name: string): number => {
    const known = depths.get(name);
    if (known !== undefined) return known;
    depths.set(name, 0);
    const inside = (byName.get(name)?.upstream ?? []).filter((from) => byName.has(from) && from !== name);
    const found = inside.length > 0 ? 1 + Math.max(...inside.map(depth)) : 0;
    depths.set(name, found);
    return found;
  };
  const layers: string[][] = [];
  for (const { name } of nodes) (layers[depth(name)] ??= []).push(name);
  const places = new Map<string, Place>();
  const tallest = Math.max(1, ...layers.map((layer) => layer.length));
  layers.forEach((layer, column) => {
    const mean = (name: string) => {
      const ys = (byName.get(name)?.upstream ?? []).flatMap((from) => places.get(from)?.y ?? []);
      return ys.length > 0 ? ys.reduce((sum, y) => sum + y, 0) / ys.length : 0;
    };
    const sorted = column === 0 ? layer : [...layer].sort((a, b) => mean(a) - mean(b) || a.localeCompare(b));
    const step = size.height + size.gapY;
    const top = ((tallest - sorted.length) * step) / 2;
    sorted.forEach((name, row) => {
      places.set(name, { x: column * (size.width + size.gapX), y: top + row * step });
    });
  });
  return places;
}

const shorten = (name: string) => (name.length > 24 ? `${name.slice(0, 23)}…` : name);

/** The graph of tables from left to right; a click or Enter chooses one. */
export function drawGraph(
  nodes: readonly TableNode[],
  chosen: string | undefined,
  label: string,
  describe: (node: TableNode) => string,
  choose: (name: string) => void,
): HTMLElement {
  const places = layout(nodes);
  const width = Math.max(...[...places.values()].map(({ x }) => x)) + size.width + 2;
  const height = Math.max(...[...places.values()].map(({ y }) => y)) + size.height + 2;
  const near = (from: string, to: string) => chosen === from || chosen === to;
  const edges = nodes.flatMap((node) =>
    node.upstream.flatMap((from) => {
      const [a, b] = [places.get(from), places.get(node.name)];
      if (!a || !b) return [];
      const [x0, y0, x1, y1] = [a.x + size.width, a.y + size.height / 2, b.x, b.y + size.height / 2];
      const middle = (x0 + x1) / 2;
      return [
        svg`<path d=${`M${x0},${y0}C${middle},${y0},${middle},${y1},${x1},${y1}`} class=${near(from, node.name) ? 'near' : ''} />`,
      ];
    }),
  );
  const boxes = nodes.flatMap((node) => {
    const place = places.get(node.name);
    if (!place) return [];
    const neighbour =
      chosen !== undefined &&
      (node.upstream.includes(chosen) ||
        nodes.some(({ name, upstream }) => name === chosen && upstream.includes(node.name)));
    const pick = (event: Event) => {
      if (event instanceof KeyboardEvent && event.key !== 'Enter' && event.key !== ' ') return;
      event.preventDefault();
      choose(node.name);
    };
    return [
      svg`<g class=${`node kind-${node.kind}${node.name === chosen ? ' here' : neighbour ? ' near' : ''}`} transform=${`translate(${place.x + 1},${place.y + 1})`} tabindex="0" role="button" aria-label=${describe(node)} onclick=${pick} onkeydown=${pick}><rect width=${size.width} height=${size.height} rx="6" /><circle cx="11" cy=${size.height / 2} r="3.5" /><text x="21" y=${size.height / 2} dy="0.34em">${shorten(node.name)}</text></g>`,
    ];
  });
  const picture = svg`<svg width=${width} height=${height} viewBox=${`0 0 ${width} ${height}`} role="group" aria-label=${label}>${edges}${boxes}</svg>`;
  return html`<div class="graph chart" tabindex="0" role="region" aria-label=${label}>${picture}</div>`;
}
