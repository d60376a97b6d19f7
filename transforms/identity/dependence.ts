import type { AgreeingPairs } from './agreeingPairs.ts';
import type { Dependence, FeatureParameters } from './featureParameters.ts';
import { type FieldKind, kindsMadeOfNames, nameKinds, placeKinds } from './fields.ts';
import { type PatternTable, patternTable } from './patternTable.ts';

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
