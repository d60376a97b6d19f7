import { randomBytes } from 'node:crypto';
import { makers, requireMade, select } from '../graph/order.ts';
import type { Check } from '../graph/project.ts';
import { decisionsInForce } from '../identity/decisions.ts';
import {
  discardDrafts,
  draftSnapshots,
  type Published,
  publish,
  publishDrafts,
  standing,
} from '../publish/publish.ts';
import { type Changes, forgetChanges } from './changes.ts';
import { allChecks, type CheckOptions, type CheckResult, runChecks } from './checks.ts';
import { checkFreshness, freshnessCheck } from './freshness.ts';
import { readLedger, recordRun } from './ledger.ts';
import { makeTables } from './makeTables.ts';
import { type PlannedNode, planNodes } from './plan.ts';
import { type BuildReport, type NodeResult, totalsOf } from './report.ts';
import { makeSources } from './sources.ts';
import { saveChecks } from './state.ts';
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
  const changes: Changes = new Map();
  try {
    const runId = newRunId(startedAt);
    await makeSources(
      workspace.connection,
      workspace.state,
      options.config,
      workspace.horizon,
      decisionsInForce(options.paths),
      runId,
    );
    requireMade(workspace.ordered, select(workspace.ordered, options.select), workspace.state.tables);
    const sources = lap();
    const checks = chosenChecks(workspace, options);
    let done = 0;
    const total = workspace.ordered.length + checks.length;
    const progress = (result: NodeResult | CheckResult) =>
      options.onProgress?.({ done: ++done, total, result });
    const nodes = await makeTables(workspace, options, runId, changes, progress);
    const tables = lap();
    const healthy = nodes.every(({ status }) => status !== 'error');
    const publishing = healthy && options.publish !== false && !options.select;
    const snapshots = { ...options, workspace, runId, startedAt, changes };
    // written while the checks run, on another connection; thrown away where one fails
    const drafting =
      publishing && !(await standing(snapshots))
        ? settled(draftSnapshots(await workspace.connect(), snapshots))
        : undefined;
    const results: CheckResult[] = [];
    try {
      const tried = healthy || !options.failFast ? checks : [];
      const about = { changes, signal: options.signal, onResult: progress };
      results.push(...(await runAll(workspace, options, tried, about)));
    } catch (error) {
      discardDrafts((await drafting)?.value ?? []);
      throw error;
    }
    const checking = lap();
    const failed = !healthy || results.some(({ status }) => status === 'error');
    const drafts = await drafting;
    if (drafts?.error) throw drafts.error;
    if (failed) discardDrafts(drafts?.value ?? []);
    let outcome: Published = { runId, unchanged: false, published: [] };
    if (publishing && !failed)
      outcome = drafts?.value
        ? await publishDrafts(snapshots, drafts.value, results)
        : await publish(snapshots, results);
    const report: BuildReport = {
      schema: 'clientele.build/1',
      runId: outcome.runId,
      startedAt: startedAt.toISOString(),
      seconds: (performance.now() - started) / 1000,
      phases: { open, sources, tables, checks: checking, publish: lap() },
      asOf: workspace.horizon.asOf,
      isComplete: workspace.horizon.isComplete,
      landedSeq: workspace.horizon.landedSeq,
      warnings: workspace.warnings,
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
    await forgetChanges(workspace.connection, changes).catch(() => undefined);
    await workspace.close();
  }
}

/** What became of a promise, so that its failure waits until it is asked for. */
const settled = <T>(promise: Promise<T>): Promise<{ value?: T; error?: unknown }> =>
  promise.then(
    (value) => ({ value }),
    (error: unknown) => ({ error }),
  );

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
export async function plan(options: BuildOptions): Promise<{
  asOf: string;
  landedSeq: number;
  warnings: readonly string[];
  nodes: readonly PlannedNode[];
}> {
  const workspace = await openWorkspace(options);
  try {
    const before = new Map(workspace.state.tables);
    await makeSources(
      workspace.connection,
      workspace.state,
      options.config,
      workspace.horizon,
      decisionsInForce(options.paths),
      newRunId(options.clock()),
    );
    const changed = new Set(
      [...workspace.state.tables].filter(([name, hash]) => before.get(name) !== hash).map(([name]) => name),
    );
    const { ordered, horizon, warnings, connection } = workspace;
    const chosen = select(ordered, options.select);
    requireMade(ordered, chosen, workspace.state.tables);
    const inputs = { ...workspace, config: options.config };
    const nodes = await planNodes(connection, ordered, chosen, inputs, changed);
    return { asOf: horizon.asOf, landedSeq: horizon.landedSeq, warnings, nodes };
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
    const checks = await runAll(workspace, options, chosenChecks(workspace, options));
    const runId = newRunId(options.clock());
    if (checks.some(({ status }) => status === 'error'))
      return { checks, runId, unchanged: false, published: [] };
    return {
      checks,
      ...(await publish({ ...options, workspace, runId, startedAt: options.clock() }, checks)),
    };
  } finally {
    await workspace.close();
  }
}

/** Runs the checks over the tables as they stand. */
export async function check(options: BuildOptions): Promise<readonly CheckResult[]> {
  const workspace = await openWorkspace(options);
  try {
    return await runAll(workspace, options, chosenChecks(workspace, options));
  } finally {
    await workspace.close();
  }
}

const chosenChecks = (workspace: Workspace, { select: selection }: BuildOptions): readonly Check[] =>
  allChecks(workspace.project).filter(({ table }) => !selection || isAbout(table, workspace, selection));

/** Runs the checks whose tables are there, and those that go by the clock, and keeps what they came to. */
async function runAll(
  workspace: Workspace,
  options: BuildOptions,
  checks: readonly Check[],
  about?: CheckOptions,
): Promise<readonly CheckResult[]> {
  const { connection, state } = workspace;
  const known = new Map(state.checks);
  const possible = checks.filter(({ reads }) => reads.every((table) => state.tables.has(table)));
  const results = await runChecks(connection, state, possible, about);
  await saveChecks(connection, state, known);
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
