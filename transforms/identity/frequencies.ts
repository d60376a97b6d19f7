import { type DuckDBConnection, INTEGER } from '@duckdb/node-api';
import { appendColumns, identifier, literal, rows } from '../../warehouse/index.ts';
import type { OversizedBlock } from './candidates.ts';
import type { FeatureParameters } from './featureParameters.ts';
import { type Feature, tellsMembersApart } from './features.ts';
import { identifierKinds } from './fields.ts';
import type { Frequencies, MatchParameters } from './parameters.ts';

/** Values beyond these, by how many people hold them, are taken as rare: they hardly differ. */
export const mostListed = 20_000;

/** An identifier that more people hold says nothing of who they are. */
const mostHolders = 30;

/**
 * Identifiers that many people share, most shared first: a shop's own telephone, a made-up address. Where
 * nothing else tells people apart, those that many records hold.
 */
export async function sharedIdentifiers(
  connection: DuckDBConnection,
  features: readonly Feature[],
): Promise<readonly OversizedBlock[]> {
  const found: OversizedBlock[] = [];
  const holder = tellsMembersApart(features) ? 'coalesce(p.person, r.rid)' : 'r.rid';
  for (const { name, kind, column } of features) {
    if (column === undefined || kind === undefined || !identifierKinds.has(kind)) continue;
    found.push(
      ...(await rows<OversizedBlock>(
        connection,
        `select ${literal(name)} as rule, ${identifier(column)} as value, count(*)::double as records
         from match_records as r left join match_people as p on p.rid = r.rid where ${identifier(column)} is not null
         group by 2 having count(distinct ${holder}) > ${mostHolders} order by records desc, value limit 100`,
      )),
    );
  }
  return found;
}

/** Makes the temporary table `match_people` (rid, person) of the records that share a person with another one. */
export async function createPeople(
  connection: DuckDBConnection,
  people: ReadonlyMap<number, number>,
): Promise<void> {
  await connection.run('create or replace temp table match_people (rid int, person int)');
  await appendColumns(
    connection,
    'match_people',
    [INTEGER, INTEGER],
    [[...people.keys()], [...people.values()]],
  );
}

/** How often a value that nobody held is the first of many, and not a rare one: a new town, a new channel. */
const turning = 0.01;

/**
 * How likely another person is to hold a value: people, not records, are counted (`match_people`), since the
 * records of one person agreeing says nothing of how common a value is. Of n people, r of whom hold a value,
 * r − 1 are others, and the value has (r − 1 + d) / n: d is the share of a person that Good and Turing expect
 * of a value that one holds, 2 n₂ / n₁ with n₁ and n₂ the numbers of values held by one and by two, here
 * 2 (n₂ + ½) / (n₁ + 1) and at most 1. Where hardly any value is held by one person alone (towns, channels), a new
 * one is no rare value but one more of the usual kind: it is taken to be as common as they are.
 * A second given name that few tell has no frequencies: who tells it says nothing of how many have it.
 * Source: Winkler (2000), Frequency-based matching; Good (1953), The population frequencies of species.
 */
export async function countFrequencies(
  connection: DuckDBConnection,
  features: readonly Feature[],
): Promise<Record<string, Frequencies>> {
  const found: Record<string, Frequencies> = {};
  const tellsApart = tellsMembersApart(features);
  for (const { name, kind, column } of features) {
    if (column === undefined || (await isSeldomTold(connection, name, kind))) continue;
    const isAlone = !tellsApart && kind !== undefined && identifierKinds.has(kind);
    const persons = 'count(distinct coalesce(p.person, r.rid))';
    // where nothing but identifiers makes people, one that many records hold would make one person of them all
    const holders = isAlone
      ? `case when count(*) > ${mostHolders} then count(*) else ${persons} end`
      : persons;
    await connection.run(`create or replace temp table match_values as
      select ${identifier(column)} as value, ${holders} as people
      from match_records as r left join match_people as p on p.rid = r.rid
      where ${identifier(column)} is not null group by 1`);
    const [sum] = await rows<{ people: number; one: number; two: number; values: number }>(
      connection,
      `select coalesce(sum(people), 0)::double as people, (count(*) filter (where people = 1))::double as one,
        (count(*) filter (where people = 2))::double as two, count(*)::double as "values" from match_values`,
    );
    const people = Math.max(2, sum?.people ?? 0);
    const unseen = Math.min(1, (2 * ((sum?.two ?? 0) + 0.5)) / ((sum?.one ?? 0) + 1));
    const alone = (sum?.one ?? 0) / people;
    const usual = 1 / Math.max(2, sum?.values ?? 0);
    const listed = await rows<{ value: string; people: number }>(
      connection,
      `select value, people::double as people from match_values where people > 1 order by people desc, value limit ${mostListed}`,
    );
    found[name] = {
      rare: ((alone * unseen) / people + turning * usual) / (alone + turning),
      common: Object.fromEntries(listed.map((one) => [one.value, (one.people - 1 + unseen) / people])),
    };
  }
  return found;
}

