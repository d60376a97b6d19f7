import { BIGINT, type DuckDBConnection, INTEGER } from '@duckdb/node-api';
import { appendColumns, rows } from '../../warehouse/index.ts';
import { refutedBridges } from './bridges.ts';
import { clusters } from './clusters.ts';
import { joinLinks, type Links } from './joinLinks.ts';
import type { ProfileReview } from './matchProfiles.ts';
import type { MatchParameters } from './parameters.ts';
import { ties } from './ties.ts';

/** What was not joined, for a steward to see. */
export interface Joining {
  readonly refusedDecisions: readonly { readonly left: number; readonly right: number }[];
  /** of each two groups that are alike somewhere and not as a whole, the pair that is most alike */
  readonly refutedLikeness: readonly ProfileReview[];
}

/**
 * Makes `match_customers` (record_id, first_record_id, rule, match_weight, linked_record_id, since_at) from
 * `match_links` and the pairs that are kept apart, by stewards or because they share an identifier as two people
 * do: of each record, the link that ties it to its customer. With parameters, groups that identifiers made are joined by
 * likeness only where all their records together are alike. Customers that a steward joins come together as they are
 * without him: that they are unlike, or two people by what they share, tears off none of their records.
 */
export async function joinCustomers(
  connection: DuckDBConnection,
  parameters: MatchParameters | undefined,
): Promise<Joining> {
  const links = await readLinks(connection);
  const { left, right, isSteward, weights } = links;
  const apart = await pairsApart(connection);
  const refuted = await refutedLinks(connection, parameters, links, apart);
  const made = among(links, (i) => !refuted.has(i));
  const { firstOf, refused: notMade } = joinLinks(made, notJoined(apart, links, refuted));
  await storeFirsts(connection, 'match_first', firstOf);
  const refused = new Set([...refuted.keys(), ...[...notMade].map((i) => made.places[i] as number)]);
  await createCustomers(
    connection,
    among(links, (i) => !refused.has(i)),
  );
  // links come strongest first
  const strongest = new Map<string, number>();
  for (const [i, bridge] of refuted)
    if (weights[i] !== null && !strongest.has(bridge)) strongest.set(bridge, i);
  return {
    refusedDecisions: [...refused]
      .filter((i) => isSteward[i])
      .map((i) => ({ left: left[i] ?? -1, right: right[i] ?? -1 })),
    refutedLikeness: [...strongest.values()].map((i) => {
      const [a, b] = [left[i] as number, right[i] as number];
      return {
        left: Math.min(a, b),
        right: Math.max(a, b),
        weight: weights[i] as number,
        reason: 'apart_in_spite',
      };
    }),
  };
}

/** The rows of `match_links` by column, the strongest first: `place` there is the index here plus 1. */
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

/** Records that are not to be one customer. */
interface Apart {
  /** as a steward decided */
  readonly bySteward: readonly Pair[];
  /** as two people who share an identifier */
  readonly asTwo: readonly Pair[];
}

async function pairsApart(connection: DuckDBConnection): Promise<Apart> {
  const pairs = async (sql: string): Promise<readonly Pair[]> =>
    (await rows<{ a: number; b: number }>(connection, sql)).map(({ a, b }) => [a, b]);
  return {
    bySteward: await pairs(
      "select left_record_id::double as a, right_record_id::double as b from identity_decisions where kind = 'split' order by place",
    ),
    asTwo: await pairs(
      'select distinct l::double as a, r::double as b from match_doubted where is_of_two order by a, b',
    ),
  };
}

/** Without two people whose customers, as they are without his merges, a steward joined: he knows better. */
function notJoined(
  { bySteward, asTwo }: Apart,
  links: StoredLinks,
  refuted: ReadonlyMap<number, string>,
): readonly Pair[] {
  if (asTwo.length === 0 || !links.isSteward.includes(true)) return [...bySteward, ...asTwo];
  const { firstOf } = joinLinks(
    among(links, (i) => !links.isSteward[i] && !refuted.has(i)),
    [...bySteward, ...asTwo],
  );
  const customerOf = (record: number) => firstOf.get(record) ?? record;
  const merged = among(links, (i) => Boolean(links.isSteward[i]));
  const joined = clusters({ left: merged.left.map(customerOf), right: merged.right.map(customerOf) });
  const joinedTo = (record: number) => joined.get(customerOf(record)) ?? customerOf(record);
  return [...bySteward, ...asTwo.filter(([a, b]) => joinedTo(a) !== joinedTo(b))];
}

/** Links of likeness between two groups that identifiers made and that are not alike as a whole, with the two groups. */
async function refutedLinks(
  connection: DuckDBConnection,
  parameters: MatchParameters | undefined,
  links: StoredLinks,
  { bySteward, asTwo }: Apart,
): Promise<ReadonlyMap<number, string>> {
  const { left, right, isLikeness, isSteward } = links;
  if (!parameters || !isLikeness.includes(true)) return new Map();
  const { firstOf } = joinLinks(
    among(links, (i) => !isLikeness[i] && !isSteward[i]),
    [...bySteward, ...asTwo],
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

/** Makes `match_customers` from `match_first` and the links that were made. */
async function createCustomers(connection: DuckDBConnection, made: ReturnType<typeof among>): Promise<void> {
  const { records, others, links } = ties(made);
  await connection.run(
    'create or replace temp table match_ties (record_id bigint, linked_record_id bigint, place integer)',
  );
  await appendColumns(
    connection,
    'match_ties',
    [BIGINT, BIGINT, INTEGER],
    [records.map(BigInt), others.map(BigInt), links.map((i) => (made.places[i] as number) + 1)],
  );
  await connection.run(`
    create or replace temp table match_customers as
      select f.record_id, f.first_record_id, k.rule, k.weight as match_weight, t.linked_record_id, k.since_at
      from match_ties as t
      join match_first as f on f.record_id = t.record_id
      join match_links as k on k.place = t.place`);
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
