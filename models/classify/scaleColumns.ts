import type { Matrix } from '../numeric/matrix.ts';

export interface ScaledColumns {
  readonly scaled: Matrix;
  /** per column, as are the others */
  readonly means: Float64Array;
  readonly centre: Float64Array;
  readonly scale: Float64Array;
}

/**
 * Columns minus their centre, times their scale: z-scores, but columns of 0 and 1 as they are, or the rare would hardly
 * be penalised; a constant one is 0 throughout.
 */
export function scaleColumns({ rows, columns, values }: Matrix): ScaledColumns {
  const means = new Float64Array(columns);
  const variances = new Float64Array(columns);
  const isFlag = new Uint8Array(columns).fill(1);
  for (let from = 0; from < values.length; from += columns)
    for (let c = 0; c < columns; c++) {
      const value = values[from + c] as number;
      means[c] = (means[c] as number) + value;
      if (value !== 0 && value !== 1) isFlag[c] = 0;
    }
  for (let c = 0; c < columns; c++) means[c] = (means[c] as number) / rows;
  for (let from = 0; from < values.length; from += columns)
    for (let c = 0; c < columns; c++)
      variances[c] = (variances[c] as number) + ((values[from + c] as number) - (means[c] as number)) ** 2;
  const centre = means.map((mean, c) => (isFlag[c] ? 0 : mean));
  const scale = variances.map((sum, c) => (sum > 1e-24 * rows ? (isFlag[c] ? 1 : Math.sqrt(rows / sum)) : 0));
  const scaled = new Float64Array(values.length);
  for (let from = 0; from < values.length; from += columns)
    for (let c = 0; c < columns; c++)
      scaled[from + c] = ((values[from + c] as number) - (centre[c] as number)) * (scale[c] as number);
  return { scaled: { rows, columns, values: scaled }, means, centre, scale };
}
