import fs from 'node:fs';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { DuckDBConnection } from '@duckdb/node-api';
import { eventTypes } from '../../ingest/contracts/index.ts';
import { ClienteleError, type Config, rows, type StatePaths } from '../../warehouse/index.ts';
import type { CheckResult } from '../build/checks.ts';
import { contentKey } from '../build/contentKey.ts';
import { replaceFile } from '../build/ledger.ts';
import type { Workspace } from '../build/workspace.ts';
import { tracePersonal } from './personal.ts';
import {
  type Draft,
  draftSnapshot,
  finishSnapshot,
  type Snapshot,
  type SnapshotOptions,
  visibleColumns,
} from './snapshotFile.ts';

export interface Published {
  readonly runId: string;
  readonly unchanged: boolean;
  readonly published: readonly { readonly role: string; readonly file: string }[];
}

const kept = 5;

/** The snapshots that the roles read, if they hold the tables as they stand and show what each role may see today. */
export async function standing(options: SnapshotOptions): Promise<readonly Manifest[] | undefined> {
  const { paths, config, workspace } = options;
  const current = config.roles.flatMap((role) => readManifest(paths, role) ?? []);
  const key = contentKey(workspace);
  if (current.length < config.roles.length || current.some((manifest) => manifest.contentKey !== key))
    return undefined;
  const sight = await sightOf(workspace);
  const shows = ({ role, visible }: Manifest) =>
    isDeepStrictEqual(
      visible,
      Object.fromEntries(visibleColumns(workspace, sight.columns, sight.hiddenFrom(role))),
    );
  return current.every(shows) ? current : undefined;
}

/**
 * Every table's columns, and those of them that a role may not see: whatever is traced to personal data, for
 * all but the admin.
 */
async function sightOf(workspace: Workspace) {
  const columns = await tableColumns(workspace.connection);
  const personal = tracePersonal(workspace.ordered, columns, eventFunctions());
  const hiddenFrom = (role: string): ReadonlyMap<string, ReadonlySet<string>> =>
    role === 'admin' ? new Map() : personal;
  return { columns, hiddenFrom };
}

/**
 * Writes a snapshot of core and marts for each role beside the earlier ones, under temporary names.
 * The analyst's has no column that is traced to personal data.
 */
export async function draftSnapshots(
  connection: DuckDBConnection,
  options: SnapshotOptions,
): Promise<readonly Draft[]> {
  const { paths, config, workspace } = options;
  const { columns, hiddenFrom } = await sightOf(workspace);
  const drafts: Draft[] = [];
  for (const role of inOrderOfSight(config.roles)) {
    const last = readManifest(paths, role);
    drafts.push(
      await draftSnapshot(connection, options, role, columns, hiddenFrom(role), last, drafts.at(-1)),
    );
  }
  return drafts;
}

/** Makes drafts the snapshots that are read, each by rename. */
export async function publishDrafts(
  options: SnapshotOptions,
  drafts: readonly Draft[],
  checks: readonly CheckResult[],
): Promise<Published> {
  const { paths, workspace, runId } = options;
  for (const draft of drafts) await finishSnapshot(workspace.connection, options, draft, checks);
  for (const { role, file, visible, contents, grown } of drafts) {
    const folder = path.join(paths.published, role);
    const manifest: Manifest = {
      role,
      file,
      runId,
      contentKey: contentKey(workspace),
      checksKey: checksKey(checks),
      visible,
      contents,
      grown,
    };
    replaceFile(path.join(folder, `${runId}.json`), JSON.stringify(manifest));
    replaceFile(path.join(folder, 'current'), path.basename(file));
    prune(folder);
  }
  return { runId, unchanged: false, published: drafts.map(({ role, file }) => ({ role, file })) };
}

/** Forgets drafts whose checks failed. */
export function discardDrafts(drafts: readonly Draft[]): void {
  for (const { temporary } of drafts) fs.rmSync(temporary, { force: true });
}

