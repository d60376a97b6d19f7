import { patternBase } from './patterns.ts';

/** How many pairs show each pattern. */
export interface PatternCounts {
  readonly patterns: readonly number[];
  readonly counts: readonly number[];
}

/** Patterns taken apart into levels, and how many pairs show each. */
export interface PatternTable {
  readonly rows: number;
  /** a row of one level a feature for each pattern; −1 where a value is missing */
  readonly levels: Int8Array;
  readonly counts: Float64Array;
}

export function patternTable({ patterns, counts }: PatternCounts, features: number): PatternTable {
  const levels = new Int8Array(patterns.length * features);
  patterns.forEach((pattern, i) => {
    let rest = pattern;
    for (let f = 0; f < features; f++) {
      levels[i * features + f] = (rest % patternBase) - 1;
      rest = Math.floor(rest / patternBase);
    }
  });
  return { rows: patterns.length, levels, counts: Float64Array.from(counts) };
}
