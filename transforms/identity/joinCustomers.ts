import { BIGINT, type DuckDBConnection } from '@duckdb/node-api';
import { appendColumns, rows } from '../../warehouse/index.ts';
import { refutedBridges } from './bridges.ts';
import { clusters } from './clusters.ts';
import { joinLinks, type Links } from './joinLinks.ts';
import type { ProfileReview } from './matchProfiles.ts';
import type { MatchParameters } from './parameters.ts';
import { apartInSpite } from './resolve.ts';
import { weighSharedIdentifiers } from './score.ts';
import { isBornApartSql, isNamesakeSql, isOfTwoSql } from './twoPeople.ts';

/** Shared identifiers of these kinds join two records only where the rest does not speak against it. */
const doubtable = "('email', 'phone')";

/** From here down the log2 odds, the shared identifier included, speak against it: clearly, since an identifier is strong evidence. */
export const leastDoubted = -2;

/**
 * Makes `match_links` (place, l, r, rule, since_at, weight): every reason to join two source records (by record id), the
 * strongest first: stewards' decisions, shared identifiers, likeness. With parameters, makes `match_doubted` (l, r, kind,
 * weight, is_of_two, is_born_apart, is_namesake) too: pairs that share an e-mail address or a phone and are two people by everything
 * else, by their names (a family's phone; Jr and Sr), or by when they were born. Then needs `match_records`, `match_edges` and `match_people`.
 *
 * @param limit an identifier of more records than this joins nobody
 */
