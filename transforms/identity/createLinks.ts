import type { DuckDBConnection } from '@duckdb/node-api';
import { doubtSql, noMatch } from './doubts.ts';
import { featuresOf } from './features.ts';
import { createHolders } from './holders.ts';
import type { MatchParameters } from './parameters.ts';
import { compareSharedIdentifiers, weighSharedIdentifiers } from './score.ts';
import { doubtable } from './twoPeople.ts';
import { createUnfitted } from './unfitted.ts';

/**
 * Makes `match_links` (place, l, r, rule, since_at, weight): every reason to join two source records (by
 * record id), the strongest first: stewards' decisions, shared identifiers and references, likeness. Makes
 * `match_doubted` (l, r, kind, weight, is_of_two, reason) too: pairs that share an identifier or a reference and are two
 * people all the same (`doubtSql`). Needs `match_crowded`, whose identifiers join nobody, and with parameters
 * `match_records`, `match_edges` and `match_people`.
 */
export async function createLinks(
  connection: DuckDBConnection,
  parameters: MatchParameters | undefined,
): Promise<void> {
  await createHolders(connection);
  await connection.run(`
    create or replace temp table match_identifiers as
      with
        holders as (
          select kind, identifier, min(record_id) as first_record_id, min_by(first_seen_at, record_id) as first_seen_at
          from match_held
          group by kind, identifier
          having count(*) > 1
        )
      select i.record_id as l, h.first_record_id as r, i.kind, i.identifier,
        greatest(i.first_seen_at, h.first_seen_at) as since_at, 1 as strength, null::double as likeness
      from match_held as i
      join holders as h on h.kind = i.kind and h.identifier = i.identifier
      where i.record_id <> h.first_record_id`);
  await doubt(connection, parameters);
  const likeness = parameters
    ? `
      union all
      select 3, a.key, b.key, 'similarity', greatest(p.first_seen_at, q.first_seen_at), e.weight, null
      from match_edges as e
      join match_people as x on x.rid = e.l
      join match_people as y on y.rid = e.r and y.person = x.person
      join match_records as a on a.rid = e.l
      join match_records as b on b.rid = e.r
      join record_profiles as p on p.record_id = a.key
      join record_profiles as q on q.record_id = b.key
      union all
      select 4, a.key, b.key, 'similarity', greatest(p.first_seen_at, q.first_seen_at), null, null
      from match_people as x
      join match_records as a on a.rid = x.rid
      join match_records as b on b.rid = x.person
      join record_profiles as p on p.record_id = a.key
      join record_profiles as q on q.record_id = b.key
      where x.rid <> x.person`
    : '';
  await connection.run(`
    create or replace temp table match_links as
      with
        reasons as (
          select 0 as strength, d.left_record_id as l, d.right_record_id as r, 'steward' as rule,
            greatest(p.first_seen_at, q.first_seen_at) as since_at, null::double as weight, null::double as likeness
          from identity_decisions as d
          join record_profiles as p on p.record_id = d.left_record_id
          join record_profiles as q on q.record_id = d.right_record_id
          where d.kind = 'merge'
          union all
          select strength, l, r, kind, since_at, null, likeness from match_identifiers${likeness}
        )
      select (row_number() over (
          order by strength, case when strength = 1 then since_at end, coalesce(likeness, weight) desc nulls last, l, r, rule
        ))::int as place,
        l, r, rule, since_at, weight
      from reasons
      order by place`);
}

/**
 * Adds `reference_pairs` to `match_identifiers`, takes from them what the rest of the two records speaks against,
 * all that they share taken together, and keeps it as `match_doubted`: of all pairs that share an identifier, since
 * a nameless record between a father and a son would bring them together too. The records of such an identifier are
 * linked each with each, by how alike they are, so that a third goes with the one that it is most like. So are
 * references, which are weaker than an identifier (`strength` 2, not 1) whether they could be weighed or not.
 */
async function doubt(connection: DuckDBConnection, parameters: MatchParameters | undefined): Promise<void> {
  const features = featuresOf(parameters ? parameters.fields : await createUnfitted(connection));
  await connection.run(`
    create or replace temp table match_holders as
      select m.rid, i.* from match_held as i
      join match_records as m on m.key = i.record_id
      where i.kind in ${doubtable};
    create or replace temp table match_shared as
      with
        shared as (
          select a.rid as l, b.rid as r, a.kind,
            a.kind = 'phone' and coalesce(a.given_up_at <= b.first_seen_at or b.given_up_at <= a.first_seen_at, false) as is_handed_on
          from match_holders as a
          join match_holders as b on b.kind = a.kind and b.identifier = a.identifier and b.rid > a.rid
          union all
          select least(a.rid, b.rid), greatest(a.rid, b.rid), kind, false
          from reference_pairs
          join match_records as a on a.key = left_record_id
          join match_records as b on b.key = right_record_id
        )
      select l, r, list(distinct kind) as kinds, bool_and(is_handed_on) as is_handed_on from shared group by l, r`);
  if (parameters) await weighSharedIdentifiers(connection, parameters);
  else await compareSharedIdentifiers(connection, features);
  await connection.run(`
    create or replace temp table match_doubted as
      select l, r, unnest(kinds) as kind, weight, is_of_two, reason from (${doubtSql(features, parameters !== undefined)});
    create or replace temp table match_contested as
      select distinct a.kind, a.identifier
      from match_doubted as d
      join match_holders as a on a.record_id = d.l and a.kind = d.kind
      join match_holders as b on b.record_id = d.r and b.kind = d.kind and b.identifier = a.identifier;
    create or replace temp table match_identifiers as
      with
        links as (
          select l, r, kind, identifier, since_at, strength, likeness from match_identifiers
          anti join match_contested using (kind, identifier)
          union all
          select b.record_id, a.record_id, a.kind, a.identifier, greatest(a.first_seen_at, b.first_seen_at), 2, coalesce(w.weight, ${noMatch})
          from match_contested as c
          join match_holders as a on a.kind = c.kind and a.identifier = c.identifier
          join match_holders as b on b.kind = c.kind and b.identifier = c.identifier and b.record_id > a.record_id
          left join match_shared_weights as w on w.l = a.rid and w.r = b.rid
        )
      from links as i
      anti join match_doubted as d on d.l = least(i.l, i.r) and d.r = greatest(i.l, i.r) and d.kind = i.kind;
    insert into match_identifiers by name
      select f.left_record_id as l, f.right_record_id as r, f.kind, f.since_at, 2 as strength, w.weight as likeness
      from reference_pairs as f
      left join match_records as a on a.key = f.left_record_id
      left join match_records as b on b.key = f.right_record_id
      left join match_shared_weights as w on w.l = least(a.rid, b.rid) and w.r = greatest(a.rid, b.rid)
      anti join match_doubted as d on d.l = f.left_record_id and d.r = f.right_record_id and d.kind = f.kind`);
}
