import { type DuckDBConnection, DuckDBDataChunk, type DuckDBType, type DuckDBValue } from '@duckdb/node-api';

/** Rows that the engine takes at once. */
const chunkRows = 2048;

/** A column's values, or its numbers. */
export type ColumnValues = readonly DuckDBValue[] | Int32Array | Float64Array;

/**
 * Appends rows to a table, given as whole columns of equal length.
 * @param columns of the table, in its order
 * @param catalog where the table is; default: the temporary tables
 */
export async function appendColumns(
  connection: DuckDBConnection,
  table: string,
  types: readonly DuckDBType[],
  columns: readonly ColumnValues[],
  catalog = 'temp',
): Promise<void> {
  const count = columns[0]?.length ?? 0;
  if (count === 0) return;
  const appender = await connection.createAppender(table, 'main', catalog);
  for (let from = 0; from < count; from += chunkRows) {
    const chunk = DuckDBDataChunk.create(types);
    // numbers are taken from typed arrays as from any other
    chunk.setColumns(
      columns.map((column) => column.slice(from, from + chunkRows) as unknown as readonly DuckDBValue[]),
    );
    appender.appendDataChunk(chunk);
  }
  appender.closeSync();
}
