import { cheapestAssignment } from '../numeric/assignment.ts';

/**
 * The label each new centroid carries on, so that a segment keeps its name when it is fitted again: the pairing of old and
 * new centroids with the smallest sum of squared distances. New centroids beyond the old ones get labels not used before.
 * Centroids are in the same scale.
 */
export function matchLabels(
  old: readonly { readonly label: number; readonly centroid: readonly number[] }[],
  fresh: readonly (readonly number[])[],
): number[] {
  const costs = fresh.map((centroid) =>
    old.map((one) => one.centroid.reduce((sum, value, c) => sum + (value - (centroid[c] ?? 0)) ** 2, 0)),
  );
  let next = old.reduce((most, { label }) => Math.max(most, label), -1) + 1;
  if (old.length === 0) return fresh.map((_, i) => i);
  return cheapestAssignment(costs).map((at) => old[at]?.label ?? next++);
}
