import type { Matrix } from '../numeric/matrix.ts';
import { squaredDistance } from './squaredDistance.ts';

/** Which centroid is nearest to each row, the first of equally near ones. */
export const nearest = (
  { rows, columns, values }: Matrix,
  centroids: readonly (readonly number[])[],
): Int32Array =>
  Int32Array.from({ length: rows }, (_, row) => {
    let [least, at] = [Number.POSITIVE_INFINITY, -1];
    centroids.forEach((centroid, i) => {
      const distance = squaredDistance(values, row * columns, centroid, 0, columns);
      if (distance < least) [least, at] = [distance, i];
    });
    return at;
  });
