import fs from 'node:fs';
import path from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { eventTypes } from '../../ingest/contracts/index.ts';
import {
  ClienteleError,
  type Config,
  identifier,
  literal,
  rows,
  type StatePaths,
} from '../../warehouse/index.ts';
import type { CheckResult } from '../build/checks.ts';
import { contentKey } from '../build/contentKey.ts';
import { replaceFile } from '../build/ledger.ts';
import type { Workspace } from '../build/workspace.ts';
import { tracePersonal } from './personal.ts';

export interface PublishOptions {
  readonly paths: StatePaths;
  readonly config: Config;
  readonly workspace: Workspace;
  readonly runId: string;
  readonly startedAt: Date;
  readonly checks: readonly CheckResult[];
}

export interface Published {
  readonly runId: string;
  readonly unchanged: boolean;
  readonly published: readonly { readonly role: string; readonly file: string }[];
}

const kept = 5;

/**
 * Writes a snapshot of core and marts for each role beside the earlier ones and makes it the current one by rename.
 * The analyst's has no column that is traced to personal data. Nothing is written where nothing changed.
 */
export async function publish(options: PublishOptions): Promise<Published> {
  const { paths, config, workspace, runId } = options;
  const key = `${contentKey(workspace)} ${checksKey(options.checks)}`;
  const current = config.roles.map((role) => readManifest(paths, role));
  const first = current[0];
  if (first && current.every((manifest) => manifest?.contentKey === key))
    return {
      runId: first.runId,
      unchanged: true,
      published: current.flatMap((m) => m ?? []).map(({ role, file }) => ({ role, file })),
    };
  const columns = await tableColumns(workspace.connection);
  const personal = tracePersonal(workspace.ordered, columns, eventFunctions());
  const published = [];
  for (const role of config.roles) {
    const hidden = role === 'admin' ? new Map<string, ReadonlySet<string>>() : personal;
    const file = await writeSnapshot(options, role, columns, hidden);
    published.push({ role, file });
  }
  for (const { role, file } of published) {
    const folder = path.join(paths.published, role);
    replaceFile(path.join(folder, `${runId}.json`), JSON.stringify({ role, file, runId, contentKey: key }));
    replaceFile(path.join(folder, 'current'), path.basename(file));
    prune(folder);
  }
  return { runId, unchanged: false, published };
}

/** Makes an earlier snapshot the current one again for every role. Without `runId`, the one before the current. */
export function rollback(
  paths: StatePaths,
  config: Config,
  runId?: string,
): readonly { role: string; runId: string }[] {
  return config.roles.map((role) => {
    const folder = path.join(paths.published, role);
    const runs = snapshotRuns(folder);
    const current = readManifest(paths, role)?.runId;
    const wanted = runId ?? runs[runs.indexOf(current ?? '') - 1];
    if (!wanted || !runs.includes(wanted))
      throw new ClienteleError(
        'no-snapshot',
        `no ${runId ? `snapshot ${runId}` : 'earlier snapshot'} of role ${role}; there are: ${runs.join(', ') || 'none'}`,
      );
    replaceFile(path.join(folder, 'current'), `${wanted}.duckdb`);
    return { role, runId: wanted };
  });
}

interface Manifest {
  readonly role: string;
  readonly file: string;
  readonly runId: string;
  readonly contentKey: string;
}

