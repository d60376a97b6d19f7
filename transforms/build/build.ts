import { randomBytes } from 'node:crypto';
import type { DuckDBConnection } from '@duckdb/node-api';
import { makers, select } from '../graph/order.ts';
import type { GraphNode } from '../graph/project.ts';
import { type Published, publish } from '../publish/publish.ts';
import { allChecks, type CheckResult, runCheck } from './checks.ts';
import { execute, inputKey } from './execute.ts';
import { checkFreshness, freshnessCheck } from './freshness.ts';
import { readLedger, recordRun } from './ledger.ts';
import { eventsFor, type PlannedNode, pendingEvents, planNodes } from './plan.ts';
import { type BuildReport, type NodeResult, totalsOf } from './report.ts';
import { makeSources } from './sources.ts';
import { openWorkspace, type Workspace, type WorkspaceOptions } from './workspace.ts';

export interface BuildOptions extends WorkspaceOptions {
  /** `a`, `a+`, `+a`: only these tables */
  readonly select?: string;
  /** stop at the first error */
  readonly failFast?: boolean;
  /** make tables and run checks, but leave the published snapshots alone */
  readonly publish?: boolean;
  readonly onProgress?: (event: {
    readonly done: number;
    readonly total: number;
    readonly result: NodeResult | CheckResult;
  }) => void;
  readonly signal?: AbortSignal;
}

/**
 * Brings every table up to date with landing, runs the checks and, when none failed, publishes a snapshot per role.
 * What did not change is not made again; a failed node leaves its old table and skips what reads it.
 */
export async function build(options: BuildOptions): Promise<BuildReport> {
  const startedAt = options.clock();
  const started = performance.now();
  const workspace = await openWorkspace(options);
  const lap = stopwatch(started);
  const open = lap();
  try {
    const runId = newRunId(startedAt);
    await makeSources(workspace.connection, workspace.state, options.config, workspace.horizon, runId);
    const sources = lap();
    const checks = allChecks(workspace.project).filter((check) =>
      options.select ? isAbout(check.table, workspace, options.select) : true,
    );
    let done = 0;
    const total = workspace.ordered.length + checks.length;
    const progress = (result: NodeResult | CheckResult) =>
      options.onProgress?.({ done: ++done, total, result });
    const nodes = await makeTables(workspace, options, runId, progress);
    const tables = lap();
    const healthy = nodes.every(({ status }) => status !== 'error');
    const results: CheckResult[] = [];
    if (healthy || !options.failFast)
      for (const check of checks) {
        if (check.reads.some((table) => !workspace.state.tables.has(table))) continue;
        options.signal?.throwIfAborted();
        const result = await runCheck(workspace.connection, workspace.state, check);
        results.push(result);
        progress(result);
      }
    results.push(...(await byTheClock(workspace, options)));
    const checking = lap();
    const failed = !healthy || results.some(({ status }) => status === 'error');
    const publishing = !failed && options.publish !== false && !options.select;
    const outcome = publishing
      ? await publish({ ...options, workspace, runId, startedAt, checks: results })
      : { runId, unchanged: false, published: [] };
    const report: BuildReport = {
      schema: 'clientele.build/1',
      runId: outcome.runId,
      startedAt: startedAt.toISOString(),
      seconds: (performance.now() - started) / 1000,
      phases: { open, sources, tables, checks: checking, publish: lap() },
      asOf: workspace.horizon.asOf,
      isComplete: workspace.horizon.isComplete,
      landedSeq: workspace.horizon.landedSeq,
      status: failed ? 'error' : 'success',
      unchanged: outcome.unchanged,
      totals: totalsOf(nodes, results),
      nodes,
      checks: results,
      published: outcome.published,
    };
    await recordRun(options.paths, report);
    return report;
  } finally {
    await workspace.close();
  }
}

/** Seconds since the last call. */
function stopwatch(from: number): () => number {
  let last = from;
  return () => {
    const now = performance.now();
    const seconds = (now - last) / 1000;
    last = now;
    return seconds;
  };
}

/** Goes on from the last build: same business date; what it made stands, what failed or was skipped is tried again. */
export async function retry(options: BuildOptions): Promise<BuildReport> {
  const last = readLedger(options.paths);
  return build({ ...options, asOf: options.asOf ?? last?.asOf });
}

