/**
 * Jaccard's index of every cluster of one labelling with every cluster of another one of the same rows: the rows that
 * are in both over those that are in either, 0 to 1; 0 for clusters without rows.
 *
 * @param first cluster of each row, 0 to `firstClusters` − 1
 * @param second cluster of each row, 0 to `secondClusters` − 1
 * @returns by cluster of the first, then of the second
 */
export function jaccardIndices(
  first: ArrayLike<number>,
  firstClusters: number,
  second: ArrayLike<number>,
  secondClusters: number,
): Float64Array[] {
  const both = Array.from({ length: firstClusters }, () => new Float64Array(secondClusters));
  const firstSizes = new Float64Array(firstClusters);
  const secondSizes = new Float64Array(secondClusters);
  for (let i = 0; i < first.length; i++) {
    const [a, b] = [first[i] as number, second[i] as number];
    const row = both[a] as Float64Array;
    row[b] = (row[b] as number) + 1;
    firstSizes[a] = (firstSizes[a] as number) + 1;
    secondSizes[b] = (secondSizes[b] as number) + 1;
  }
  return both.map((row, a) =>
    row.map(
      (shared, b) => shared / Math.max(1, (firstSizes[a] as number) + (secondSizes[b] as number) - shared),
    ),
  );
}
