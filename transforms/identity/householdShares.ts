import type { Feature } from './features.ts';
import type { PatternTable } from './patternTable.ts';

/** Pseudo-counts of pairs of one household behind what is expected of the identifiers that they share. */
const priorHouseholds = 8;

/** What two people of one household share of a feature that they need not share. */
export type SharedInHousehold = Pick<Feature, 'coincidence' | 'isOwn'>;

/** How often two people of one household agree on what is found to be a person's own. */
const sharedOfOwn = 0.3;

/**
 * How often two people of one household agree on a feature, before any pair is judged, where that is neither
 * always nor never.
 */
export const expectedShared = ({ coincidence, isOwn }: Feature, isFoundOwn: boolean): SharedInHousehold =>
  isFoundOwn
    ? { coincidence: sharedOfOwn, isOwn: true }
    : { ...(coincidence === undefined ? {} : { coincidence }), ...(isOwn ? { isOwn } : {}) };

/**
 * How often two people of one household agree on each feature, where that is not theirs by nature: on
 * identifiers as those did who are thought to be of one household, on a person's own as is expected.
 */
export function sharedByHouseholds(
  features: readonly Feature[],
  shared: readonly SharedInHousehold[],
  seen: PatternTable,
  household: Float64Array,
  m: readonly (readonly number[])[],
): (number | undefined)[] {
  return features.map(({ role, comparison }, f) => {
    const coincidence = shared[f]?.coincidence;
    if (coincidence === undefined || role !== 'identifier') return coincidence;
    const highest = comparison.levels.length - 1;
    return shareOfEqual(seen, features.length, f, highest, household, coincidence) / (m[f]?.at(-1) ?? 1);
  });
}

/** Of the pairs of one household that can be compared in a feature, the share that are equal, which is `expected` before. */
function shareOfEqual(
  { rows, levels, counts }: PatternTable,
  width: number,
  feature: number,
  highest: number,
  household: Float64Array,
  expected: number,
): number {
  let equal = expected * priorHouseholds;
  let all = priorHouseholds;
  for (let row = 0, at = feature; row < rows; row++, at += width) {
    const level = levels[at] as number;
    if (level < 0) continue;
    const pairs = (household[row] as number) * (counts[row] as number);
    all += pairs;
    if (level === highest) equal += pairs;
  }
  return equal / all;
}
