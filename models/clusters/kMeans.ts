import { type Matrix, refuseGaps, rowsOf } from '../numeric/matrix.ts';
import { sampleIndices, seededRandom } from '../numeric/random.ts';
import { exchange } from './exchange.ts';
import { type Clustering, lloyd } from './lloyd.ts';
import { plusPlus } from './plusPlus.ts';

export interface KMeansOptions {
  readonly seed?: number;
  readonly restarts?: number;
  /** rows that the restarts begin on; the best of them go on over more */
  readonly sampleRows?: number;
  /** tries to better the best start by moving one centroid; only where the restarts run on all rows */
  readonly swaps?: number;
}

export interface KMeans {
  /** at most k: as many as there are distinct rows */
  readonly centroids: readonly (readonly number[])[];
  readonly labels: Uint8Array;
  readonly sizes: readonly number[];
  /** the sum of squared distances of all rows to their centroids */
  readonly inertia: number;
}

/** What is best on a sample may be so by its draw alone: starts are carried on over one that is so many times larger, … */
const larger = 5;
/** … all of them where those are all rows, else so many of the best. */
const carried = 6;

/**
 * k-means: several starts by greedy k-means++ on a sample, carried on over a larger one, and the best of those over all
 * rows until nothing moves. Labels are in the order of the centroids, which are sorted, so that the numbering does not depend on chance.
 *
 * Source: Lloyd (1982), IEEE Transactions on Information Theory 28(2); Arthur & Vassilvitskii (2007), k-means++;
 * Fränti (2018), Efficiency of random swap clustering, Journal of Big Data 5(13).
 * @throws RangeError for k outside 1 to 255, without rows, or where a number of the matrix is NaN or infinite
 */
export function kMeans(matrix: Matrix, k: number, options: KMeansOptions = {}): KMeans {
  const { seed = 1, restarts = 10, sampleRows = 20_000, swaps = 20 } = options;
  if (!(Number.isInteger(k) && k >= 1 && k <= 255))
    throw new RangeError(`k is ${k}; a whole number from 1 to 255`);
  if (matrix.rows === 0) throw new RangeError('no rows to cluster');
  refuseGaps(matrix);
  const random = seededRandom(seed);
  const isAll = matrix.rows <= sampleRows;
  const tolerance = isAll ? 0 : 1e-5;
  const sample = isAll ? matrix : rowsOf(matrix, sampleIndices(matrix.rows, sampleRows, random));
  const settle = (centroids: Float64Array) => {
    const averaged = lloyd(sample, centroids, tolerance);
    return isAll ? lloyd(sample, exchange(sample, averaged).centroids, 0) : averaged;
  };
  const settled = Array.from({ length: restarts }, () => settle(plusPlus(sample, k, random)));
  let best = settled.reduce<Clustering | undefined>(
    (least, one) => (least && least.inertia <= one.inertia ? least : one),
    undefined,
  );
  if (!best) throw new RangeError('restarts must be at least 1');
  if (!isAll) {
    const more = rowsOf(matrix, sampleIndices(matrix.rows, sampleRows * larger, random));
    best = settled
      .toSorted((a, b) => a.inertia - b.inertia)
      .slice(0, matrix.rows > more.rows ? carried : restarts)
      .map(({ centroids }) => lloyd(more, centroids, tolerance))
      .reduce((least, one) => (least.inertia <= one.inertia ? least : one));
  }
  for (let swap = 0; isAll && swap < swaps; swap++) {
    const centroids = Float64Array.from(best.centroids);
    const row = Math.floor(random() * sample.rows) * sample.columns;
    const place = Math.floor(random() * best.sizes.length) * sample.columns;
    centroids.set(sample.values.subarray(row, row + sample.columns), place);
    const tried = settle(centroids);
    if (tried.inertia < best.inertia) best = tried;
  }
  const all = isAll ? best : lloyd(matrix, best.centroids, tolerance);
  return inOrder(all, matrix.columns);
}

function inOrder({ centroids, labels, sizes, inertia }: Clustering, columns: number): KMeans {
  const rows = Array.from(sizes, (size, i) => ({
    old: i,
    size,
    centroid: Array.from(centroids.subarray(i * columns, (i + 1) * columns)),
  })).filter(({ size }) => size > 0);
  rows.sort((a, b) => {
    const at = a.centroid.findIndex((value, c) => value !== b.centroid[c]);
    return at < 0 ? 0 : (a.centroid[at] ?? 0) - (b.centroid[at] ?? 0);
  });
  const renumbered = new Uint8Array(sizes.length);
  rows.forEach(({ old }, label) => (renumbered[old] = label));
  return {
    centroids: rows.map(({ centroid }) => centroid),
    labels: labels.map((label) => renumbered[label] as number),
    sizes: rows.map(({ size }) => size),
    inertia,
  };
}
