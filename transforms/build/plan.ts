import type { DuckDBConnection } from '@duckdb/node-api';
import { eventTypes } from '../../ingest/contracts/index.ts';
import { rows } from '../../warehouse/index.ts';
import type { GraphNode } from '../graph/project.ts';
import { type Inputs, inputKey } from './execute.ts';

export type Reason =
  | 'new'
  | 'definition changed'
  | 'new events'
  | 'upstream changed'
  | 'upstream may change'
  | 'model due';

export interface PlannedNode {
  readonly name: string;
  readonly kind: GraphNode['kind'];
  readonly action: 'build' | 'append' | 'none';
  readonly reasons: readonly Reason[];
  /** landed events that a staging table has yet to take in */
  readonly events: number;
}

/** Landed events by type after the sequence number that staging has reached. */
export async function pendingEvents(
  connection: DuckDBConnection,
  from: number,
  to: number,
): Promise<ReadonlyMap<string, number>> {
  if (from >= to) return new Map();
  const counted = await rows<{ type: string; n: bigint }>(
    connection,
    `select type, count(*) as n from landing.events where landed_seq > ${from} and landed_seq <= ${to} group by type`,
  );
  return new Map(counted.map(({ type, n }) => [type, Number(n)]));
}

/** The event types that a staging file names in its SQL; none named means all. */
export function typesRead(node: GraphNode): ReadonlySet<string> | undefined {
  const known = new Set(eventTypes().map(({ type }) => type));
  const named = (node.statement?.literals ?? []).filter((literal) => known.has(literal));
  return named.length > 0 ? new Set(named) : undefined;
}

/** How many pending events concern a staging node. */
export function eventsFor(node: GraphNode, pending: ReadonlyMap<string, number>): number {
  const types = typesRead(node);
  let total = 0;
  for (const [type, n] of pending) if (!types || types.has(type)) total += n;
  return total;
}

/** What a build would do to each node, in order; nothing is changed. */
export async function planNodes(
  connection: DuckDBConnection,
  ordered: readonly GraphNode[],
  chosen: ReadonlySet<string>,
  inputs: Inputs,
  changedSources: ReadonlySet<string>,
): Promise<readonly PlannedNode[]> {
  const { state, horizon, fits } = inputs;
  const changing = new Set<string>(changedSources);
  const cache = new Map<number, ReadonlyMap<string, number>>();
  const plan: PlannedNode[] = [];
  for (const node of ordered) {
    const known = state.nodes.get(node.name);
    const reasons: Reason[] = [];
    let events = 0;
    if (!known) reasons.push('new');
    else if (known.definition !== node.definition) reasons.push('definition changed');
    if (node.kind === 'staging') {
      const from = reasons.length > 0 ? 0 : (known?.landedSeq ?? 0);
      const pending = cache.get(from) ?? (await pendingEvents(connection, from, horizon.landedSeq));
      cache.set(from, pending);
      events = eventsFor(node, pending);
      if (events > 0 && reasons.length === 0) reasons.push('new events');
    } else if (known && reasons.length === 0) {
      if (node.reads.some((table) => changing.has(table))) reasons.push('upstream may change');
      else if (known.inputKey !== inputKey(node, inputs)) reasons.push('upstream changed');
      else if (node.step?.model && fits.isDue(node.step.model, horizon.asOf)) reasons.push('model due');
    }
    const wanted = chosen.has(node.name) && reasons.length > 0;
    if (wanted) for (const table of node.tables) changing.add(table);
    const action = !wanted ? 'none' : reasons[0] === 'new events' ? 'append' : 'build';
    plan.push({ name: node.name, kind: node.kind, action, reasons: wanted ? reasons : [], events });
  }
  return plan;
}
