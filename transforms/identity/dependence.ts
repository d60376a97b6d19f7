import type { DuckDBConnection } from '@duckdb/node-api';
import { identifier } from '../../warehouse/index.ts';

import type { Dependence, FeatureParameters } from './featureParameters.ts';
import { type FieldKind, kindsMadeOfNames, nameKinds, placeKinds } from './fields.ts';
import { type Feature, levelOf, type Measures, patternSql } from './patterns.ts';

import { type PatternCounts, type PatternTable, patternTable } from './patternTable.ts';

/**
 * Pairs that agree on a condition: feature numbers, and the patterns of pairs in which all of them are equal,
 * or alike.
 */
export interface AgreeingPairs {
  readonly when: readonly number[];
  readonly isAlike?: true;
  readonly pairs: PatternCounts;
}

const mostPairs = 60_000;

/**
 * Patterns of pairs that agree on a part of the address, on a name or on both names, whoever they are:
 * neighbours within the records of one value, each standing for as many pairs as its value has records.
 */
export async function agreeingPairs(
  connection: DuckDBConnection,
  features: readonly Feature[],
  measures: Measures,
  isLink: boolean,
): Promise<readonly AgreeingPairs[]> {
  const conditions: (readonly number[])[] = features.flatMap(({ kind }, f) =>
    kind && isPlace(kind) ? [[f]] : [],
  );
  const names = ['given_name', 'family_name']
    .map((name) => features.findIndex((one) => one.name === name))
    .filter((f) => f >= 0);
  if (features.some(({ kind }) => isMadeOfNames(kind)))
    conditions.push(...(names.length > 1 ? [names] : []), ...names.map((f) => [f]));
  return pairsAgreeingIn(connection, features, measures, isLink, conditions);
}

/**
 * The patterns of some pairs that agree in the features of each condition, by how many records hold their
 * values. Needs `match_draw`.
 */
export async function pairsAgreeingIn(
  connection: DuckDBConnection,
  features: readonly Feature[],
  measures: Measures,
  isLink: boolean,
  conditions: readonly (readonly number[])[],
): Promise<readonly AgreeingPairs[]> {
  if (conditions.length === 0) return [];
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
  // in one statement, since planning the comparison takes longer than making it of few records
  const reader = await connection.runAndReadAll(
    `select condition, pattern::double, sum(holders)::double
     from (${patternSql(`from (${sampled.join(' union all ')})`, features, measures)})
     group by condition, pattern order by condition, pattern`,
  );
  const [ofCondition = [], patterns = [], counts = []] =
    reader.getColumns() as unknown as readonly (readonly number[])[];
  return conditions.map((when, condition) => {
    const own = (column: readonly number[]) => column.filter((_, i) => ofCondition[i] === condition);
    return { when, pairs: { patterns: own(patterns), counts: own(counts) } };
  });
}

/**
 * The random pairs that are alike in a part of their addresses: a town goes with the area that its postcodes
 * begin with, not only with the postcode.
 */
export const alikePairs = (features: readonly Feature[], random: PatternCounts): readonly AgreeingPairs[] =>
  features.flatMap(({ kind }, f) => {
    if (!kind || !isPlace(kind)) return [];
    const alike = random.patterns.flatMap((pattern, i) => (levelOf(pattern, f) >= 1 ? [i] : []));
    const take = (column: readonly number[]) => alike.map((i) => column[i] ?? 0);
    return [
      { when: [f], isAlike: true, pairs: { patterns: take(random.patterns), counts: take(random.counts) } },
    ];
  });

const isName = (kind: FieldKind) => nameKinds.has(kind);
const isPlace = (kind: FieldKind) => placeKinds.has(kind);

const isMadeOfNames = (kind: FieldKind | undefined) => kind !== undefined && kindsMadeOfNames.has(kind);