/** What a build would do, and why; changes no table of the graph. */
export async function plan(
  options: BuildOptions,
): Promise<{ asOf: string; landedSeq: number; nodes: readonly PlannedNode[] }> {
  const workspace = await openWorkspace(options);
  try {
    const before = new Map(workspace.state.tables);
    await makeSources(
      workspace.connection,
      workspace.state,
      options.config,
      workspace.horizon,
      newRunId(options.clock()),
    );
    const changed = new Set(
      [...workspace.state.tables].filter(([name, hash]) => before.get(name) !== hash).map(([name]) => name),
    );
    const { ordered, state, horizon, connection } = workspace;
    const chosen = select(ordered, options.select);
    const nodes = await planNodes(connection, ordered, chosen, state, options.config, horizon, changed);
    return { asOf: horizon.asOf, landedSeq: horizon.landedSeq, nodes };
  } finally {
    await workspace.close();
  }
}

/** Checks the tables as they stand and, when none failed, publishes them. */
export async function publishTables(
  options: BuildOptions,
): Promise<{ readonly checks: readonly CheckResult[] } & Published> {
  const workspace = await openWorkspace(options);
  try {
    const checks = await runAll(workspace, options);
    const runId = newRunId(options.clock());
    if (checks.some(({ status }) => status === 'error'))
      return { checks, runId, unchanged: false, published: [] };
    return {
      checks,
      ...(await publish({ ...options, workspace, runId, startedAt: options.clock(), checks })),
    };
  } finally {
    await workspace.close();
  }
}

/** Runs the checks over the tables as they stand. */
export async function check(options: BuildOptions): Promise<readonly CheckResult[]> {
  const workspace = await openWorkspace(options);
  try {
    return await runAll(workspace, options);
  } finally {
    await workspace.close();
  }
}

async function runAll(workspace: Workspace, options: BuildOptions): Promise<readonly CheckResult[]> {
  const results: CheckResult[] = [];
  for (const item of allChecks(workspace.project)) {
    if (options.select && !isAbout(item.table, workspace, options.select)) continue;
    if (item.reads.some((table) => !workspace.state.tables.has(table))) continue;
    results.push(await runCheck(workspace.connection, workspace.state, item));
  }
  return [...results, ...(await byTheClock(workspace, options))];
}

/** Checks that go by the real clock: none where no freshness limit is configured. */
async function byTheClock(
  workspace: Workspace,
  { config, clock, select: selection }: BuildOptions,
): Promise<readonly CheckResult[]> {
  const wanted = !selection || isAbout(freshnessCheck.table, workspace, selection);
  if (!wanted || Object.keys(config.freshness).length === 0 || !workspace.state.tables.has('landing_counts'))
    return [];
  return [await checkFreshness(workspace.connection, config.freshness, clock())];
}

/** Sortable by time, unique by chance: `20261123T101500Z-3fa9c1`. */
const newRunId = (at: Date): string =>
  `${at.toISOString().replace(/[-:]|\.\d+/g, '')}-${randomBytes(3).toString('hex')}`;

const isAbout = (table: string, { ordered }: Workspace, selection: string): boolean => {
  const maker = makers(ordered).get(table);
  return maker !== undefined && select(ordered, selection).has(maker.name);
};

async function makeTables(
  workspace: Workspace,
  options: BuildOptions,
  runId: string,
  progress: (result: NodeResult) => void,
): Promise<readonly NodeResult[]> {
  const { ordered, state, horizon } = workspace;
  const { config } = options;
  const chosen = select(ordered, options.select);
  const maker = makers(ordered);
  const results = new Map<string, NodeResult>();
  const pendingFrom = new Map<number, ReadonlyMap<string, number>>();
  const quietStaging: string[] = [];
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
    if (node.kind === 'staging' && same) {
      const from = known.landedSeq;
      const pending = pendingFrom.get(from) ?? (await pendingEvents(connection, from, horizon.landedSeq));
      pendingFrom.set(from, pending);
      if (eventsFor(node, pending) === 0) {
        if (from < horizon.landedSeq) quietStaging.push(node.name);
        return settle(node, { status: 'unchanged', ...quiet });
      }
    } else if (node.kind !== 'staging' && same && known.inputKey === inputKey(node, state, config))
      return settle(node, { status: 'unchanged', ...quiet });
    try {
      const made = await execute(node, { connection, state, config, landedSeq: horizon.landedSeq, runId });
      settle(node, { status: node.kind === 'staging' && same ? 'appended' : 'built', ...made });
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
        node.reads.every((table) => {
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
