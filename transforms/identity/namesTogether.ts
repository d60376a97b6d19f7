import type { DuckDBConnection } from '@duckdb/node-api';
import { rows } from '../../warehouse/index.ts';
import type { MatchField } from './normalise.ts';

/** Two words in Latin letters, by a space or a hyphen. */
const twoWords = '^([a-z]+)[ -]([a-z]+)$';

/**
 * Parts the names of `match_records` of which both stand in the field of one, the other being empty: borlase
 * james as a given name. Only where one word is more often a family than a given name in the other records,
 * and the other word is not; so that Mary Ann stays.
 * @returns how many records were changed
 */
export async function partNamesTogether(
  connection: DuckDBConnection,
  fields: readonly MatchField[],
): Promise<number> {
  const has = (name: string) => fields.some((field) => field.name === name);
  if (!has('given_name') || !has('family_name')) return 0;
  await connection.run(`
    create or replace temp table match_words as
      select word, count(*) filter (where is_given) as given, count(*) filter (where not is_given) as family from (
        select given_name as word, true as is_given from match_records union all select family_name, false from match_records)
      where word is not null group by word;
    create or replace temp table match_together as
      select t.rid, case when y.is_family then t.a else t.b end as given, case when y.is_family then t.b else t.a end as family
      from (
        select rid, regexp_extract(both_names, '${twoWords}', 1) as a, regexp_extract(both_names, '${twoWords}', 2) as b
        from (select rid, coalesce(given_name, family_name) as both_names from match_records where (given_name is null) <> (family_name is null))
        where regexp_matches(both_names, '${twoWords}')) as t
      left join (select word, family > given as is_family from match_words) as x on x.word = t.a
      left join (select word, family > given as is_family from match_words) as y on y.word = t.b
      where coalesce(x.is_family, false) <> coalesce(y.is_family, false);
    update match_records set given_name = t.given, family_name = t.family from match_together as t where t.rid = match_records.rid`);
  const [row] = await rows<{ n: number }>(connection, 'select count(*)::double as n from match_together');
  await connection.run('drop table match_words; drop table match_together');
  return row?.n ?? 0;
}
