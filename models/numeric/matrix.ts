/** Rows × columns of numbers, row after row. */
export interface Matrix {
  readonly rows: number;
  readonly columns: number;
  readonly values: Float64Array;
}

/** Columns as rows; `rows` of them, which one column tells as well. `numberOf` reads what they hold. */
export function matrixOfColumns(
  columns: readonly ArrayLike<unknown>[],
  rows = columns[0]?.length ?? 0,
  numberOf: (value: unknown) => number = Number,
): Matrix {
  const values = new Float64Array(rows * columns.length);
  columns.forEach((column, c) => {
    for (let i = 0; i < rows; i++) values[i * columns.length + c] = numberOf(column[i]);
  });
  return { rows, columns: columns.length, values };
}

/** Some of the rows, in the order of `indices`; one may be taken more than once. */
export function rowsOf({ columns, values }: Matrix, indices: Uint32Array): Matrix {
  const picked = new Float64Array(indices.length * columns);
  for (let i = 0, to = 0; i < indices.length; i++)
    for (let c = 0, from = (indices[i] as number) * columns; c < columns; c++)
      picked[to++] = values[from + c] as number;
  return { rows: indices.length, columns, values: picked };
}

/** The rows of one matrix after those of another, all of as many columns. */
export function stackRows(matrices: readonly Matrix[]): Matrix {
  const rows = matrices.reduce((sum, one) => sum + one.rows, 0);
  const columns = matrices[0]?.columns ?? 0;
  const values = new Float64Array(rows * columns);
  let at = 0;
  for (const matrix of matrices) {
    values.set(matrix.values, at);
    at += matrix.values.length;
  }
  return { rows, columns, values };
}

/** One of the columns, by its place, as a matrix of its own. */
export const oneColumn = ({ rows, columns, values }: Matrix, column: number): Matrix => ({
  rows,
  columns: 1,
  values: Float64Array.from({ length: rows }, (_, row) => values[row * columns + column] as number),
});

/**
 * For methods that measure distances: one number that is none would make every comparison with it false.
 * @throws RangeError for a matrix with a NaN or an infinite number, with its place
 */
export function refuseGaps({ columns, values }: Matrix): void {
  const at = values.findIndex((one) => !Number.isFinite(one));
  if (at >= 0)
    throw new RangeError(`row ${Math.floor(at / columns)}, column ${at % columns} is ${values[at]}`);
}