/** What can bring what with it: one part of an address another, names what is made of them. */
const mayDepend = (child: FieldKind | undefined, on: readonly (FieldKind | undefined)[]) =>
  child !== undefined &&
  (isMadeOfNames(child)
    ? on.every((kind) => kind !== undefined && isName(kind))
    : isPlace(child) && on.every((kind) => kind !== undefined && isPlace(kind)));

/**
 * A pair is of two people for sure below this probability of a match; others may be matches and say nothing
 * of two people.
 */
const surelyTwo = 0.05;

/** Pairs of two people that must agree on the condition before anything is concluded, and how many the prior weighs. */
const leastPairs = 30;
const priorPairs = 20;
/**
 * Bits by which agreement must change what is expected of a feature; of several conditions, that counts which
 * tells most over all pairs.
 */
const leastBits = 0.05;

/**
 * Whether most people who share a name are equal in a column, too: it is that name once more, as it sounds or
 * is shown.
 */
function isNameAgain(child: number, top: number, sharing: PatternTable, match: Float64Array): boolean {
  const width = sharing.levels.length / Math.max(1, sharing.rows);
  let [two, equal] = [0, 0];
  for (let i = 0; i < sharing.rows; i++) {
    const level = sharing.levels[i * width + child] as number;
    if (level < 0 || (match[i] as number) >= surelyTwo) continue;
    two += sharing.counts[i] as number;
    if (level === top) equal += sharing.counts[i] as number;
  }
  return two >= leastPairs && equal > two / 2;
}

type MatchWithout = (patterns: PatternTable, without: number) => Float64Array;

/** A dependence that there may be, and the bits by which it changes what is expected, over all pairs. */
interface Option {
  readonly child: number;
  readonly bits: number;
  readonly dependence: Dependence;
}

/**
 * For each feature, the condition that it depends on most among pairs of two people, if on any: towns have
 * their postcodes. E-mail addresses and user names are made of names: they depend on both, else on one; the
 * condition of most features comes first. Without this such agreement counts twice, and people who share a
 * name are taken for one. Whether a pair is two people is judged without the feature in question. No feature
 * depends on itself by a detour.
 * Source: Chow and Liu (1968), a tree of dependence; Thibaudeau (1993) on dependence among non-matches.
 *
 * @param matchWithout P(match) of each pattern, leaving a feature out
 */
export function findDependences(
  features: readonly FeatureParameters[],
  kinds: readonly (FieldKind | undefined)[],
  samples: readonly AgreeingPairs[],
  matchWithout: MatchWithout,
): readonly (readonly Dependence[])[] {
  const options = samples.flatMap((sample) => optionsOf(sample, features, kinds, matchWithout));
  const chosen: Dependence[][] = features.map(() => []);
  const reaches = (from: number, to: number): boolean =>
    from === to || (chosen[from] ?? []).some(({ when }) => when.some((parent) => reaches(parent, to)));
  for (const { child, dependence } of options.toSorted((a, b) => b.bits - a.bits || a.child - b.child)) {
    const own = chosen[child] as Dependence[];
    const isFree = own.length === 0 || isMadeOfNames(kinds[child]);
    if (isFree && !dependence.when.some((parent) => reaches(parent, child))) own.push(dependence);
  }
  return chosen.map((own) => own.toSorted((a, b) => b.when.length - a.when.length));
}

