import { ClienteleError } from '../../warehouse/index.ts';
import type { GraphNode } from './project.ts';

/** The nodes so that each comes after those it reads; ties by name. `sources` are tables nobody makes. */
export function inOrder(nodes: readonly GraphNode[], sources: ReadonlySet<string>): readonly GraphNode[] {
  const maker = makers(nodes);
  const state = new Map<GraphNode, 'open' | 'done'>();
  const ordered: GraphNode[] = [];
  const place = (node: GraphNode, trail: readonly string[]) => {
    if (state.get(node) === 'done') return;
    if (state.get(node) === 'open')
      throw new ClienteleError(
        'graph-cycle',
        `tables read each other in a circle: ${[...trail, node.name].join(' → ')}`,
      );
    state.set(node, 'open');
    for (const table of [...node.reads, ...node.after]) {
      const upstream = maker.get(table);
      if (upstream) place(upstream, [...trail, node.name]);
      else if (!sources.has(table))
        throw new ClienteleError('graph-unknown', `${node.file}: reads "${table}", which no file makes`);
      else if (table === 'accepted_events' && node.kind !== 'staging')
        throw new ClienteleError('graph-direction', `${node.file}: only staging may read accepted_events`);
    }
    state.set(node, 'done');
    ordered.push(node);
  };
  for (const node of [...nodes].sort((a, b) => (a.name < b.name ? -1 : 1))) place(node, []);
  return ordered;
}

/** Which node makes which table. */
export const makers = (nodes: readonly GraphNode[]): ReadonlyMap<string, GraphNode> =>
  new Map(nodes.flatMap((node) => node.tables.map((table) => [table, node] as const)));

/**
 * The nodes that a selection names: `a`, `a+` (and all downstream), `+a` (and all upstream), several by
 * spaces or commas.
 */
export function select(nodes: readonly GraphNode[], selection: string | undefined): ReadonlySet<string> {
  if (!selection) return new Set(nodes.map((node) => node.name));
  const maker = makers(nodes);
  const chosen = new Set<string>();
  const up = (node: GraphNode): void => {
    for (const table of node.reads) {
      const upstream = maker.get(table);
      if (upstream && !chosen.has(upstream.name)) {
        chosen.add(upstream.name);
        up(upstream);
      }
    }
  };
  const down = (node: GraphNode): void => {
    for (const other of nodes)
      if (!chosen.has(other.name) && other.reads.some((table) => node.tables.includes(table))) {
        chosen.add(other.name);
        down(other);
      }
  };
  for (const word of selection.split(/[\s,]+/).filter(Boolean)) {
    const name = word.replace(/^\+|\+$/g, '');
    const node = maker.get(name) ?? nodes.find((candidate) => candidate.name === name);
    if (!node)
      throw new ClienteleError('select-unknown', `no table is named "${name}"; see clientele plan --json`);
    chosen.add(node.name);
    if (word.startsWith('+')) up(node);
    if (word.endsWith('+')) down(node);
  }
  return chosen;
}

/**
 * Refuses a selection that reads tables which it does not make and no build has made.
 * @param made the tables that are there
 * @throws ClienteleError `select-unmade`
 */
export function requireMade(
  nodes: readonly GraphNode[],
  chosen: ReadonlySet<string>,
  made: ReadonlyMap<string, unknown>,
): void {
  const maker = makers(nodes);
  for (const { name, reads } of nodes) {
    if (!chosen.has(name)) continue;
    const unmade = reads.find((table) => {
      const upstream = maker.get(table);
      return upstream && !chosen.has(upstream.name) && !made.has(table);
    });
    if (unmade)
      throw new ClienteleError(
        'select-unmade',
        `${name} reads ${unmade}, which no build has made; type: clientele build --select +${name}`,
      );
  }
}
