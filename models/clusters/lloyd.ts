import type { Matrix } from './features.ts';

/** Where a search for clusters stands. */
export interface Clustering {
  /** row after row */
  readonly centroids: Float64Array;
  readonly labels: Uint8Array;
  readonly sizes: Float64Array;
  readonly inertia: number;
}

const maxIterations = 300;

/** Assign and average until no row changes its cluster, or the inertia falls by less than a part of it. A cluster that empties keeps its place. */
export function lloyd({ rows, columns, values }: Matrix, start: Float64Array, tolerance: number): Clustering {
  const centroids = Float64Array.from(start);
  const k = centroids.length / columns;
  const labels = new Uint8Array(rows).fill(255);
  const sums = new Float64Array(k * columns);
  const sizes = new Float64Array(k);
  let inertia = Number.POSITIVE_INFINITY;
  for (let iteration = 0; iteration < maxIterations; iteration++) {
    sums.fill(0);
    sizes.fill(0);
    let changed = 0;
    let reached = 0;
    for (let i = 0, from = 0; i < rows; i++, from += columns) {
      let label = 0;
      let nearest = Number.POSITIVE_INFINITY;
      for (let j = 0, at = 0; j < k; j++) {
        let sum = 0;
        for (let c = 0; c < columns; c++, at++) {
          const difference = (values[from + c] as number) - (centroids[at] as number);
          sum += difference * difference;
        }
        if (sum < nearest) {
          nearest = sum;
          label = j;
        }
      }
      if (labels[i] !== label) changed++;
      labels[i] = label;
      reached += nearest;
      sizes[label] = (sizes[label] as number) + 1;
      for (let c = 0, at = label * columns; c < columns; c++, at++)
        sums[at] = (sums[at] as number) + (values[from + c] as number);
    }
    const settled = changed === 0 || inertia - reached < tolerance * reached;
    inertia = reached;
    if (settled) break;
    for (let at = 0; at < centroids.length; at++) {
      const size = sizes[Math.floor(at / columns)] as number;
      if (size > 0) centroids[at] = (sums[at] as number) / size;
    }
  }
  return { centroids, labels, sizes, inertia };
}
