import type { Feature } from './features.ts';
import { patternBase } from './patternCode.ts';
import type { PatternTable } from './patternTable.ts';

/** A sum for each level of each feature, from what each begins with. */
export function levelSums(
  features: readonly Feature[],
  begin: (feature: Feature, place: number) => readonly number[],
): Float64Array {
  const sums = new Float64Array(features.length * patternBase);
  features.forEach((feature, f) => sums.set(begin(feature, f), f * patternBase));
  return sums;
}

/** The sums of the levels of a feature. */
export const levelsOf = (sums: Float64Array, features: readonly Feature[], f: number): number[] =>
  Array.from(sums.subarray(f * patternBase, f * patternBase + (features[f]?.comparison.levels.length ?? 0)));

/** Adds to the sum of each level that pattern i shows the amount of its feature. */
export function addLevels(
  sums: Float64Array,
  { levels }: PatternTable,
  i: number,
  amounts: Float64Array,
): void {
  const width = amounts.length;
  for (let f = 0, at = i * width; f < width; f++, at++) {
    const level = levels[at] as number;
    if (level < 0) continue;
    const to = f * patternBase + level;
    sums[to] = (sums[to] as number) + (amounts[f] as number);
  }
}

/** Shares that sum to one. */
export const normalised = (row: readonly number[]) => {
  const sum = row.reduce((a, b) => a + b, 0);
  return row.map((value) => value / sum);
};
