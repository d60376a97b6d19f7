import type { DuckDBConnection } from '@duckdb/node-api';
import type { Feature } from './features.ts';
import { type Measures, patternSql } from './patternSql.ts';

/** Compares the pairs of `match_candidates`: makes `match_pairs` (l, r, pattern, holder, is_exchanged) in its place. */
export async function createPairs(
  connection: DuckDBConnection,
  features: readonly Feature[],
  measures: Measures,
): Promise<void> {
  await connection.run(`
    create or replace temp table match_pairs as ${patternSql('from match_candidates', features, measures)};
    drop table match_candidates`);
}
