import type { DuckDBConnection } from '@duckdb/node-api';
import { identifier, rows } from '../../warehouse/index.ts';
import { type Change, difference, keepDifference, kept } from './changes.ts';
import { type Content, contentOf, minus, plus } from './content.ts';

/** The stored rows of a table that are to be made anew: those where `where` holds. */
export interface Replaced {
  readonly table: string;
  readonly keys: readonly string[];
  readonly where: string;
  /** content of the whole table */
  readonly before: Content;
}

/** What replacing comes to; the statements are for the transaction that records it. */
export interface Replacement {
  /** content of the whole table afterwards */
  readonly content: Content;
  readonly change: Change;
  readonly statements: readonly string[];
}

/**
 * Compares the rows that a table has with those to take their place, and writes only where they differ.
 * @param old relation of the stored rows
 * @param fresh relation of the rows that take their place
 */
export async function replaceRows(
  connection: DuckDBConnection,
  { table, keys, where, before }: Replaced,
  old: string,
  fresh: string,
): Promise<Replacement> {
  const stored = `workspace.${identifier(table)}`;
  const { removed, added } = await keepDifference(connection, table, old, fresh);
  const differing = kept(table);
  const content = plus(
    minus(before, await contentOf(connection, `(${differing.removed})`)),
    await contentOf(connection, `(${differing.added})`),
  );
  const change = difference(table, before.hash, content.hash);
  const byKey = await hasKeys(connection, keys, old);
  const statements: string[] = [];
  if (removed > 0) {
    const those = byKey ? ` and ${keysIn(keys, change.removed ?? '')}` : '';
    statements.push(`delete from ${stored} where ${where}${those}`);
  }
  if (added > 0 || (removed > 0 && !byKey))
    statements.push(`insert into ${stored} ${byKey || removed === 0 ? change.added : `from ${fresh}`}`);
  return { content, change, statements };
}

/** `(a, b) in (select a, b from …)` */
export function keysIn(keys: readonly string[], relation: string): string {
  const list = keys.map(identifier).join(', ');
  return `(${list}) in (select (${list}) from (${relation}))`;
}

async function hasKeys(
  connection: DuckDBConnection,
  keys: readonly string[],
  relation: string,
): Promise<boolean> {
  const list = keys.map(identifier);
  const [row] = await rows<{ n: bigint }>(
    connection,
    `select count(*) as n from (select 1 from ${relation} group by ${list.join(', ')}
       having count(*) > 1 or ${list.map((key) => `${key} is null`).join(' or ')})`,
  );
  return Number(row?.n) === 0;
}
