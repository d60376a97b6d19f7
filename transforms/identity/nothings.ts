import type { DuckDBConnection } from '@duckdb/node-api';
import { identifier, literal, rows } from '../../warehouse/index.ts';
import { inLowerCase } from './folding.ts';
import { nothings } from './plainForms.ts';

/**
 * Which words for nothing (`nothings`) a table has in some columns. Most have none or few, and a list of few is compared
 * where the engine makes a join of one of many, for each column. Needs `match_folded` (`createFolded`).
 */
export async function nothingsOf(
  connection: DuckDBConnection,
  table: string,
  columns: readonly string[],
): Promise<ReadonlySet<string>> {
  if (columns.length === 0) return new Set();
  const values = columns.map((column) => `${identifier(column)}::varchar`);
  const found = await rows<{ x: string }>(
    connection,
    `select distinct x
     from (
       select ${inLowerCase('v')} as x from (select unnest([${values.join(', ')}]) as v from ${identifier(table)})
       union all select folded from match_folded)
     where x in (${nothings.map(literal).join(', ')})`,
  );
  return new Set(found.map(({ x }) => x));
}
