import type { Matrix } from '../numeric/matrix.ts';

export type FeatureTransform = 'log1p' | 'z';

/** How columns were made comparable; what a later row, or a centroid on its way back, goes through. */
export interface FeatureScale {
  readonly transforms: readonly FeatureTransform[];
  /** per column, of the values after log1p; 0 and 1 where they are not z-scored */
  readonly means: readonly number[];
  readonly deviations: readonly number[];
}

/**
 * Columns made comparable: log1p tames long tails (negative values mirror: −log1p(−x)), z subtracts the mean and
 * divides by the population's standard deviation. A constant column becomes 0 and counts for nothing.
 */
export function scaleFeatures(
  matrix: Matrix,
  transforms: readonly FeatureTransform[],
): { readonly scaled: Matrix; readonly scale: FeatureScale } {
  const { rows, columns } = matrix;
  const values = transforms.includes('log1p')
    ? matrix.values.map(signedLog)
    : Float64Array.from(matrix.values);
  const means = Array.from({ length: columns }, () => 0);
  const deviations = Array.from({ length: columns }, () => 1);
  if (transforms.includes('z'))
    for (let column = 0; column < columns; column++) {
      let sum = 0;
      for (let i = column; i < values.length; i += columns) sum += values[i] as number;
      const mean = sum / rows;
      let squares = 0;
      for (let i = column; i < values.length; i += columns) squares += ((values[i] as number) - mean) ** 2;
      const deviation = Math.sqrt(squares / rows);
      // what is left of a constant after rounding is no spread
      const isConstant = !(deviation > 1e-12 * Math.max(1, Math.abs(mean)));
      means[column] = mean;
      deviations[column] = isConstant ? Number.POSITIVE_INFINITY : deviation;
      for (let i = column; i < values.length; i += columns)
        values[i] = isConstant ? 0 : ((values[i] as number) - mean) / deviation;
    }
  return { scaled: { rows, columns, values }, scale: { transforms, means, deviations } };
}

/** A scaled row, such as a centroid, in the original units. */
export const unscale = (row: readonly number[], { transforms, means, deviations }: FeatureScale): number[] =>
  row.map((value, column) => {
    const deviation = deviations[column] ?? 1;
    const plain = (means[column] ?? 0) + (deviation < Number.POSITIVE_INFINITY ? value * deviation : 0);
    return transforms.includes('log1p') ? Math.sign(plain) * Math.expm1(Math.abs(plain)) : plain;
  });

/** log1p of a value's size, its sign kept. */
export const signedLog = (value: number): number => Math.sign(value) * Math.log1p(Math.abs(value));
