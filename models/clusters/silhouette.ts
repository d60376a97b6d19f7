import { type Matrix, refuseGaps } from '../numeric/matrix.ts';
import { sampleIndices, seededRandom } from '../numeric/random.ts';
import { squaredDistance } from './squaredDistance.ts';

/**
 * The mean silhouette of clusters, −1 to 1: how much nearer rows are to their own cluster than to the next one. Exact
 * up to `limit` rows, of a seeded sample beyond. 0 for fewer than two clusters; a row alone in its cluster counts 0.
 *
 * Source: Rousseeuw (1987), Journal of Computational and Applied Mathematics 20.
 * @throws RangeError where a number of the matrix is NaN or infinite
 */
export function silhouette(matrix: Matrix, labels: Uint8Array, { limit = 5_000, seed = 1 } = {}): number {
  refuseGaps(matrix);
  const { rows, columns, values } = matrix;
  const picked = sampleIndices(rows, limit, seededRandom(seed));
  const n = picked.length;
  const k = labels.reduce((most, label) => Math.max(most, label), 0) + 1;
  const label = Uint8Array.from(picked, (row) => labels[row] as number);
  const sizes = new Float64Array(k);
  for (const one of label) sizes[one] = (sizes[one] as number) + 1;
  if (sizes.filter((size) => size > 0).length < 2) return 0;
  const sums = new Float64Array(n * k);
  for (let i = 0; i < n; i++) {
    const from = (picked[i] as number) * columns;
    for (let j = i + 1; j < n; j++) {
      const to = (picked[j] as number) * columns;
      const distance = Math.sqrt(squaredDistance(values, from, values, to, columns));
      const [a, b] = [i * k + (label[j] as number), j * k + (label[i] as number)];
      sums[a] = (sums[a] as number) + distance;
      sums[b] = (sums[b] as number) + distance;
    }
  }
  let total = 0;
  for (let i = 0; i < n; i++) {
    const own = label[i] as number;
    const size = sizes[own] as number;
    if (size < 2) continue;
    let next = Number.POSITIVE_INFINITY;
    for (let j = 0; j < k; j++)
      if (j !== own && (sizes[j] as number) > 0)
        next = Math.min(next, (sums[i * k + j] as number) / (sizes[j] as number));
    const within = (sums[i * k + own] as number) / (size - 1);
    const widest = Math.max(within, next);
    total += widest > 0 ? (next - within) / widest : 0;
  }
  return total / n;
}
