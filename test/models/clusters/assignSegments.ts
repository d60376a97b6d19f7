import { signedLog } from '../../../models/clusters/features.ts';
import { squaredDistance } from '../../../models/clusters/squaredDistance.ts';
import { type Matrix, type Segmentation, tame } from '../../../models/index.ts';

/**
 * The label of each row of features in their own units, in the order of the scales: what the SQL that assigns everybody
 * must give. Ties go to the smaller label.
 */
export function assignSegments(matrix: Matrix, { scales, segments }: Segmentation): Int32Array {
  const columns = scales.length;
  const values = tame(matrix, scales).values.map((value, i) => {
    const scale = scales[i % columns];
    return scale && scale.deviation !== null ? (signedLog(value) - scale.mean) / scale.deviation : 0;
  });
  return Int32Array.from({ length: matrix.rows }, (_, row) => {
    let [least, nearest] = [Number.POSITIVE_INFINITY, -1];
    for (const { centroid, label } of segments) {
      const distance = squaredDistance(values, row * columns, centroid, 0, columns);
      if (distance < least) [least, nearest] = [distance, label];
    }
    return nearest;
  });
}