/** What may depend on the condition of a sample, and does by more than a little. */
function optionsOf(
  { when, isAlike, pairs }: AgreeingPairs,
  features: readonly FeatureParameters[],
  kinds: readonly (FieldKind | undefined)[],
  matchWithout: MatchWithout,
): readonly Option[] {
  const from = (f: number) => (isAlike ? 1 : (features[f]?.u.length ?? 1) - 1);
  const agreeing = when.reduce(
    (product, f) => product * (features[f]?.u ?? []).slice(from(f)).reduce((a, b) => a + b, 0),
    1,
  );
  const table = patternTable(pairs, features.length);
  const names = kinds.flatMap((kind, f) => (kind && isName(kind) ? [f] : []));
  const on = when.map((f) => kinds[f]);
  return features.flatMap(({ u }, child): readonly Option[] => {
    if (when.includes(child) || !mayDepend(kinds[child], on)) return [];
    const match = matchWithout(table, child);
    const top = u.length - 1;
    // two people never have one mailbox or user name, however they are called: what names explain is
    // likeness, not equality
    const isMailbox =
      isMadeOfNames(kinds[child]) && !(kinds[child] === 'other' && isNameAgain(child, top, table, match));
    // of an address made of two names, what both say is told apart from what one alone says
    const others = isMailbox ? names.filter((f) => !when.includes(f)) : [];
    const isAsked = (level: number, levelAt: (f: number) => number) =>
      !(isMailbox && level === top) && !others.some((f) => levelAt(f) >= 1);
    const { sums, matches } = levelsOfTwo(child, u, table, match, isAsked);
    const total = sums.reduce((a, b) => a + b, 0);
    if (total - priorPairs < (isMadeOfNames(kinds[child]) ? leastPairs : Math.max(leastPairs, matches)))
      return [];
    const given = sums.map((sum) => sum / total);
    const bits = given.reduce((sum, part, l) => sum + part * Math.log2(part / (u[l] ?? 1)), 0);
    if (bits <= leastBits) return [];
    const whenAlike = isMailbox || isAlike ? { whenAlike: true } : {};
    return [{ child, bits: bits * agreeing, dependence: { when, u: given, ...whenAlike } }];
  });
}

/** How many pairs of two people a feature has at each level, the prior `u` included, and how many matches there are. */
function levelsOfTwo(
  child: number,
  u: readonly number[],
  table: PatternTable,
  match: Float64Array,
  isAsked: (level: number, levelAt: (feature: number) => number) => boolean,
): { readonly sums: readonly number[]; readonly matches: number } {
  const width = table.levels.length / Math.max(1, table.rows);
  const sums = u.map((own) => own * priorPairs);
  let matches = 0;
  for (let i = 0; i < table.rows; i++) {
    const levelAt = (f: number) => table.levels[i * width + f] as number;
    const level = levelAt(child);
    if (level < 0 || !isAsked(level, levelAt)) continue;
    const count = table.counts[i] as number;
    const p = match[i] as number;
    matches += p * count;
    if (p < surelyTwo) sums[level] = (sums[level] ?? 0) + count * (1 - p);
  }
  return { sums, matches };
}

/** The level from which a feature that another depends on agrees. */
export const leastLevel = (
  { whenAlike }: Dependence,
  features: readonly FeatureParameters[],
  f: number,
): number => (whenAlike ? 1 : (features[f]?.levels.length ?? 0) - 1);

/** Whether a pair agrees on what a feature depends on. */
export const holds = (
  dependence: Dependence,
  features: readonly FeatureParameters[],
  levels: (feature: number) => number,
): boolean => dependence.when.every((f) => levels(f) >= leastLevel(dependence, features, f));

/** m/u of a level, under the dependence of its feature where its condition holds; agreement then never weighs more. */
export function likelihoodRatio(
  features: readonly FeatureParameters[],
  feature: number,
  levels: (feature: number) => number,
): number {
  const level = levels(feature);
  const known = features[feature];
  if (level < 0 || !known) return 1;
  return ratioUnder(
    known,
    level,
    known.given?.find((dependence) => holds(dependence, features, levels)),
  );
}

/** m/u of a level that is there, where a dependence of the feature holds, or none. */
export function ratioUnder(
  { m, u }: FeatureParameters,
  level: number,
  dependence: Dependence | undefined,
): number {
  const plain = (m[level] ?? 1) / (u[level] ?? 1);
  if (!dependence) return plain;
  const dependent = (m[level] ?? 1) / (dependence.u[level] ?? 1);
  // that two people would be more alike than these two are does not make one of them
  return Math.min(Math.max(1, plain), dependent);
}
