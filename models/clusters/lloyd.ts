import type { Matrix } from '../numeric/matrix.ts';
import { squaredDistance } from './squaredDistance.ts';

/** Where a search for clusters stands. */
export interface Clustering {
  /** row after row */
  readonly centroids: Float64Array;
  readonly labels: Uint8Array;
  readonly sizes: Float64Array;
  readonly inertia: number;
}

const maxIterations = 300;

/**
 * Assign and average until no row changes its cluster, or the inertia falls by less than a part of it. A cluster that
 * empties keeps its place. Each row keeps a distance that its own centroid is not beyond and one that no other is
 * within, so that most rows need no look at the centroids: the result is that of Lloyd's algorithm.
 *
 * Source: Lloyd (1982), IEEE Transactions on Information Theory 28(2); Hamerly (2010), Making k-means even faster, SDM.
 */
export function lloyd(matrix: Matrix, start: Float64Array, tolerance: number): Clustering {
  const { rows, columns, values } = matrix;
  const centroids = Float64Array.from(start);
  const k = centroids.length / columns;
  const labels = new Uint8Array(rows);
  const sums = new Float64Array(k * columns);
  const sizes = new Float64Array(k);
  /** how far a row is from its own centroid at most, and from any other at least */
  const own = new Float64Array(rows);
  const other = new Float64Array(rows);
  const distance = (row: number, cluster: number) =>
    Math.sqrt(squaredDistance(values, row * columns, centroids, cluster * columns, columns));
  const move = (row: number, cluster: number, sign: 1 | -1) => {
    sizes[cluster] = (sizes[cluster] as number) + sign;
    for (let c = 0, from = row * columns, at = cluster * columns; c < columns; c++)
      sums[at + c] = (sums[at + c] as number) + sign * (values[from + c] as number);
  };
  /** the two nearest centroids of a row */
  const search = (row: number) => {
    let [label, nearest, second] = [0, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
    for (let j = 0; j < k; j++) {
      const far = distance(row, j);
      if (far < nearest) {
        second = nearest;
        nearest = far;
        label = j;
      } else if (far < second) second = far;
    }
    own[row] = nearest;
    other[row] = second;
    return label;
  };
  for (let row = 0; row < rows; row++) {
    labels[row] = search(row);
    move(row, labels[row] as number, 1);
  }
  const spread = spreadOf(matrix);
  let inertia = Number.POSITIVE_INFINITY;
  for (let iteration = 1, changed = rows; iteration < maxIterations; iteration++) {
    const reached = spread.total - between(spread.mean, sums, sizes);
    if (changed === 0 || inertia - reached < tolerance * reached) break;
    inertia = reached;
    changed = 0;
    const moved = toMeans(centroids, sums, sizes);
    const { most, next, mover } = furthestOf(moved);
    const halves = halfGaps(centroids, columns);
    for (let row = 0; row < rows; row++) {
      const label = labels[row] as number;
      const within = (own[row] as number) + (moved[label] as number);
      const beyond = (other[row] as number) - (label === mover ? next : most);
      own[row] = within;
      other[row] = beyond;
      const safe = Math.max(beyond, halves[label] as number);
      if (within <= safe) continue;
      const exact = distance(row, label);
      own[row] = exact;
      if (exact <= safe) continue;
      const better = search(row);
      if (better === label) continue;
      move(row, label, -1);
      move(row, better, 1);
      labels[row] = better;
      changed++;
    }
  }
  let sum = 0;
  for (let row = 0; row < rows; row++) sum += distance(row, labels[row] as number) ** 2;
  return { centroids, labels, sizes, inertia: sum };
}

/** Moves each centroid to the mean of its rows, and says how far it went. */
function toMeans(centroids: Float64Array, sums: Float64Array, sizes: Float64Array): Float64Array {
  const columns = centroids.length / sizes.length;
  return sizes.map((size, j) => {
    let sum = 0;
    for (let c = 0, at = j * columns; size > 0 && c < columns; c++, at++) {
      const mean = (sums[at] as number) / size;
      sum += (mean - (centroids[at] as number)) ** 2;
      centroids[at] = mean;
    }
    return Math.sqrt(sum);
  });
}

/** The furthest that a centroid moved, which one that was, and the furthest of the others. */
function furthestOf(moved: Float64Array) {
  let [most, next, mover] = [0, 0, -1];
  moved.forEach((far, j) => {
    if (far > most) [most, next, mover] = [far, most, j];
    else if (far > next) next = far;
  });
  return { most, next, mover };
}

/** The mean of all rows, and the sum of their squared distances to it. */
function spreadOf({ rows, columns, values }: Matrix): { mean: Float64Array; total: number } {
  const mean = new Float64Array(columns);
  for (let at = 0; at < values.length; )
    for (let c = 0; c < columns; c++, at++) mean[c] = (mean[c] as number) + (values[at] as number);
  for (let c = 0; c < columns; c++) mean[c] = (mean[c] as number) / rows;
  let total = 0;
  for (let at = 0; at < values.length; )
    for (let c = 0; c < columns; c++, at++) total += ((values[at] as number) - (mean[c] as number)) ** 2;
  return { mean, total };
}

/**
 * What the means of the clusters explain of the spread: the sum over all rows of the squared distance of its cluster's
 * mean to the mean of all.
 */
function between(mean: Float64Array, sums: Float64Array, sizes: Float64Array): number {
  const columns = mean.length;
  let sum = 0;
  for (let j = 0; j < sizes.length; j++) {
    const size = sizes[j] as number;
    for (let c = 0; size > 0 && c < columns; c++)
      sum += size * ((sums[j * columns + c] as number) / size - (mean[c] as number)) ** 2;
  }
  return sum;
}

/** By centroid, half the distance to the nearest other one: what is nearer than that is nearest to it. */
function halfGaps(centroids: Float64Array, columns: number): Float64Array {
  const k = centroids.length / columns;
  const gaps = new Float64Array(k).fill(Number.POSITIVE_INFINITY);
  for (let a = 0; a < k; a++)
    for (let b = a + 1; b < k; b++) {
      const half = Math.sqrt(squaredDistance(centroids, a * columns, centroids, b * columns, columns)) / 2;
      gaps[a] = Math.min(gaps[a] as number, half);
      gaps[b] = Math.min(gaps[b] as number, half);
    }
  return gaps;
}