/** Whether a field is a second given name, told by fewer than half as many records as the first is. */
async function isSeldomTold(
  connection: DuckDBConnection,
  name: string,
  kind: Feature['kind'],
): Promise<boolean> {
  if (kind !== 'given_name' || name === 'given_name') return false;
  const [told] = await rows<{ seldom: boolean }>(
    connection,
    `select count(${identifier(name)}) * 2 < count(given_name) as seldom from match_records`,
  );
  return told?.seldom ?? false;
}

/** The weight that an equal value adds to that of equality on average: log2(u / frequency of the value). */
const frequencyWeight = (feature: FeatureParameters, frequency: number): number =>
  Math.log2((feature.u.at(-1) ?? 1) / Math.max(frequency, Number.MIN_VALUE));

/** The most that the rarity of an equal value of a feature can add, 0 where none can. */
export function rarestWeight(
  feature: FeatureParameters,
  frequencies: MatchParameters['frequencies'],
): number {
  const known = frequencies[feature.name];
  return known
    ? Math.max(0, frequencyWeight(feature, Math.min(known.rare, ...Object.values(known.common))))
    : 0;
}

/**
 * Makes the temporary table `match_rarity`: for each record (or for those of `among`, a SELECT of record
 * numbers) and feature f, the weight `t<f>` of its value, and for given and family name `u<f>`: that of the name which
 * stands there in the likelier of the two orders.
 */
export async function createRarity(
  connection: DuckDBConnection,
  parameters: MatchParameters,
  among?: string,
): Promise<void> {
  const joins: string[] = [];
  /** SQL: what the value of a column weighs as one of feature f */
  const weights = new Map<number, (column: string) => string>();
  for (const [f, feature] of parameters.features.entries()) {
    const frequencies = parameters.frequencies[feature.name];
    if (!frequencies) continue;
    const listed = Object.entries(frequencies.common).map(([value, share]) => ({
      value,
      weight: frequencyWeight(feature, share),
    }));
    await connection.run(
      `create or replace temp table match_common_${f} as select unnest(from_json($1, '["varchar"]')) as value, unnest(from_json($2, '["float"]')) as weight`,
      [JSON.stringify(listed.map(({ value }) => value)), JSON.stringify(listed.map(({ weight }) => weight))],
    );
    weights.set(f, (column) => {
      const alias = `c${joins.length}`;
      joins.push(`left join match_common_${f} as ${alias} on ${alias}.value = r.${identifier(column)}`);
      return `coalesce(${alias}.weight, ${frequencyWeight(feature, frequencies.rare)})::float`;
    });
  }
  const own = parameters.features.map(({ name }, f) => weights.get(f)?.(name) ?? '0::float');
  const columns = own.map((sql, f) => `${sql} as t${f}`);
  const [given, family] = ['given_name', 'family_name'].map((name) =>
    parameters.features.findIndex((feature) => feature.name === name),
  ) as [number, number];
  if (given >= 0 && family >= 0) {
    const names = [
      [given, weights.get(given)?.('family_name') ?? '0::float'],
      [family, weights.get(family)?.('given_name') ?? '0::float'],
    ] as const;
    const isTurned = `${names.map(([, turned]) => turned).join(' + ')} < ${names.map(([f]) => own[f]).join(' + ')}`;
    for (const [f, turned] of names)
      columns.push(`case when ${isTurned} then ${turned} else ${own[f]} end as u${f}`);
  } else for (const f of [given, family]) if (f >= 0) columns.push(`${own[f]} as u${f}`);
  // the few records first, then their values: else the engine looks up those of everybody
  const few = among ? `with records as materialized (from match_records where rid in (${among}))` : '';
  await connection.run(
    `create or replace temp table match_rarity as ${few}
     select ${['r.rid', ...columns].join(', ')} from ${among ? 'records' : 'match_records'} as r ${joins.join(' ')} order by r.rid`,
  );
}
