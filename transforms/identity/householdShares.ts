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
  const width = features.length;
  return features.map(({ role, comparison }, f) => {
    const coincidence = shared[f]?.coincidence;
    if (coincidence === undefined || role !== 'identifier') return coincidence;
    let [equal, all] = [coincidence * priorHouseholds, priorHouseholds];
    for (let row = 0; row < seen.rows; row++) {
      const level = seen.levels[row * width + f] as number;
      if (level < 0) continue;
      const pairs = (household[row] as number) * (seen.counts[row] as number);
      all += pairs;
      if (level === comparison.levels.length - 1) equal += pairs;
    }
    return equal / all / (m[f]?.at(-1) ?? 1);
  });
}