export async function createLinks(
  connection: DuckDBConnection,
  limit: number,
  parameters: MatchParameters | undefined,
): Promise<void> {
  await connection.run(`
    create or replace temp table match_identifiers as
      with
        holders as (
          select kind, identifier, min(record_id) as first_record_id, min_by(first_seen_at, record_id) as first_seen_at
          from record_identifiers
          group by kind, identifier
          having count(*) between 2 and ${limit}
        )
      select i.record_id as l, h.first_record_id as r, i.kind, i.identifier,
        greatest(i.first_seen_at, h.first_seen_at) as since_at, null::double as likeness
      from record_identifiers as i
      join holders as h on h.kind = i.kind and h.identifier = i.identifier
      where i.record_id <> h.first_record_id`);
  if (parameters) await doubt(connection, limit, parameters);
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
          select case when likeness is null then 1 else 2 end, l, r, kind, since_at, null, likeness from match_identifiers${likeness}
        )
      select (row_number() over (
          order by strength, case when strength = 1 then since_at end, coalesce(likeness, weight) desc nulls last, l, r, rule
        ))::int as place,
        l, r, rule, since_at, weight
      from reasons
      order by place`);
}

/**
 * Takes from `match_identifiers` what the rest of the two records speaks against, and keeps it as `match_doubted`: of all pairs
 * that share an identifier, since a nameless record between a father and a son would bring them together too. The records of
 * such an identifier are linked each with each, by how alike they are, so that a third goes with the one that it is most like.
 */
async function doubt(
  connection: DuckDBConnection,
  limit: number,
  parameters: MatchParameters,
): Promise<void> {
  const isBornApart = isBornApartSql(parameters, 'a', 'b');
  const isNamesake = isNamesakeSql(parameters);
  const isOfTwo = `(${isOfTwoSql(parameters)} or ${isBornApart} or ${isNamesake})`;
  await connection.run(`
    create or replace temp table match_holders as
      select m.rid, i.* from record_identifiers as i
      join match_records as m on m.key = i.record_id
      where i.kind in ${doubtable}
      qualify count(*) over (partition by i.kind, i.identifier) between 2 and ${limit};
    create or replace temp table match_shared as
      select distinct a.rid as l, b.rid as r, a.kind
      from match_holders as a
      join match_holders as b on b.kind = a.kind and b.identifier = a.identifier and b.rid > a.rid`);
  await weighSharedIdentifiers(connection, parameters);
  await connection.run(`
    create or replace temp table match_doubted as
      select a.key as l, b.key as r, w.kind, w.weight, ${isOfTwo} as is_of_two, ${isBornApart} as is_born_apart,
        ${isNamesake} as is_namesake
      from match_shared_weights as w
      join match_records as a on a.rid = w.l
      join match_records as b on b.rid = w.r
      where coalesce(w.weight, -99) < ${leastDoubted} or ${isOfTwo};
    create or replace temp table match_contested as
      select distinct a.kind, a.identifier
      from match_doubted as d
      join match_holders as a on a.record_id = d.l and a.kind = d.kind
      join match_holders as b on b.record_id = d.r and b.kind = d.kind and b.identifier = a.identifier;
    create or replace temp table match_identifiers as
      with
        links as (
          select l, r, kind, identifier, since_at, likeness from match_identifiers
          anti join match_contested using (kind, identifier)
          union all
          select b.record_id, a.record_id, a.kind, a.identifier, greatest(a.first_seen_at, b.first_seen_at), coalesce(w.weight, -99)
          from match_contested as c
          join match_holders as a on a.kind = c.kind and a.identifier = c.identifier
          join match_holders as b on b.kind = c.kind and b.identifier = c.identifier and b.record_id > a.record_id
          left join match_shared_weights as w on w.l = a.rid and w.r = b.rid and w.kind = c.kind
        )
      from links as i
      anti join match_doubted as d on d.l = least(i.l, i.r) and d.r = greatest(i.l, i.r) and d.kind = i.kind`);
}

/** What was not joined, for a steward to see. */
export interface Joining {
  readonly refusedDecisions: readonly { readonly left: number; readonly right: number }[];
  /** of each two groups that are alike somewhere and not as a whole, the pair that is most alike */
  readonly refutedLikeness: readonly ProfileReview[];
}

/**
 * Makes `match_customers` (record_id, first_record_id, rule, match_weight, since_at) from `match_links` and the pairs that are
 * kept apart, by stewards or because they share an identifier as two people do: of each record, the strongest link that joined
 * it. With parameters, groups that identifiers made are joined by likeness only where all their records together are alike.
 */
export async function joinCustomers(
  connection: DuckDBConnection,
  parameters: MatchParameters | undefined,
): Promise<Joining> {
  const links = await readLinks(connection);
  const { left, right, isSteward, weights } = links;
  const keptApart = await pairsKeptApart(connection, parameters, links);
  const refuted = await refutedLinks(connection, parameters, links, keptApart);
  const made = among(links, (i) => !refuted.has(i));
  const { firstOf, refused: notMade } = joinLinks(made, keptApart);
  await storeFirsts(connection, 'match_first', firstOf);
  const refused = [...refuted.keys(), ...[...notMade].map((i) => made.places[i] as number)];
  await createCustomers(connection, refused);
  // links come strongest first
  const strongest = new Map<string, number>();
  for (const [i, bridge] of refuted)
    if (weights[i] !== null && !strongest.has(bridge)) strongest.set(bridge, i);
  return {
    refusedDecisions: refused
      .filter((i) => isSteward[i])
      .map((i) => ({ left: left[i] ?? -1, right: right[i] ?? -1 })),
    refutedLikeness: [...strongest.values()].map((i) => {
      const [a, b] = [left[i] as number, right[i] as number];
      return {
        left: Math.min(a, b),
        right: Math.max(a, b),
        weight: weights[i] as number,
        reason: apartInSpite,
      };
    }),
  };
}

/** The rows of `match_links` by column, the strongest first. */
interface StoredLinks extends Links {
  readonly isSteward: readonly boolean[];
  readonly isLikeness: readonly boolean[];
  readonly weights: readonly (number | null)[];
}

type Pair = readonly [a: number, b: number];

async function readLinks(connection: DuckDBConnection): Promise<StoredLinks> {
  const reader = await connection.runAndReadAll(
    "select l::double, r::double, rule = 'steward', rule = 'similarity', weight from match_links order by place",
  );
  const [left = [], right = [], isSteward = [], isLikeness = [], weights = []] =
    reader.getColumns() as unknown as [number[], number[], boolean[], boolean[], (number | null)[]];
  return { left, right, isSteward, isLikeness, weights };
}

/** The links at some places, and the places. */
function among({ left, right }: Links, isWanted: (i: number) => boolean) {
  const places = [...left.keys()].filter(isWanted);
  const take = (column: readonly number[]) => places.map((i) => column[i] as number);
  return { left: take(left), right: take(right), places };
}

/** Records that are not to be one customer, by decision of a steward, or as two people who share an identifier. */
async function pairsKeptApart(
  connection: DuckDBConnection,
  parameters: MatchParameters | undefined,
  links: StoredLinks,
): Promise<readonly Pair[]> {
  const pairs = async (sql: string): Promise<readonly Pair[]> =>
    (await rows<{ a: number; b: number }>(connection, sql)).map(({ a, b }) => [a, b]);
  const apart = await pairs(
    "select left_record_id::double as a, right_record_id::double as b from identity_decisions where kind = 'split' order by place",
  );
  if (!parameters) return apart;
  const ofTwo = await pairs(
    'select distinct l::double as a, r::double as b from match_doubted where is_of_two order by a, b',
  );
  // a steward who joined the two, be it by way of others, knows better
  const decided = clusters(among(links, (i) => Boolean(links.isSteward[i])));
  return [...apart, ...ofTwo.filter(([a, b]) => !decided.has(a) || decided.get(a) !== decided.get(b))];
}

/** Links of likeness between two groups that are not alike as a whole, with the two groups. */
async function refutedLinks(
  connection: DuckDBConnection,
  parameters: MatchParameters | undefined,
  links: StoredLinks,
  keptApart: readonly Pair[],
): Promise<ReadonlyMap<number, string>> {
  const { left, right, isLikeness } = links;
  if (!parameters || !isLikeness.includes(true)) return new Map();
  const { firstOf } = joinLinks(
    among(links, (i) => !isLikeness[i]),
    keptApart,
  );
  await storeFirsts(connection, 'match_groups', firstOf);
  const bridges = new Set((await refutedBridges(connection, parameters)).map(({ a, b }) => `${a} ${b}`));
  const groupOf = (record = -1) => firstOf.get(record) ?? record;
  const refuted = new Map<number, string>();
  if (bridges.size > 0)
    for (const i of left.keys()) {
      if (!isLikeness[i]) continue;
      const [a, b] = [groupOf(left[i]), groupOf(right[i])];
      const bridge = `${Math.min(a, b)} ${Math.max(a, b)}`;
      if (bridges.has(bridge)) refuted.set(i, bridge);
    }
  return refuted;
}

/** Makes `match_customers` from `match_first` and the links, but for those at the places that were refused. */
async function createCustomers(connection: DuckDBConnection, refused: readonly number[]): Promise<void> {
  const without = refused.length > 0 ? `where place not in (${refused.map((i) => i + 1).join(', ')})` : '';
  await connection.run(`
    create or replace temp table match_customers as
      with
        made as (
          select l as record_id, * exclude (l, r) from match_links ${without}
          union all
          select r, * exclude (l, r) from match_links ${without}
        ),
        strongest as (
          select record_id, min_by(rule, place) as rule, min_by(weight, place) as match_weight,
            min_by(since_at, place) as since_at, min(place) as place
          from made
          group by record_id
        )
      select f.record_id, f.first_record_id, s.rule, s.match_weight, s.since_at
      from match_first as f
      join strongest as s on s.record_id = f.record_id
      join (select first_record_id from match_first group by first_record_id having count(*) > 1) as c
        on c.first_record_id = f.first_record_id`);
}

/** Makes a temporary table (record_id, first_record_id). */
async function storeFirsts(
  connection: DuckDBConnection,
  table: string,
  firstOf: ReadonlyMap<number, number>,
): Promise<void> {
  await connection.run(`create or replace temp table ${table} (record_id bigint, first_record_id bigint)`);
  const columns = [firstOf.keys(), firstOf.values()].map((records) => Array.from(records, BigInt));
  await appendColumns(connection, table, [BIGINT, BIGINT], columns);
}
