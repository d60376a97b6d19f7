import type { DuckDBConnection } from '@duckdb/node-api';

/**
 * Makes `match_crowded` (kind, identifier, records, first_record_id): identifiers of more records than the limit, which
 * say nothing of who somebody is (a shop's own number, what clerks type when a customer gives none).
 */
export async function createCrowded(connection: DuckDBConnection, limit: number): Promise<void> {
  await connection.run(`
    create or replace temp table match_crowded as
      select kind, identifier, count(*) as records, min(record_id) as first_record_id
      from record_identifiers
      group by kind, identifier
      having count(*) > ${limit}
      order by kind, identifier`);
}

/** SQL: an identifier of a profile as the matcher sees it: nothing where `crowded` has it. */
export const unlessCrowded = (kind: string, crowded: string): string =>
  `case when ${kind} not in (select identifier from ${crowded} where kind = '${kind}') then ${kind} end as ${kind}`;
