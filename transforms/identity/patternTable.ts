import { patternBase } from './patternCode.ts';
import type { PatternNumbers } from './patternNumbers.ts';

/** How many pairs show each pattern. */
export interface PatternCounts {
  readonly patterns: readonly number[];
  readonly counts: readonly number[];
}

/** Patterns by how often each number was counted, save that in which nothing can be compared. */
export function tallied(patterns: PatternNumbers, counts: ArrayLike<number>): PatternCounts {
  const all = patterns.from(0);
  const counted: number[] = [];
  for (let number = 1; number < counts.length; number++) if ((counts[number] ?? 0) > 0) counted.push(number);
  counted.sort((a, b) => (all[a] as number) - (all[b] as number));
  return {
    patterns: counted.map((number) => all[number] as number),
    counts: counted.map((number) => counts[number] as number),
  };
}

/** Patterns taken apart into levels, and how many pairs show each. */
export interface PatternTable {
  readonly rows: number;
  /** a row of one level a feature for each pattern; −1 where a value is missing */
  readonly levels: Int8Array;
  readonly counts: Float64Array;
}

export const patternTable = ({ patterns, counts }: PatternCounts, features: number): PatternTable => ({
  rows: patterns.length,
  levels: levelsOfPatterns(patterns, features),
  counts: Float64Array.from(counts),
});

/** As many features as fit into a small whole number, and what the code of the next one is multiplied by. */
const half = 9;
const ofNext = patternBase ** half;

/** The levels of some patterns, a row each. */
export function levelsOfPatterns(patterns: ArrayLike<number>, features: number): Int8Array {
  const codes = patterns instanceof Float64Array ? patterns : Float64Array.from(patterns);
  const levels = new Int8Array(codes.length * features);
  for (let i = 0, at = 0; i < codes.length; i++) {
    const pattern = codes[i] as number;
    const low = pattern % ofNext;
    let rest = low;
    for (let f = 0; f < features; f++, at++) {
      if (f === half) rest = (pattern - low) / ofNext;
      levels[at] = (rest % patternBase) - 1;
      rest = Math.trunc(rest / patternBase);
    }
  }
  return levels;
}
