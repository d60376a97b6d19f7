import fs from 'node:fs';
import path from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import {
  ClienteleError,
  type Config,
  type Engine,
  openEngine,
  rows,
  type StatePaths,
} from '../../warehouse/index.ts';
import { inOrder } from '../graph/order.ts';
import { type GraphNode, loadProject, type Project, sourceTables } from '../graph/project.ts';
import { type FitLedger, openFits, requireModels } from './fits.ts';
import { businessDays, dayIn, type Horizon, readLanding } from './sources.ts';
import { forget, loadState, prepareState, type State } from './state.ts';
import { warningsOf } from './warnings.ts';

export interface WorkspaceOptions {
  readonly paths: StatePaths;
  readonly config: Config;
  readonly clock: () => Date;
  /** business date to count to, ISO 8601; default: the newest day in the data that is over */
  readonly asOf?: string;
  /** count to today, which is not over: the live mode */
  readonly today?: boolean;
  /** read landing only up to this sequence number, e.g. of an earlier run; default: all of it */
  readonly landedSeq?: number;
  /** forget every table first */
  readonly fullRefresh?: boolean;
  /** the engine that holds landing, where this process lands too; it is left open */
  readonly engine?: Engine;
  /** fit models whether due or not: all that follow the schedule, or those named */
  readonly refit?: boolean | readonly string[];
  /** another `sql/` folder, for tests */
  readonly sqlFolder?: string;
  /** another folder of steps, for tests */
  readonly stepsFolder?: string;
}

/** The workspace open for writing beside landing, with the project's graph loaded. */
export interface Workspace {
  readonly project: Project;
  readonly ordered: readonly GraphNode[];
  readonly state: State;
  readonly horizon: Horizon;
  /** what is odd about the build that was asked for */
  readonly warnings: readonly string[];
  readonly fits: FitLedger;
  readonly connection: DuckDBConnection;
  /** a further connection with the functions and the default catalog set */
  connect(): Promise<DuckDBConnection>;
  close(): Promise<void>;
}

/**
 * Opens landing for reading and the workspace for writing in one engine.
 * @throws ClienteleError `no-data` before anything has landed, `file-locked` while another process holds a file,
 * `model-unknown` where one is to be fitted that is none
 */
export async function openWorkspace(options: WorkspaceOptions): Promise<Workspace> {
  const { paths, config } = options;
  if (!fs.existsSync(paths.landing))
    throw new ClienteleError(
      'no-data',
      `nothing has landed in ${paths.data} yet; run clientele ingest files or ingest kafka first`,
    );
  const engine =
    options.engine ??
    (await openEngine({
      memoryLimit: config.resources.memoryLimit,
      threads: config.resources.threads ?? 2,
      temporaryDirectory: path.join(paths.data, 'spill'),
    }));
  try {
    if (!options.engine) await engine.attach(paths.landing, 'landing', 'read');
    await engine.attach(paths.workspace, 'workspace', 'write');
    return await prepare(engine, options);
  } catch (error) {
    if (options.engine) await engine.detach('workspace').catch(() => undefined);
    else engine.close();
    throw error;
  }
}

async function prepare(engine: Engine, options: WorkspaceOptions): Promise<Workspace> {
  const { config, clock } = options;
  const connection = await engine.connect();
  await connection.run('use workspace');
  const project = await loadProject(connection, options.sqlFolder, options.stepsFolder);
  requireModels(project.nodes, options.refit);
  const macros = project.functions
    .map(({ sql }) =>
      sql.replace(/create\s+(or\s+replace\s+)?(temp\s+|temporary\s+)?/i, 'create or replace temp '),
    )
    .join(';\n');
  const equip = async (target: DuckDBConnection) => {
    await target.run('use workspace');
    await target.run(macros);
    return target;
  };
  await equip(connection);
  await prepareState(connection);
  let state = await loadState(connection);
  const { landedSeq, landingId } = await readLanding(connection, options.landedSeq);
  const reached = Math.max(0, ...[...state.nodes.values()].map((node) => node.landedSeq));
  if (options.fullRefresh || state.landingId !== landingId || reached > landedSeq) {
    await forget(connection, landingId);
    state = await loadState(connection);
  }
  await dropOrphans(connection, project, state);
  const today = dayIn(clock(), config.business.timeZone);
  const days = await businessDays(connection, config, today, landedSeq);
  const asOf = options.asOf ?? (options.today ? today : days.last);
  const horizon: Horizon = { asOf, isComplete: asOf < today, landedSeq, landingId };
  return {
    project,
    ordered: inOrder(project.nodes, new Set(sourceTables)),
    state,
    horizon,
    warnings: await warningsOf(connection, config, horizon, days),
    fits: openFits(options.paths, config, options.refit),
    connection,
    connect: async () => equip(await engine.connect()),
    async close() {
      await connection.run('use memory').catch(() => undefined);
      if (options.engine) await engine.detach('workspace');
      else engine.close();
    },
  };
}

/** Drops tables whose file is gone. */
async function dropOrphans(connection: DuckDBConnection, project: Project, state: State): Promise<void> {
  const kept = new Set<string>([...sourceTables, ...project.nodes.flatMap((node) => node.tables)]);
  const names = new Set<string>([...sourceTables, ...project.nodes.map((node) => node.name)]);
  const recorded = await rows<{ table_name: string; node: string }>(
    connection,
    'select table_name, node from _table_state',
  );
  for (const { table_name, node } of recorded) {
    if (kept.has(table_name) && names.has(node)) continue;
    await connection.run(`drop table if exists "${table_name}"`);
    await connection.run('delete from _table_state where table_name = $1', [table_name]);
    await connection.run('delete from _node_state where name = $1', [node]);
    state.tables.delete(table_name);
    state.nodes.delete(node);
  }
}
