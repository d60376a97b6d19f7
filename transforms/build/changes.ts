import type { DuckDBConnection } from '@duckdb/node-api';
import { identifier, rows } from '../../warehouse/index.ts';

/** The rows by which a table differs from what it was, as queries, between two contents. */
export interface Change {
  /** content hashes of the table before and after */
  readonly from: string;
  readonly to: string;
  readonly removed: string | undefined;
  readonly added: string;
}

/** What changed in the tables that this build has made so far. */
export type Changes = Map<string, Change>;

/** A database of the engine that all its connections see and that is on no disk. */
const shared = 'memory.main';
const removedTable = (table: string) => `${shared}.${identifier(`removed_${table}`)}`;
const addedTable = (table: string) => `${shared}.${identifier(`added_${table}`)}`;

/** Rows appended to a staging table after a landing sequence number. */
export const appended = (table: string, after: number, from: string, to: string): Change => ({
  from,
  to,
  removed: undefined,
  added: `from workspace.${identifier(table)} where landed_seq > ${after}`,
});

/**
 * Keeps the rows in which two relations differ, as bags of rows, where every connection can read them: `difference`
 * names them. Returns how many went and came.
 */
export async function keepDifference(
  connection: DuckDBConnection,
  table: string,
  before: string,
  after: string,
): Promise<{ removed: number; added: number }> {
  // one pass over both: rows that are on both sides equally often cancel out
  await connection.run(
    `create or replace temp table unbalanced_rows as
     select * exclude (side_), cast(sum(side_) as bigint) as balance_
     from (select *, 1 as side_ from ${after} union all select *, -1 as side_ from ${before})
     group by all having sum(side_) <> 0`,
  );
  for (const [kept, sign] of [
    [removedTable(table), '-'],
    [addedTable(table), ''],
  ] as const)
    await connection.run(
      `create or replace table ${kept} as
       select * exclude (balance_, time_) from (select *, unnest(range(${sign}balance_)) as time_ from unbalanced_rows)`,
    );
  await connection.run('drop table temp.unbalanced_rows');
  const [row] = await rows<{ removed: bigint; added: bigint }>(
    connection,
    `select (select count(*) from ${removedTable(table)}) as removed, (select count(*) from ${addedTable(table)}) as added`,
  );
  return { removed: Number(row?.removed ?? 0), added: Number(row?.added ?? 0) };
}

/** The difference kept last for a table, as queries. */
export const kept = (table: string) => ({
  removed: `from ${removedTable(table)}`,
  added: `from ${addedTable(table)}`,
});

/** The difference kept last for a table, between these contents. */
export const difference = (table: string, from: string, to: string): Change => ({ from, to, ...kept(table) });

/** All rows that came or went; none where nothing did. */
export const changedRows = (table: string, change: Change | undefined): string =>
  change
    ? [change.removed, change.added].filter(Boolean).join(' union all ')
    : `from workspace.${identifier(table)} limit 0`;

/** Frees what was kept. */
export async function forgetChanges(connection: DuckDBConnection, changes: Changes): Promise<void> {
  for (const [table, { removed }] of changes) {
    if (!removed) continue;
    await connection.run(`drop table if exists ${removedTable(table)}`);
    await connection.run(`drop table if exists ${addedTable(table)}`);
  }
  changes.clear();
}
