import type { DuckDBConnection } from '@duckdb/node-api';
import { makers, select } from '../graph/order.ts';
import type { GraphNode } from '../graph/project.ts';
import type { BuildOptions } from './build.ts';
import type { Changes } from './changes.ts';
import { execute, isCurrent } from './execute.ts';
import { fitTables, makeFitTables } from './fitTables.ts';
import { eventsFor, pendingEvents } from './plan.ts';
import type { NodeResult } from './report.ts';
import type { Workspace } from './workspace.ts';

/**
 * Makes what has to be made, in dependency order, one table at a time on each connection. What a table changed is added
 * to `changes`; a failed one leaves its old content and skips what reads it.
 */
export async function makeTables(
  workspace: Workspace,
  options: BuildOptions,
  runId: string,
  changes: Changes,
  progress: (result: NodeResult) => void,
): Promise<readonly NodeResult[]> {
  const { ordered, state, horizon, fits } = workspace;
  // the snapshots follow every table that is published
  const followed = new Set(
    ordered.flatMap(({ published, increment, step }) => [
      ...published,
      ...(increment?.follows ?? []),
      ...(step?.follows ?? []),
    ]),
  );
  const { config, clock } = options;
  const chosen = select(ordered, options.select);
  const maker = makers(ordered);
  const results = new Map<string, NodeResult>();
  const pendingFrom = new Map<number, ReadonlyMap<string, number>>();
  const quietStaging: string[] = [];
  let fitsAsTables: Promise<void> | undefined;
  let stopped = false;

  const settle = (node: GraphNode, result: Omit<NodeResult, 'name' | 'kind'>) => {
    const settled = { name: node.name, kind: node.kind, ...result };
    results.set(node.name, settled);
    progress(settled);
  };

  const work = async (node: GraphNode, connection: DuckDBConnection) => {
    const known = state.nodes.get(node.name);
    const quiet = { rows: known?.rows ?? 0, seconds: 0 };
    const broken = node.reads
      .map((table) => maker.get(table))
      .find(
        (upstream) => upstream && ['error', 'skipped'].includes(results.get(upstream.name)?.status ?? ''),
      );
    if (!chosen.has(node.name)) return settle(node, { status: 'unchanged', ...quiet });
    if (stopped || broken)
      return settle(node, {
        status: 'skipped',
        ...quiet,
        message: broken ? `${broken.name} failed` : 'stopped by --fail-fast',
      });
    const same = known?.definition === node.definition;
    let isQuiet = false;
    if (node.kind === 'staging') {
      const from = same ? known.landedSeq : 0;
      const pending = pendingFrom.get(from) ?? (await pendingEvents(connection, from, horizon.landedSeq));
      pendingFrom.set(from, pending);
      isQuiet = eventsFor(node, pending) === 0;
      if (same && isQuiet) {
        if (from < horizon.landedSeq) quietStaging.push(node.name);
        return settle(node, { status: 'unchanged', ...quiet });
      }
    } else {
      if (node.reads.some((table) => fitTables.has(table))) {
        fitsAsTables ??= makeFitTables(connection, workspace, runId);
        await fitsAsTables;
      }
      if (isCurrent(node, known, { state, config, horizon, fits }))
        return settle(node, { status: 'unchanged', ...quiet });
    }
    try {
      settle(
        node,
        await execute(node, {
          connection,
          state,
          config,
          horizon,
          fits,
          clock,
          runId,
          changes,
          followed,
          isQuiet,
        }),
      );
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      settle(node, { status: 'error', ...quiet, message: `${node.file}: ${message}` });
      if (options.failFast) stopped = true;
    }
  };

  await inParallel(ordered, maker, await connections(workspace), work, options.signal);
  await markReached(workspace, quietStaging);
  return ordered.flatMap((node) => results.get(node.name) ?? []);
}

/** Staging tables that no new event concerned have reached the horizon too. */
async function markReached(
  { connection, horizon, state }: Workspace,
  names: readonly string[],
): Promise<void> {
  if (names.length === 0) return;
  await connection.run(
    `update _node_state set landed_seq = ${horizon.landedSeq} where name in (${names.map((name) => `'${name}'`).join(', ')})`,
  );
  for (const name of names) {
    const known = state.nodes.get(name);
    if (known) state.nodes.set(name, { ...known, landedSeq: horizon.landedSeq });
  }
}

const connections = async (workspace: Workspace): Promise<DuckDBConnection[]> => [
  workspace.connection,
  await workspace.connect(),
];

/** Runs each node once all that it reads has run, one node at a time on each connection. */
async function inParallel(
  ordered: readonly GraphNode[],
  maker: ReadonlyMap<string, GraphNode>,
  pool: readonly DuckDBConnection[],
  work: (node: GraphNode, connection: DuckDBConnection) => Promise<void>,
  signal: AbortSignal | undefined,
): Promise<void> {
  const done = new Set<string>();
  const waiting = [...ordered];
  const running = new Map<DuckDBConnection, Promise<void>>();
  while (waiting.length > 0 || running.size > 0) {
    signal?.throwIfAborted();
    const free = pool.filter((connection) => !running.has(connection));
    for (const connection of free) {
      const at = waiting.findIndex((node) =>
        [...node.reads, ...node.after].every((table) => {
          const upstream = maker.get(table);
          return !upstream || done.has(upstream.name);
        }),
      );
      const node = waiting[at];
      if (!node) break;
      waiting.splice(at, 1);
      const run = work(node, connection).finally(() => {
        done.add(node.name);
        running.delete(connection);
      });
      running.set(connection, run);
    }
    await Promise.race(running.values());
  }
}
