import { type Matrix, rowsOf } from '../numeric/matrix.ts';
import { sampleIndices, seededRandom } from '../numeric/random.ts';
import { jaccardIndices } from './jaccard.ts';
import { kMeans } from './kMeans.ts';

/**
 * How well clusters come back when the customers are others: rows are drawn again with replacement and clustered, and
 * each cluster is compared with its likest one by Jaccard's index; the mean over draws of the cluster that comes back
 * least, 0 to 1. Below .6 that one is not to be trusted, from .75 all are patterns.
 *
 * Source: Hennig (2007), Cluster-wise assessment of cluster stability, Computational Statistics & Data Analysis 52(1); a row
 * that was drawn twice counts twice here, once there.
 */
export function stability(
  matrix: Matrix,
  k: number,
  { draws = 10, seed = 1, sampleRows = 2_000 } = {},
): number {
  const random = seededRandom(seed);
  const base = rowsOf(matrix, sampleIndices(matrix.rows, sampleRows, random));
  const original = kMeans(base, k, { seed, restarts: 3, swaps: 0 });
  const ofClusters = new Float64Array(original.centroids.length);
  for (let draw = 0; draw < draws; draw++) {
    const drawn = Uint32Array.from({ length: base.rows }, () => Math.floor(random() * base.rows));
    const again = kMeans(rowsOf(base, drawn), k, { seed: seed + draw + 1, restarts: 3, swaps: 0 });
    const labels = drawn.map((row) => original.labels[row] as number);
    const likeness = jaccardIndices(labels, ofClusters.length, again.labels, again.centroids.length);
    likeness.forEach((row, cluster) => {
      ofClusters[cluster] = (ofClusters[cluster] as number) + Math.max(...row) / draws;
    });
  }
  return Math.min(...ofClusters);
}
