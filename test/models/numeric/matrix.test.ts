import { expect, test } from 'vitest';
import { matrixOfColumns, oneColumn, refuseGaps, rowsOf, stackRows } from '../../../models/numeric/matrix.ts';

const matrix = { rows: 3, columns: 2, values: Float64Array.of(1, 2, 3, 4, 5, 6) };

test('columns become rows, whatever reads their values', () => {
  expect(matrixOfColumns([Float64Array.of(1, 3, 5), [2, 4, 6]])).toEqual(matrix);
  expect(matrixOfColumns([[null, '7']], 2, (value) => Number(value ?? -1)).values).toEqual(
    Float64Array.of(-1, 7),
  );
  expect(matrixOfColumns([])).toEqual({ rows: 0, columns: 0, values: new Float64Array(0) });
});

test('rows of a matrix come in the order asked for, one as often as it is', () => {
  expect(rowsOf(matrix, Uint32Array.of(2, 0, 2))).toEqual({
    rows: 3,
    columns: 2,
    values: Float64Array.of(5, 6, 1, 2, 5, 6),
  });
  expect(rowsOf(matrix, new Uint32Array(0))).toEqual({ rows: 0, columns: 2, values: new Float64Array(0) });
});

test('rows of several matrices come one matrix after the other', () => {
  const other = { rows: 1, columns: 2, values: Float64Array.of(7, 8) };
  expect(stackRows([matrix, other])).toEqual({
    rows: 4,
    columns: 2,
    values: Float64Array.of(1, 2, 3, 4, 5, 6, 7, 8),
  });
  expect(stackRows([])).toEqual({ rows: 0, columns: 0, values: new Float64Array(0) });
});

test('one column of a matrix is a matrix', () => {
  expect(oneColumn(matrix, 1)).toEqual({ rows: 3, columns: 1, values: Float64Array.of(2, 4, 6) });
});

test('a matrix with a gap is refused by its place', () => {
  expect(() => refuseGaps(matrix)).not.toThrow();
  const values = Float64Array.of(1, 2, 3, Number.NEGATIVE_INFINITY, 5, 6);
  expect(() => refuseGaps({ ...matrix, values })).toThrow('row 1, column 1 is -Infinity');
});
