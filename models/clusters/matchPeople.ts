import { cheapestAssignment } from '../numeric/assignment.ts';
import { jaccardIndices } from './jaccard.ts';

export interface PeopleMatch {
  /** for each new cluster, the label that it carries on, or a label never used before */
  readonly labels: readonly number[];
  /** for each new cluster, Jaccard's index with the segment whose label it carries on, 0 to 1; null where it is new */
  readonly kept: readonly (number | null)[];
  /** the first label never used */
  readonly nextLabel: number;
}

/**
 * Labels that stay with their people: the same customers, in old segments and in new clusters, and the pairing whose
 * Jaccard indices add up to most. A cluster that shares nobody with a free old segment gets a new label.
 *
 * Source: Hennig (2007) for the index; Kuhn (1955) for the pairing.
 * @param old label of each customer, any whole number
 * @param fresh cluster of the same customers, 0 to clusters − 1
 */
export function matchPeople(
  old: ArrayLike<number>,
  fresh: ArrayLike<number>,
  clusters: number,
  nextLabel: number,
): PeopleMatch {
  const oldLabels = [...new Set(Array.from(old))].sort((a, b) => a - b);
  const placeOf = new Map(oldLabels.map((label, i) => [label, i]));
  const places = Uint32Array.from(old, (label) => placeOf.get(label) as number);
  const jaccard = jaccardIndices(fresh, clusters, places, oldLabels.length);
  const pairing = cheapestAssignment(jaccard.map((row) => Array.from(row, (one) => 1 - one)));
  let next = Math.max(nextLabel, (oldLabels.at(-1) ?? -1) + 1);
  const matched = jaccard.map((row, a) => {
    const at = oldLabels.length > 0 ? (pairing[a] ?? -1) : -1;
    const share = row[at] ?? 0;
    const label = oldLabels[at];
    return label === undefined || share === 0 ? { label: next++, kept: null } : { label, kept: share };
  });
  return {
    labels: matched.map(({ label }) => label),
    kept: matched.map(({ kept }) => kept),
    nextLabel: next,
  };
}
