import fs from 'node:fs';
import path from 'node:path';
import {
  BIGINT,
  DOUBLE,
  type DuckDBConnection,
  DuckDBTimestampValue,
  TIMESTAMP,
  VARCHAR,
} from '@duckdb/node-api';
import {
  appendColumns,
  type Config,
  identifier,
  literal,
  type StatePaths,
  storage,
  transaction,
} from '../../warehouse/index.ts';
import type { Changes } from '../build/changes.ts';
import type { CheckResult } from '../build/checks.ts';
import { rowsOf } from '../build/content.ts';
import { keysIn } from '../build/replaceRows.ts';
import type { Workspace } from '../build/workspace.ts';
import type { GraphNode } from '../graph/project.ts';

export interface SnapshotOptions {
  readonly paths: StatePaths;
  readonly config: Config;
  readonly workspace: Workspace;
  readonly runId: string;
  readonly startedAt: Date;
  /** rows that this build changed, where they are known */
  readonly changes?: Changes;
}

/** Tables of a snapshot with the columns that a role may read, in order. */
type Visible = ReadonlyMap<string, readonly string[]>;

/** A snapshot in a file: what it shows, with the content that each table had in the workspace. */
export interface Snapshot {
  readonly role: string;
  readonly file: string;
  readonly runId: string;
  readonly visible: Readonly<Record<string, readonly string[]>>;
  readonly contents: Readonly<Record<string, string>>;
  /** how many snapshots in a row were grown from the one before instead of written whole */
  readonly grown: number;
}

/** A snapshot written under a temporary name, which nobody reads yet. */
export interface Draft extends Snapshot {
  readonly temporary: string;
  readonly columns: ReadonlyMap<string, readonly string[]>;
  readonly hidden: ReadonlyMap<string, ReadonlySet<string>>;
}

/** After so many snapshots grown one from another, one is written whole, so that what was replaced takes no room. */
const longestGrowth = 20;

/** What a role sees: the published tables with the columns that are not hidden from it. */
export function visibleColumns(
  { ordered }: Workspace,
  columns: ReadonlyMap<string, readonly string[]>,
  hidden: ReadonlyMap<string, ReadonlySet<string>>,
): Visible {
  const tables = ordered.flatMap((node) => node.published);
  const open = (table: string) =>
    (columns.get(table) ?? []).filter((column) => !hidden.get(table)?.has(column));
  return new Map(tables.map((table) => [table, open(table)] as const).filter(([, list]) => list.length > 0));
}

/**
 * Writes one role's snapshot under a temporary name.
 *
 * It starts as a copy of the role's last one where that shows the same columns and little changed since, else
 * of `base`, a snapshot just written that shows no more than this one may, else from nothing. What the copy
 * has right already stays.
 */
export async function draftSnapshot(
  connection: DuckDBConnection,
  options: SnapshotOptions,
  role: string,
  columns: ReadonlyMap<string, readonly string[]>,
  hidden: ReadonlyMap<string, ReadonlySet<string>>,
  last: Snapshot | undefined,
  base: Draft | undefined,
): Promise<Draft> {
  const { paths, workspace, runId } = options;
  const folder = path.join(paths.published, role);
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = path.join(folder, `${runId}.duckdb`);
  const temporary = `${file}.tmp`;
  for (const leftover of fs.readdirSync(folder).filter((name) => name.includes('.tmp')))
    fs.rmSync(path.join(folder, leftover), { force: true });
  const visible = visibleColumns(workspace, columns, hidden);
  const grown = last && growsFrom(last, visible, options) ? last : undefined;
  const copied = grown ?? (base && showsNoLess(visible, base) ? base : undefined);
  if (copied)
    await fs.promises.copyFile(
      copied === base ? base.temporary : copied.file,
      temporary,
      fs.constants.COPYFILE_FICLONE,
    );
  const name = identifier(`snapshot_${role}`);
  await connection.run(`attach ${literal(temporary)} as ${name} (${storage})`);
  try {
    for (const [table, open] of visible)
      await bring(connection, `${name}.${identifier(table)}`, table, open, copied, options);
    const gone = Object.keys(copied?.visible ?? {}).filter((table) => !visible.has(table));
    for (const table of gone) await connection.run(`drop table ${name}.${identifier(table)}`);
  } finally {
    await connection.run(`detach ${name}`);
  }
  const contents = Object.fromEntries(
    [...visible.keys()].map((table) => [table, workspace.state.tables.get(table) ?? '']),
  );
  return {
    role,
    file,
    runId,
    visible: Object.fromEntries(visible),
    contents,
    grown: grown ? grown.grown + 1 : 0,
    temporary,
    columns,
    hidden,
  };
}

/** Brings one table of a snapshot to the content of the workspace. */
async function bring(
  connection: DuckDBConnection,
  target: string,
  table: string,
  open: readonly string[],
  copied: Snapshot | undefined,
  { workspace, changes }: SnapshotOptions,
): Promise<void> {
  const list = open.map(identifier).join(', ');
  const is = workspace.state.tables.get(table);
  if (copied && equal(copied.visible[table], open)) {
    const was = copied.contents[table];
    if (was === is) return;
    const change = changes?.get(table);
    const keys = keysOf(workspace.ordered, table);
    const isKeyed = keys.length > 0 && keys.every((key) => open.includes(key));
    if (change && change.from === was && change.to === is && isKeyed) {
      if (change.removed) await connection.run(`delete from ${target} where ${keysIn(keys, change.removed)}`);
      await connection.run(`insert into ${target} select ${list} from (${change.added})`);
      return;
    }
  }
  await connection.run(
    `create or replace table ${target} as select ${list} from workspace.${identifier(table)}`,
  );
}

