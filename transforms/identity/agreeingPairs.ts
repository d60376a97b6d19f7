import type { DuckDBConnection } from '@duckdb/node-api';
import { identifier } from '../../warehouse/index.ts';
import type { Feature } from './features.ts';
import { kindsMadeOfNames, placeKinds } from './fields.ts';
import { levelOf } from './patternCode.ts';
import { type Measures, patternSql } from './patternSql.ts';
import type { PatternCounts } from './patternTable.ts';

/**
 * Pairs that agree on a condition: feature numbers, and the patterns of pairs in which all of them are equal,
 * or alike.
 */
export interface AgreeingPairs {
  readonly when: readonly number[];
  readonly isAlike?: true;
  readonly pairs: PatternCounts;
}

const mostPairs = 30_000;

/** Stands in the place of a condition for pairs at random. */
const atRandom = -1;

/** Features that are asked what goes with their agreement: a part of the address, a name, both names. */
export function agreementsAsked(features: readonly Feature[]): readonly (readonly number[])[] {
  const conditions: (readonly number[])[] = features.flatMap(({ kind }, f) =>
    kind && placeKinds.has(kind) ? [[f]] : [],
  );
  const names = ['given_name', 'family_name']
    .map((name) => features.findIndex((one) => one.name === name))
    .filter((f) => f >= 0);
  if (features.some(({ kind }) => kind && kindsMadeOfNames.has(kind)))
    conditions.push(...(names.length > 1 ? [names] : []), ...names.map((f) => [f]));
  return conditions;
}

/** Those of some agreeing pairs that a condition asked for. */
export const agreeingIn = (
  agreeing: readonly AgreeingPairs[],
  conditions: readonly (readonly number[])[],
): readonly AgreeingPairs[] =>
  conditions.flatMap((when) => agreeing.filter((one) => one.when.join() === when.join()));

/** What pairs show that are looked at before rules are chosen. */
export interface DrawnPairs {
  /** pairs at random, where they were asked for */
  readonly random?: PatternCounts;
  readonly agreeing: readonly AgreeingPairs[];
}

/**
 * The patterns of pairs at random and of some pairs that agree in the features of each condition, whoever they are:
 * neighbours within the records of one value, each standing for as many pairs as its value has records. A condition that
 * is asked for twice is answered once. Needs `match_draw`.
 * @param random a SELECT of pairs (l, r)
 */
export async function drawnPairs(
  connection: DuckDBConnection,
  features: readonly Feature[],
  measures: Measures,
  isLink: boolean,
  asked: readonly (readonly number[])[],
  random?: string,
): Promise<DrawnPairs> {
  const conditions = [...new Map(asked.map((when) => [when.join(), when])).values()];
  const sampled = conditions.map((when, condition) => {
    const columns = when.map((f) => identifier(features[f]?.column ?? '')).join(', ');
    return `(select ${condition} as condition, least(rid, next) as l, greatest(rid, next) as r, holders from (
      select rid, source, draw, lead(rid) over w as next, lead(source) over w as next_source,
        count(*) over (partition by ${columns}) as holders
      from match_records join (select rid, draw from match_draw) using (rid)
      where ${when.map((f) => `${identifier(features[f]?.column ?? '')} is not null`).join(' and ')}
      window w as (partition by ${columns} order by draw, rid))
      where next is not null ${isLink ? 'and source <> next_source' : ''} order by draw, rid limit ${mostPairs})`;
  });
  const all = [
    ...sampled,
    ...(random === undefined
      ? []
      : [`(select ${atRandom} as condition, l, r, 1 as holders from (${random}))`]),
  ];
  if (all.length === 0) return { agreeing: [] };
  // in one statement, since planning the comparison takes longer than making it of few records; made distinct, which they
  // are, since the engine would compare the records of a table of few by one thread alone
  const reader = await connection.runAndReadAll(
    `select condition, pattern::double, sum(holders)::double
     from (${patternSql(`select distinct * from (${all.join(' union all ')})`, features, measures)})
     group by condition, pattern order by condition, pattern`,
  );
  const [ofCondition = [], patterns = [], counts = []] =
    reader.getColumns() as unknown as readonly (readonly number[])[];
  const shown = (condition: number): PatternCounts => {
    const own = (column: readonly number[]) => column.filter((_, i) => ofCondition[i] === condition);
    return { patterns: own(patterns), counts: own(counts) };
  };
  return {
    ...(random === undefined ? {} : { random: shown(atRandom) }),
    agreeing: conditions.map((when, condition) => ({ when, pairs: shown(condition) })),
  };
}

/**
 * The random pairs that are alike in a part of their addresses: a town goes with the area that its postcodes
 * begin with, not only with the postcode.
 */
export const alikePairs = (features: readonly Feature[], random: PatternCounts): readonly AgreeingPairs[] =>
  features.flatMap(({ kind }, f) => {
    if (!kind || !placeKinds.has(kind)) return [];
    const alike = random.patterns.flatMap((pattern, i) => (levelOf(pattern, f) >= 1 ? [i] : []));
    const take = (column: readonly number[]) => alike.map((i) => column[i] ?? 0);
    return [
      { when: [f], isAlike: true, pairs: { patterns: take(random.patterns), counts: take(random.counts) } },
    ];
  });