function readManifest(paths: StatePaths, role: string): Manifest | undefined {
  const folder = path.join(paths.published, role);
  const pointer = path.join(folder, 'current');
  if (!fs.existsSync(pointer)) return undefined;
  const name = fs.readFileSync(pointer, 'utf8').trim();
  const manifest = path.join(folder, name.replace(/\.duckdb$/, '.json'));
  if (!fs.existsSync(path.join(folder, name)) || !fs.existsSync(manifest)) return undefined;
  return JSON.parse(fs.readFileSync(manifest, 'utf8')) as Manifest;
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

async function writeSnapshot(
  options: PublishOptions,
  role: string,
  columns: ReadonlyMap<string, readonly string[]>,
  hidden: ReadonlyMap<string, ReadonlySet<string>>,
): Promise<string> {
  const { paths, workspace, runId } = options;
  const { connection } = workspace;
  const folder = path.join(paths.published, role);
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = path.join(folder, `${runId}.duckdb`);
  const temporary = `${file}.tmp`;
  for (const leftover of fs.readdirSync(folder).filter((name) => name.includes('.tmp')))
    fs.rmSync(path.join(folder, leftover), { force: true });
  await connection.run(`attach ${literal(temporary)} as snapshot`);
  try {
    for (const node of workspace.ordered) {
      if (node.kind === 'staging') continue;
      for (const table of node.tables) {
        const open = (columns.get(table) ?? []).filter((column) => !hidden.get(table)?.has(column));
        if (open.length === 0) continue;
        const keys = (node.step?.writes[table]?.keys ?? node.keys).filter((key) => open.includes(key));
        const order = keys.length > 0 ? ` order by ${keys.map(identifier).join(', ')}` : '';
        await connection.run(
          `create table snapshot.${identifier(table)} as select ${open.map(identifier).join(', ')} from workspace.${identifier(table)}${order}`,
        );
      }
    }
    await describe(options, role, columns, hidden);
  } finally {
    await connection.run('detach snapshot');
  }
  fs.chmodSync(temporary, 0o600);
  fs.renameSync(temporary, file);
  return file;
}

/** The tables about the snapshot itself: `_run`, `_nodes`, `_checks`. */
async function describe(
  options: PublishOptions,
  role: string,
  columns: ReadonlyMap<string, readonly string[]>,
  hidden: ReadonlyMap<string, ReadonlySet<string>>,
): Promise<void> {
  const { workspace, config, runId, startedAt } = options;
  const { connection, horizon, state, ordered } = workspace;
  await connection.run(
    `create table snapshot._run as select $1 as run_id, $2 as role, $3::date as as_of_date, $4::boolean as is_complete,
      $5::bigint as landed_seq, $6::timestamp as built_at, $7 as business_name_en, $8 as business_name_zh,
      $9 as reporting_currency, $10 as business_time_zone`,
    [
      runId,
      role,
      horizon.asOf,
      horizon.isComplete,
      horizon.landedSeq,
      startedAt.toISOString().replace('T', ' ').replace('Z', ''),
      config.business.name.en,
      config.business.name['zh-CN'],
      config.business.reportingCurrency,
      config.business.timeZone,
    ],
  );
  await connection.run(`create table snapshot._nodes (name varchar, kind varchar, grain varchar, description varchar, columns varchar,
    upstream varchar, rows bigint, seconds double, fingerprint varchar, built_at timestamp)`);
  const builtAt = startedAt.toISOString().replace('T', ' ').replace('Z', '');
  const insert =
    'insert into snapshot._nodes values ($1, $2, $3, $4, $5, $6, $7::bigint, $8, $9, $10::timestamp)';
  for (const node of ordered) {
    const known = state.nodes.get(node.name);
    for (const table of node.tables) {
      const shown = (columns.get(table) ?? []).map((name) => ({
        name,
        personal: hidden.get(table)?.has(name) ?? false,
      }));
      const about = node.step?.writes[table];
      await connection.run(insert, [
        table,
        node.kind,
        about?.grain ?? node.grain,
        about?.description ?? node.description,
        JSON.stringify(shown),
        JSON.stringify(node.reads),
        known?.rows ?? 0,
        known?.seconds ?? 0,
        known?.inputKey ?? '',
        builtAt,
      ]);
    }
  }
  await connection.run(
    'create table snapshot._checks (name varchar, table_name varchar, severity varchar, owner varchar, sentence varchar, failures bigint, status varchar)',
  );
  for (const check of options.checks)
    await connection.run('insert into snapshot._checks values ($1, $2, $3, $4, $5, $6::bigint, $7)', [
      check.name,
      check.table,
      check.severity,
      check.owner,
      check.sentence,
      check.failures,
      check.status,
    ]);
}