const keysOf = (ordered: readonly GraphNode[], table: string): readonly string[] => {
  const node = ordered.find(({ tables }) => tables.includes(table));
  return node?.step?.writes[table]?.keys ?? node?.keys ?? [];
};

/** Whether most of the last snapshot is still right, and its columns are those of today. */
function growsFrom(last: Snapshot, visible: Visible, { workspace, changes }: SnapshotOptions): boolean {
  if (last.grown >= longestGrowth || !fs.existsSync(last.file)) return false;
  const names = Object.keys(last.visible);
  if (names.length !== visible.size || names.some((table) => !equal(last.visible[table], visible.get(table))))
    return false;
  const { state } = workspace;
  const rewritten = (table: string) => {
    const [was, is, change] = [last.contents[table], state.tables.get(table), changes?.get(table)];
    return was !== is && !(change?.from === was && change?.to === is);
  };
  const rowsIn = (tables: readonly string[]) =>
    tables.reduce((sum, table) => sum + rowsOf(state.tables.get(table)), 0);
  return rowsIn(names.filter(rewritten)) <= rowsIn(names) / 2;
}

/** Bytes of dropped tables may stay in a copied file, so a copy is only made for a role that sees all of them. */
const showsNoLess = (visible: Visible, base: Snapshot): boolean =>
  Object.entries(base.visible).every(([table, columns]) =>
    columns.every((column) => visible.get(table)?.includes(column)),
  );

const equal = (a: readonly string[] | undefined, b: readonly string[] | undefined): boolean =>
  a !== undefined && a.length === b?.length && a.every((column, i) => column === b[i]);

/** Adds the tables about the run to a draft and gives it its name. */
export async function finishSnapshot(
  connection: DuckDBConnection,
  options: SnapshotOptions,
  draft: Draft,
  checks: readonly CheckResult[],
): Promise<void> {
  await connection.run(`attach ${literal(draft.temporary)} as snapshot`);
  try {
    await transaction(connection, () => describe(connection, options, draft, checks));
  } finally {
    await connection.run('detach snapshot');
  }
  fs.chmodSync(draft.temporary, 0o600);
  fs.renameSync(draft.temporary, draft.file);
}

/** The tables about the snapshot itself: `_run`, `_nodes`, `_checks`. */
async function describe(
  connection: DuckDBConnection,
  { workspace, config, runId, startedAt }: SnapshotOptions,
  { role, columns, hidden }: Draft,
  checks: readonly CheckResult[],
): Promise<void> {
  const { horizon, state, ordered } = workspace;
  await connection.run(
    `create or replace table snapshot._run as select $1 as run_id, $2 as role, $3::date as as_of_date, $4::boolean as is_complete,
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
  await connection.run(`create or replace table snapshot._nodes (name varchar, kind varchar, grain varchar, description varchar, columns varchar,
    upstream varchar, rows bigint, seconds double, fingerprint varchar, built_at timestamp)`);
  const nodes = ordered.flatMap((node) => node.tables.map((table) => ({ node, table })));
  const shown = (table: string) =>
    (columns.get(table) ?? []).map((name) => ({ name, personal: hidden.get(table)?.has(name) ?? false }));
  const builtAt = new DuckDBTimestampValue(BigInt(startedAt.getTime()) * 1000n);
  await appendColumns(
    connection,
    '_nodes',
    [VARCHAR, VARCHAR, VARCHAR, VARCHAR, VARCHAR, VARCHAR, BIGINT, DOUBLE, VARCHAR, TIMESTAMP],
    [
      nodes.map(({ table }) => table),
      nodes.map(({ node }) => node.kind),
      nodes.map(({ node, table }) => node.step?.writes[table]?.grain ?? node.grain),
      nodes.map(({ node, table }) => node.step?.writes[table]?.description ?? node.description),
      nodes.map(({ table }) => JSON.stringify(shown(table))),
      nodes.map(({ node }) => JSON.stringify(node.reads)),
      nodes.map(({ table }) => BigInt(rowsOf(state.tables.get(table)))),
      nodes.map(({ node }) => state.nodes.get(node.name)?.seconds ?? 0),
      nodes.map(({ node }) => state.nodes.get(node.name)?.inputKey ?? ''),
      nodes.map(() => builtAt),
    ],
    'snapshot',
  );
  await connection.run(
    'create or replace table snapshot._checks (name varchar, table_name varchar, severity varchar, owner varchar, sentence varchar, failures bigint, status varchar)',
  );
  await appendColumns(
    connection,
    '_checks',
    [VARCHAR, VARCHAR, VARCHAR, VARCHAR, VARCHAR, BIGINT, VARCHAR],
    [
      checks.map(({ name }) => name),
      checks.map(({ table }) => table),
      checks.map(({ severity }) => severity),
      checks.map(({ owner }) => owner),
      checks.map(({ sentence }) => sentence),
      checks.map(({ failures }) => BigInt(failures)),
      checks.map(({ status }) => status),
    ],
    'snapshot',
  );
}
