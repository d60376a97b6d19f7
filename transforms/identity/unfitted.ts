import type { DuckDBConnection } from '@duckdb/node-api';
import { createStringMacros } from './codePoints.ts';
import { createRecords, type MatchField } from './normalise.ts';
import { profileFields } from './profileFields.ts';

/**
 * Makes `match_records` where too few records say who they are to fit a model to: those with a name or a birth
 * date, and those that share an identifier with one of them, by which they may be told apart all the same.
 * Needs `match_crowded`.
 */
export async function createUnfitted(connection: DuckDBConnection): Promise<readonly MatchField[]> {
  await createStringMacros(connection);
  await connection.run(`
    create or replace temp table match_profiles as
      with
        told as (
          select record_id from record_profiles
          where coalesce(full_name, given_name, family_name, birth_date::varchar) is not null
        ),
        holders as (
          select record_id, kind, identifier from record_identifiers
          anti join match_crowded using (kind, identifier)
          qualify count(*) over (partition by kind, identifier) > 1
        ),
        shared as (select distinct kind, identifier from holders semi join told using (record_id))
      from record_profiles
      where record_id in (from told union all select record_id from holders semi join shared using (kind, identifier))`);
  const { fields } = await createRecords(connection, {
    table: 'match_profiles',
    key: 'record_id',
    fields: profileFields,
  });
  return fields;
}
