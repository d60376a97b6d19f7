import { type DuckDBConnection, FLOAT, INTEGER, VARCHAR } from '@duckdb/node-api';
import { appendColumns, identifier, rows } from '../../warehouse/index.ts';
import type { OversizedBlock } from './candidates.ts';
import type { FeatureParameters } from './featureParameters.ts';
import { type Feature, tellsMembersApart } from './features.ts';
import { identifierKinds } from './fields.ts';
import { grouped } from './grouped.ts';
import type { Frequencies, MatchParameters } from './parameters.ts';

/** Values beyond these, by how many people hold them, are taken as rare: they hardly differ. */
export const mostListed = 20_000;

/** An identifier that more people hold says nothing of who they are. */
const mostHolders = 30;
/** Of each kind so many of these are told. */
const mostShared = 100;

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

/** So many records by their features are counted in one statement: of few records the features take less time together. */
const mostAtOnce = 500_000;

/** How values are held. */
export interface HeldValues {
  /** by feature, how likely another person is to hold a value */
  readonly frequencies: Readonly<Record<string, Frequencies>>;
  /**
   * identifiers that many people share, by feature, most shared first: a shop's own telephone, a made-up address. Where
   * nothing else tells people apart, those that many records hold.
   */
  readonly shared: readonly OversizedBlock[];
}

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
export async function countHeld(
  connection: DuckDBConnection,
  features: readonly Feature[],
): Promise<HeldValues> {
  const counted: HeldColumn[] = [];
  for (const { name, kind, column } of features)
    if (column !== undefined && !(await isSeldomTold(connection, name, kind)))
      counted.push({ name, column, isIdentifier: kind !== undefined && identifierKinds.has(kind) });
  const [row] = await rows<{ records: number }>(
    connection,
    'select count(*)::double as records from match_records',
  );
  const atOnce = Math.max(1, Math.floor(mostAtOnce / Math.max(1, row?.records ?? 0)));
  const frequencies: Record<string, Frequencies> = {};
  const shared: OversizedBlock[] = [];
  for (let first = 0; first < counted.length; first += atOnce) {
    const some = counted.slice(first, first + atOnce);
    await createValues(connection, some, tellsMembersApart(features));
    Object.assign(frequencies, await frequenciesOf(connection, some));
    shared.push(...(await sharedIn(connection, some)));
    await connection.run('drop table match_values');
  }
  return { frequencies, shared };
}

interface HeldColumn {
  readonly name: string;
  readonly column: string;
  readonly isIdentifier: boolean;
}

/** Makes the temporary table `match_values` (held, value, people, records), by the place of the column among these. */
async function createValues(
  connection: DuckDBConnection,
  columns: readonly HeldColumn[],
  tellsApart: boolean,
): Promise<void> {
  // where nothing but identifiers makes people, one that many records hold would make one person of them all
  const alone = columns.flatMap(({ isIdentifier }, held) => (isIdentifier && !tellsApart ? [held] : []));
  const people =
    alone.length > 0
      ? `case when held in (${alone.join(', ')}) and sum(n) > ${mostHolders} then sum(n)::bigint else count(*) end`
      : 'count(*)';
  // by person first, which takes less than counting distinct ones
  await connection.run(`create or replace temp table match_values as
    select held, value, ${people} as people, sum(n)::bigint as records
    from (
      select held, value, person, count(*) as n
      from (
        select unnest([${columns.map((_, held) => held).join(', ')}]) as held,
          unnest([${columns.map(({ column }) => `${identifier(column)}::varchar`).join(', ')}]) as value, coalesce(p.person, r.rid) as person
        from match_records as r left join match_people as p on p.rid = r.rid)
      where value is not null group by held, value, person)
    group by held, value`);
}

async function frequenciesOf(
  connection: DuckDBConnection,
  columns: readonly HeldColumn[],
): Promise<Record<string, Frequencies>> {
  const sums = await rows<{ held: number; people: number; one: number; two: number; values: number }>(
    connection,
    `select held, sum(people)::double as people, (count(*) filter (where people = 1))::double as one,
      (count(*) filter (where people = 2))::double as two, count(*)::double as "values" from match_values group by held`,
  );
  const listed = await rows<{ held: number; value: string; people: number }>(
    connection,
    `select held, value, people::double as people from match_values where people > 1
     qualify row_number() over (partition by held order by people desc, value) <= ${mostListed}
     order by held, people desc, value`,
  );
  const listedOf = grouped(listed, ({ held }) => held);
  return Object.fromEntries(
    columns.map(({ name }, held) => {
      const sum = sums.find((one) => one.held === held);
      const people = Math.max(2, sum?.people ?? 0);
      const unseen = Math.min(1, (2 * ((sum?.two ?? 0) + 0.5)) / ((sum?.one ?? 0) + 1));
      const alone = (sum?.one ?? 0) / people;
      const usual = 1 / Math.max(2, sum?.values ?? 0);
      const common = (listedOf.get(held) ?? []).map(
        (one) => [one.value, (one.people - 1 + unseen) / people] as const,
      );
      const rare = ((alone * unseen) / people + turning * usual) / (alone + turning);
      return [name, { rare, common: Object.fromEntries(common) }];
    }),
  );
}

/** The identifiers of `match_values` that many people share. */
async function sharedIn(
  connection: DuckDBConnection,
  columns: readonly HeldColumn[],
): Promise<readonly OversizedBlock[]> {
  const asked = columns.flatMap(({ isIdentifier }, held) => (isIdentifier ? [held] : []));
  if (asked.length === 0) return [];
  const shared = await rows<{ held: number; value: string; records: number }>(
    connection,
    `select held, value, records::double as records from match_values where held in (${asked.join(', ')}) and people > ${mostHolders}
     qualify row_number() over (partition by held order by records desc, value) <= ${mostShared}
     order by held, records desc, value`,
  );
  return shared.map(({ held, ...one }) => ({ rule: columns[held]?.name ?? '', ...one }));
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
  await createCommon(connection, parameters);
  const joins: string[] = [];
  /** SQL: what the value of a column weighs as one of feature f */
  const weights = new Map<number, (column: string) => string>();
  for (const [f, feature] of parameters.features.entries()) {
    const frequencies = parameters.frequencies[feature.name];
    if (!frequencies) continue;
    weights.set(f, (column) => {
      const alias = `c${joins.length}`;
      joins.push(
        `left join match_common as ${alias} on ${alias}.feature = ${f} and ${alias}.value = r.${identifier(column)}`,
      );
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

/** Makes the temporary table `match_common` (feature, value, weight): the values that are listed, and what each weighs. */
async function createCommon(connection: DuckDBConnection, parameters: MatchParameters): Promise<void> {
  await connection.run(
    'create or replace temp table match_common (feature int, value varchar, weight float)',
  );
  const columns: [number[], string[], number[]] = [[], [], []];
  const [features, values, weights] = columns;
  for (const [f, feature] of parameters.features.entries())
    for (const [value, share] of Object.entries(parameters.frequencies[feature.name]?.common ?? {})) {
      features.push(f);
      values.push(value);
      weights.push(frequencyWeight(feature, share));
    }
  await appendColumns(connection, 'match_common', [INTEGER, VARCHAR, FLOAT], columns);
}
