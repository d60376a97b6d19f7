import type { Matrix } from '../numeric/matrix.ts';
import { squaredDistance } from './squaredDistance.ts';

/** Starting centroids: each the best of a few rows drawn in proportion to the squared distance to those before. */
export function plusPlus({ rows, columns, values }: Matrix, k: number, random: () => number): Float64Array {
  const trials = 2 + Math.floor(Math.log(k));
  const chosen = [Math.floor(random() * rows)];
  let nearest = distancesTo(values, columns, chosen[0] ?? 0);
  for (let potential = total(nearest); chosen.length < k && potential > 0; ) {
    let best: { row: number; nearest: Float64Array; potential: number } | undefined;
    for (let trial = 0; trial < trials; trial++) {
      const row = drawn(nearest, random() * potential);
      const candidate = distancesTo(values, columns, row).map((d, i) => Math.min(d, nearest[i] as number));
      const left = total(candidate);
      if (!best || left < best.potential) best = { row, nearest: candidate, potential: left };
    }
    if (!best) break;
    chosen.push(best.row);
    ({ nearest, potential } = best);
  }
  const centroids = new Float64Array(chosen.length * columns);
  chosen.forEach((row, i) => centroids.set(values.subarray(row * columns, (row + 1) * columns), i * columns));
  return centroids;
}

const total = (values: Float64Array) => values.reduce((sum, one) => sum + one, 0);

function drawn(weights: Float64Array, at: number): number {
  let rest = at;
  let last = 0;
  for (let i = 0; i < weights.length; i++) {
    const weight = weights[i] as number;
    if (weight === 0) continue;
    last = i;
    rest -= weight;
    if (rest < 0) break;
  }
  return last;
}

function distancesTo(values: Float64Array, columns: number, row: number): Float64Array {
  const distances = new Float64Array(values.length / columns);
  for (let i = 0; i < distances.length; i++)
    distances[i] = squaredDistance(values, i * columns, values, row * columns, columns);
  return distances;
}
