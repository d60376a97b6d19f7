import { BIGINT, type DuckDBConnection } from '@duckdb/node-api';
import { appendColumns } from '../../warehouse/index.ts';

/** Makes a temporary table (id) of whole numbers, for a query to join: a list in its text could be of any length. */
export async function createIds(
  connection: DuckDBConnection,
  table: string,
  ids: Iterable<number>,
): Promise<void> {
  await connection.run(`create or replace temp table ${table} (id bigint)`);
  await appendColumns(connection, table, [BIGINT], [Array.from(ids, BigInt)]);
}
