import type { DuckDBConnection } from '@duckdb/node-api';
import { identifier, literal, rows } from '../../warehouse/index.ts';
import type { OversizedBlock } from './candidates.ts';
import type { MatchField } from './normalise.ts';

/** A date is a form's proposal where so many records hold it, so large a share of all, and so many times what one date has. */
const proposed = { records: 10, share: 0.01, times: 10 } as const;

const birthDates = (fields: readonly MatchField[]) => fields.filter(({ kind }) => kind === 'birth_date');

/**
 * Birth dates of `match_records` that a form put where none was given (1 January 1990): they say nothing of who somebody is, and
 * would make one person of all who have a common name. Years alone, of which each has many, are none.
 */
export async function findPlaceholders(
  connection: DuckDBConnection,
  fields: readonly MatchField[],
): Promise<readonly OversizedBlock[]> {
  const found: OversizedBlock[] = [];
  for (const { name } of birthDates(fields))
    found.push(
      ...(await rows<OversizedBlock>(
        connection,
        `with held as (
           select ${identifier(name)} as value, count(*) as records from match_records where ${identifier(name)} is not null group by 1)
         select ${literal(name)} as rule, value, records::double as records
         from held cross join (select sum(records) as "all", avg(records) as usual from held)
         where length(value) = 8 and records >= ${proposed.records} and records > ${proposed.share} * "all"
           and records > ${proposed.times} * usual
         order by records desc, value`,
      )),
    );
  return found;
}

/** Takes such dates, among the shared values of a fit, out of a table of records: they are missing. */
export async function dropPlaceholders(
  connection: DuckDBConnection,
  table: string,
  fields: readonly MatchField[],
  shared: readonly OversizedBlock[],
): Promise<void> {
  for (const { name } of birthDates(fields)) {
    const values = shared.flatMap(({ rule, value }) => (rule === name ? [literal(value)] : []));
    if (values.length > 0)
      await connection.run(
        `update ${table} set ${identifier(name)} = null where ${identifier(name)} in (${values.join(', ')})`,
      );
  }
}
