import fs from 'node:fs';
import path from 'node:path';
import { type Config, identifier, literal, type StatePaths } from '../../warehouse/index.ts';
import type { CheckResult } from '../build/checks.ts';
import type { Workspace } from '../build/workspace.ts';

export interface PublishOptions {
  readonly paths: StatePaths;
  readonly config: Config;
  readonly workspace: Workspace;
  readonly runId: string;
  readonly startedAt: Date;
  readonly checks: readonly CheckResult[];
}

/** Tables of a snapshot with the columns that a role may read, in order. */
type Visible = ReadonlyMap<string, readonly string[]>;

function visibleColumns(
  { ordered }: Workspace,
  columns: ReadonlyMap<string, readonly string[]>,
  hidden: ReadonlyMap<string, ReadonlySet<string>>,
): Visible {
  const tables = ordered.filter((node) => node.published).flatMap((node) => node.tables);
  const open = (table: string) =>
    (columns.get(table) ?? []).filter((column) => !hidden.get(table)?.has(column));
  return new Map(tables.map((table) => [table, open(table)] as const).filter(([, list]) => list.length > 0));
}

/** A snapshot just written, from which one that shows no less can be copied. */
export interface Written {
  readonly file: string;
  readonly visible: Visible;
}

/** Writes one role's snapshot under a temporary name and renames it when it is whole. */
export async function writeSnapshot(
  options: PublishOptions,
  role: string,
  columns: ReadonlyMap<string, readonly string[]>,
  hidden: ReadonlyMap<string, ReadonlySet<string>>,
  base: Written | undefined,
): Promise<Written> {
  const { paths, workspace, runId } = options;
  const { connection } = workspace;
  const folder = path.join(paths.published, role);
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = path.join(folder, `${runId}.duckdb`);
  const temporary = `${file}.tmp`;
  for (const leftover of fs.readdirSync(folder).filter((name) => name.includes('.tmp')))
    fs.rmSync(path.join(folder, leftover), { force: true });
  const visible = visibleColumns(workspace, columns, hidden);
  const copied = base && showsNoLess(visible, base.visible) ? base : undefined;
  if (copied) fs.copyFileSync(copied.file, temporary);
  await connection.run(`attach ${literal(temporary)} as snapshot`);
  try {
    for (const [table, open] of visible) {
      if (copied && equal(copied.visible.get(table), open)) continue;
      await connection.run(
        `create or replace table snapshot.${identifier(table)} as select ${open.map(identifier).join(', ')} from workspace.${identifier(table)}`,
      );
    }
    await describe(options, role, columns, hidden);
  } finally {
    await connection.run('detach snapshot');
  }
  fs.chmodSync(temporary, 0o600);
  fs.renameSync(temporary, file);
  return { file, visible };
}

/** Bytes of dropped tables may stay in a copied file, so a copy is only made for a role that sees all of them. */
const showsNoLess = (visible: Visible, base: Visible): boolean =>
  [...base].every(([table, columns]) => columns.every((column) => visible.get(table)?.includes(column)));

const equal = (a: readonly string[] | undefined, b: readonly string[]): boolean =>
  a?.length === b.length && a.every((column, i) => column === b[i]);

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
    'create or replace table snapshot._checks (name varchar, table_name varchar, severity varchar, owner varchar, sentence varchar, failures bigint, status varchar)',
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