/** Publishes the tables as they stand; writes nothing where the snapshots hold them and the checks say the same. */
export async function publish(options: SnapshotOptions, checks: readonly CheckResult[]): Promise<Published> {
  const current = await standing(options);
  const key = checksKey(checks);
  const first = current?.[0];
  if (first && current.every((manifest) => manifest.checksKey === key))
    return {
      runId: first.runId,
      unchanged: true,
      published: current.map(({ role, file }) => ({ role, file })),
    };
  const drafts = await draftSnapshots(options.workspace.connection, options);
  return publishDrafts(options, drafts, checks);
}

/** Who sees least comes first, so that the snapshots of others can grow from it. */
const inOrderOfSight = (roles: Config['roles']): Config['roles'] =>
  [...roles].sort((a, b) => Number(a === 'admin') - Number(b === 'admin'));

/**
 * Makes an earlier snapshot the current one again for every role. Without `runId`, the one before the current.
 * @throws ClienteleError `no-snapshot` where a role has none; then every role stays where it was
 */
export function rollback(
  paths: StatePaths,
  config: Config,
  runId?: string,
  options: { readonly dryRun?: boolean } = {},
): readonly { role: string; runId: string }[] {
  const chosen = config.roles.map((role) => {
    const folder = path.join(paths.published, role);
    const runs = snapshotRuns(folder);
    const current = readManifest(paths, role)?.runId;
    const wanted = runId ?? runs[runs.indexOf(current ?? '') - 1];
    if (!wanted || !runs.includes(wanted))
      throw new ClienteleError(
        'no-snapshot',
        `no ${runId ? `snapshot ${runId}` : 'earlier snapshot'} of role ${role}; there are: ${runs.join(', ') || 'none'}`,
      );
    return { role, runId: wanted };
  });
  if (!options.dryRun)
    for (const { role, runId: wanted } of chosen)
      replaceFile(path.join(paths.published, role, 'current'), `${wanted}.duckdb`);
  return chosen;
}

/** Beside each snapshot: what is in it. */
interface Manifest extends Snapshot {
  readonly contentKey: string;
  readonly checksKey: string;
}

function readManifest(paths: StatePaths, role: string): Manifest | undefined {
  const folder = path.join(paths.published, role);
  const pointer = path.join(folder, 'current');
  if (!fs.existsSync(pointer)) return undefined;
  const name = fs.readFileSync(pointer, 'utf8').trim();
  const manifest = path.join(folder, name.replace(/\.duckdb$/, '.json'));
  if (!fs.existsSync(path.join(folder, name)) || !fs.existsSync(manifest)) return undefined;
  const read = JSON.parse(fs.readFileSync(manifest, 'utf8')) as Manifest;
  return read.contents ? { ...read, file: path.join(folder, name) } : undefined;
}

const snapshotRuns = (folder: string): string[] =>
  fs.existsSync(folder)
    ? fs
        .readdirSync(folder)
        .filter((name) => name.endsWith('.duckdb'))
        .map((name) => path.basename(name, '.duckdb'))
        .sort()
    : [];

function prune(folder: string): void {
  const current = fs.readFileSync(path.join(folder, 'current'), 'utf8').trim();
  for (const run of snapshotRuns(folder).slice(0, -kept)) {
    if (`${run}.duckdb` === current) continue;
    for (const end of ['.duckdb', '.json']) fs.rmSync(path.join(folder, run + end), { force: true });
  }
}

/** Each contract's macro and `event_common`, which any event passes through. */
const eventFunctions = (): ReadonlyMap<string, string> =>
  new Map([
    ...eventTypes().map(({ type }) => [type.replaceAll('.', '_'), type] as const),
    ['event_common', 'event_common'] as const,
  ]);

async function tableColumns(connection: DuckDBConnection): Promise<ReadonlyMap<string, readonly string[]>> {
  const found = await rows<{ table_name: string; columns: string[] }>(
    connection,
    `select table_name, array_agg(column_name order by column_index) as columns
     from duckdb_columns() where database_name = 'workspace' group by table_name`,
  );
  return new Map(found.map(({ table_name, columns }) => [table_name, columns]));
}

const checksKey = (checks: readonly CheckResult[]) =>
  checks
    .filter(({ status }) => status !== 'pass')
    .map(({ name, failures }) => `${name}:${failures}`)
    .join(' ');
