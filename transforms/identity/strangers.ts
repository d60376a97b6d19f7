import { type Feature, tellsMembersApart } from './features.ts';
import { addLevels, levelSums, levelsOf, normalised } from './levelSums.ts';
import { levelOf } from './patternCode.ts';
import { type PatternCounts, type PatternTable, patternTable } from './patternTable.ts';

/** Whether a pair of a pattern shares an identifier. */
export const isJoinedByIdentifier = (features: readonly Feature[], pattern: number): boolean =>
  sharesIdentifier(features, (f) => levelOf(pattern, f));

/** Whether nothing but identifiers can be compared of a pair, and it shares one. */
export const sharesNothingElse = (features: readonly Feature[], pattern: number): boolean =>
  features.every(
    ({ role, kind }, f) => role === 'identifier' || kind === 'other' || levelOf(pattern, f) < 0,
  ) && isJoinedByIdentifier(features, pattern);

/** Whether a pair shares an identifier, by the level of each feature. */
const sharesIdentifier = (features: readonly Feature[], level: (feature: number) => number): boolean =>
  features.some(
    ({ role, comparison }, f) => role === 'identifier' && level(f) === comparison.levels.length - 1,
  );

/**
 * u before any pair is judged: of all random pairs, for most are of two people. Where nothing but identifiers
 * tells people apart, those that share one are taken for one person, as in what they share alone nothing
 * would ever say so.
 */
export function firstU(features: readonly Feature[], drawn: PatternTable): number[][] {
  if (tellsMembersApart(features)) return estimateU(features, drawn);
  const width = features.length;
  const shares = Float64Array.from({ length: drawn.rows }, (_, row) =>
    Number(sharesIdentifier(features, (f) => drawn.levels[row * width + f] as number)),
  );
  return estimateU(features, drawn, shares);
}

/**
 * The patterns that say something of the classes. Of pairs of which nothing but identifiers can be compared,
 * and that share one, nothing says whether they are one person, or how often two people share it; they are
 * judged by what the others say (`PairWeight`).
 */
export function tellingPatterns(
  features: readonly Feature[],
  { patterns, counts }: PatternCounts,
): PatternTable {
  const rows: number[] = [];
  for (let row = 0; row < patterns.length; row++)
    if (!tellsMembersApart(features) || !sharesNothingElse(features, patterns[row] as number)) rows.push(row);
  const of = (column: readonly number[]) => rows.map((row) => column[row] as number);
  return patternTable({ patterns: of(patterns), counts: of(counts) }, features.length);
}

/** Shares of the levels among random pairs, half a pair of each level more than were seen, matches taken out. */
export function estimateU(
  features: readonly Feature[],
  drawn: PatternTable,
  match?: Float64Array,
): number[][] {
  const sums = levelSums(features, ({ comparison }) => comparison.levels.map(() => 0.5));
  const amounts = new Float64Array(features.length);
  for (let i = 0; i < drawn.rows; i++)
    addLevels(sums, drawn, i, amounts.fill((drawn.counts[i] as number) * (1 - (match?.[i] ?? 0))));
  return features.map((_, f) => normalised(levelsOf(sums, features, f)));
}
