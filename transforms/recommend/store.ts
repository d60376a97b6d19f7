import { DOUBLE, type DuckDBConnection, DuckDBDataChunk, INTEGER } from '@duckdb/node-api';

type NumberColumns = Readonly<Record<string, Int32Array | Float64Array>>;

const chunkRows = 2048;

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
  const count = entries[0]?.[1].length ?? 0;
  const appender = await connection.createAppender(table, undefined, 'temp');
  for (let from = 0; from < count; from += chunkRows) {
    const rows = Math.min(chunkRows, count - from);
    const chunk = DuckDBDataChunk.create(types, rows);
    entries.forEach(([, values], i) => {
      chunk.setColumnValues(i, Array.from(values.subarray(from, from + rows)));
    });
    appender.appendDataChunk(chunk);
  }
  appender.closeSync();
}
