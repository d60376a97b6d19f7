import type { DuckDBConnection } from '@duckdb/node-api';
import { identifier, rows, transaction } from '../../warehouse/index.ts';
import type { GraphNode } from '../graph/project.ts';
import type { Change } from './changes.ts';
import type { Content } from './content.ts';
import { replaceRows } from './replaceRows.ts';
import { overTouchedParts } from './touchedParts.ts';

/** Above this share of a table's rows, making it anew costs less than replacing them. */
const worthwhileShare = 0.3;

export interface Followed {
  readonly content: Content;
  readonly change: Change;
}

/**
 * Makes only the parts of a table that the changed rows touch, and replaces the rows of them that differ.
 * `save` is called in the same transaction. Returns nothing, and has done nothing, where the table is better made anew.
 */
export async function followChanges(
  connection: DuckDBConnection,
  node: GraphNode,
  before: Content,
  followed: ReadonlyMap<string, Change>,
  save: (content: Content) => Promise<void>,
): Promise<Followed | undefined> {
  const { increment, name: table } = node;
  if (!increment) return undefined;
  const stored = `workspace.${identifier(table)}`;
  const ofTouched = `(${increment.part}) in (select part from touched_parts)`;
  const isMade = await overTouchedParts(connection, increment, followed, {
    async accept() {
      await connection.run(`create or replace temp table old_rows as from ${stored} where ${ofTouched}`);
      return isWorthwhile(connection, node, before);
    },
    async work() {
      await connection.run(
        `create or replace temp table new_rows as from (${withoutOrder(node.sql ?? '')}\n) where ${ofTouched}`,
      );
    },
  });
  if (!isMade) return undefined;
  const { content, change, statements } = await replaceRows(
    connection,
    { table, keys: node.keys, where: ofTouched, before },
    'old_rows',
    'new_rows',
  );
  await transaction(connection, async () => {
    for (const statement of statements) await connection.run(statement);
    await save(content);
  });
  return { content, change };
}

/** Whether few rows are to be replaced, and every row of the table is in a part. */
async function isWorthwhile(
  connection: DuckDBConnection,
  { name, increment }: GraphNode,
  before: Content,
): Promise<boolean> {
  const [row] = await rows<{ without_part: bigint; replaced: bigint }>(
    connection,
    `select (select count(*) from workspace.${identifier(name)} where (${increment?.part}) is null) as without_part,
       (select count(*) from old_rows) as replaced`,
  );
  return Number(row?.without_part) === 0 && Number(row?.replaced) <= worthwhileShare * before.rows;
}

/**
 * A SELECT without its closing ORDER BY: a stored table is a bag of rows, and sorting it changes nothing but
 * the time.
 */
export const withoutOrder = (sql: string): string => sql.replace(/\norder by [^()\n]+\s*$/, '\n');
