import { DOUBLE, type DuckDBConnection, INTEGER } from '@duckdb/node-api';
import { appendColumns } from '../../warehouse/index.ts';

type NumberColumns = Readonly<Record<string, Int32Array | Float64Array>>;

/** Makes a temporary table of whole columns of numbers. */
export async function storeColumns(
  connection: DuckDBConnection,
  table: string,
  columns: NumberColumns,
): Promise<void> {
  const entries = Object.entries(columns);
  const types = entries.map(([, values]) => (values instanceof Int32Array ? INTEGER : DOUBLE));
  const definition = entries.map(([name], i) => `"${name}" ${types[i]}`).join(', ');
  await connection.run(`create or replace temp table ${table} (${definition})`);
  await appendColumns(
    connection,
    table,
    types,
    entries.map(([, values]) => values),
  );
}
