import type { Matrix } from '../numeric/matrix.ts';

/** Which centroid is nearest to each row, the first of equally near ones. */
export const nearest = (
  { rows, columns, values }: Matrix,
  centroids: readonly (readonly number[])[],
): Int32Array =>
  Int32Array.from({ length: rows }, (_, row) => {
    let [least, at] = [Number.POSITIVE_INFINITY, -1];
    centroids.forEach((centroid, i) => {
      let sum = 0;
      for (let c = 0; c < columns; c++)
        sum += ((values[row * columns + c] as number) - (centroid[c] ?? 0)) ** 2;
      if (sum < least) [least, at] = [sum, i];
    });
    return at;
  });
