import type { DuckDBConnection } from '@duckdb/node-api';

/** Family names less alike than this are of two people, not two spellings. */
const oneName = 0.85;

/**
 * Makes `match_held` (record_id, kind, identifier, first_seen_at, given_up_at): the identifiers that several records
 * hold and not too many (`match_crowded`), with office numbers under the family name of who holds them. A fixed line
 * that people of two family names hold in one company is the office's, as info@ is its mailbox: it tells who somebody is only
 * together with the name, and nothing of whom it is not said what they are called. Makes `match_offices` (identifier,
 * records, first_record_id), these numbers.
 */
export async function createHolders(connection: DuckDBConnection): Promise<void> {
  await connection.run(`
    create or replace temp table match_held as
      from record_identifiers
      anti join match_crowded using (kind, identifier)
      qualify count(*) over (partition by kind, identifier) > 1;
    create or replace temp table match_lines as
      select i.identifier, i.record_id, company_stem(k.company_key) as company, strip_accents(lower(p.family_name)) as family_name
      from match_held as i
      join record_profiles as p on p.record_id = i.record_id
      -- none or one
      left join company_keys as k on k.company = p.company
      where i.is_fixed_line;
    create or replace temp table match_offices as
      select l.identifier, count(distinct l.record_id) as records, min(l.record_id) as first_record_id
      from match_lines as l
      semi join (
        select a.identifier
        from match_lines as a
        join match_lines as b on b.identifier = a.identifier and b.company = a.company and b.family_name > a.family_name
        where jaro_winkler_similarity(a.family_name, b.family_name) < ${oneName}
      ) as o on o.identifier = l.identifier
      group by l.identifier;
    create or replace temp table match_held as
      select * replace (case when o.identifier is null then i.identifier else i.identifier || ' ' || strip_accents(lower(p.family_name)) end as identifier)
      from match_held as i
      left join match_offices as o on o.identifier = i.identifier and i.kind = 'phone'
      join record_profiles as p on p.record_id = i.record_id
      where o.identifier is null or p.family_name is not null`);
}
