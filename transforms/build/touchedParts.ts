import type { DuckDBConnection } from '@duckdb/node-api';
import { identifier } from '../../warehouse/index.ts';
import type { Increment } from '../graph/increment.ts';
import { type Change, type Changes, changedRows } from './changes.ts';
import type { State } from './state.ts';

/**
 * The tables read whose content is another than it was (`inputs`, hash by table), each with its change; or
 * nothing where one of them changed in a way that is not known or not followed.
 */
export function knownChanges(
  reads: readonly string[],
  follows: { has(table: string): boolean } | undefined,
  inputs: Readonly<Record<string, string>>,
  state: State,
  changes: Changes,
): ReadonlyMap<string, Change> | undefined {
  const followed = new Map<string, Change>();
  for (const table of reads) {
    const was = inputs[table];
    const is = state.tables.get(table);
    if (was === is) continue;
    const change = changes.get(table);
    if (!change || !follows?.has(table)) return undefined;
    if (change.from !== was || change.to !== is) return undefined;
    followed.set(table, change);
  }
  return followed;
}

/**
 * Finds the parts that changed rows touch, and does `work` while temporary views cut the tables read down to them.
 * `accept` may look at `touched_parts` and decline: then nothing is done and the answer is false.
 */
export async function overTouchedParts(
  connection: DuckDBConnection,
  increment: Increment,
  followed: ReadonlyMap<string, Change>,
  steps: { accept?(): Promise<boolean>; work(): Promise<void> },
): Promise<boolean> {
  const views: string[] = [];
  const view = async (name: string, sql: string) => {
    await connection.run(`create or replace temp view ${identifier(name)} as ${sql}`);
    views.push(name);
  };
  try {
    for (const table of increment.follows)
      await view(`changed_${table}`, changedRows(table, followed.get(table)));
    await connection.run(
      `create or replace temp table touched_parts as select distinct part from (${increment.parts}) where part is not null`,
    );
    if (steps.accept && !(await steps.accept())) return false;
    for (const [table, sql] of increment.narrowed) await view(table, sql);
    await steps.work();
    return true;
  } finally {
    for (const name of views.reverse()) await connection.run(`drop view if exists temp.${identifier(name)}`);
  }
}
