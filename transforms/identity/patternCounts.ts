import type { DuckDBConnection } from '@duckdb/node-api';
import type { PatternCounts } from './patternTable.ts';

/** How often each value of `pattern` occurs in a SELECT. */
export async function patternCounts(connection: DuckDBConnection, from: string): Promise<PatternCounts> {
  const reader = await connection.runAndReadAll(
    `select pattern::double, count(*)::double from (${from}) group by pattern order by pattern`,
  );
  const [patterns = [], counts = []] = reader.getColumns() as unknown as readonly (readonly number[])[];
  return { patterns, counts };
}
