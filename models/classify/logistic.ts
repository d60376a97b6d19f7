import { solvePositive } from '../numeric/cholesky.ts';
import { lossOfLogOdds, sigmoid } from '../numeric/logisticFunctions.ts';
import { type Matrix, rowsOf } from '../numeric/matrix.ts';

export interface Logistic {
  readonly intercept: number;
  /** per column */
  readonly weights: Float64Array;
  readonly converged: boolean;
}

/**
 * Logistic regression by iteratively reweighted least squares, with the penalty ½ l2 Σ w² (not on the intercept), the
 * same as scikit-learn's C = 1 / l2. With l2 of 0 and separable labels there is no maximum; then `converged` is false,
 * and intercept and weights are where the search stopped after at most 50 steps: they rank the rows, but their size
 * means nothing. It is false too where no step leads down; then they are where the loss was least. A NaN in the matrix
 * makes all of them NaN. Of many rows a sample is fitted first, to begin near the end; `start` is where to begin
 * otherwise.
 *
 * Source: Hastie, Tibshirani & Friedman (2009), The Elements of Statistical Learning, section 4.4.1.
 */
export function fitLogistic(
  matrix: Matrix,
  labels: Uint8Array,
  l2 = 1,
  start: Pick<Logistic, 'intercept' | 'weights'> = startOf(matrix, labels, l2),
): Logistic {
  const { rows, columns, values } = matrix;
  const size = columns + 1;
  let beta = Float64Array.of(...start.weights, start.intercept);
  let loss = penalised(beta, values, labels, rows, columns, l2);
  let converged = false;
  for (let iteration = 0; iteration < 50 && !converged; iteration++) {
    const hessian = new Float64Array(size * size);
    const gradient = new Float64Array(size);
    addRows(hessian, gradient, matrix, labels, beta);
    for (let a = 0; a < columns; a++) {
      gradient[a] = (gradient[a] as number) - l2 * (beta[a] as number);
      hessian[a * size + a] = (hessian[a * size + a] as number) + l2;
    }
    for (let a = 0; a < size; a++) {
      // a column that is constant, or a mix of others, gets a breath of penalty
      hessian[a * size + a] = (hessian[a * size + a] as number) * (1 + 1e-10) + 1e-10;
      for (let b = 0; b < a; b++) hessian[a * size + b] = hessian[b * size + a] as number;
    }
    const step = solvePositive(hessian, gradient);
    let [share, next, reached, isWorse] = [2, beta, loss, true];
    while (isWorse && share > shortestStep) {
      share /= 2;
      next = beta.map((one, i) => one + share * (step[i] as number));
      reached = penalised(next, values, labels, rows, columns, l2);
      isWorse = reached > loss * (1 + 1e-12);
    }
    if (isWorse) break;
    converged = loss - reached < 1e-10 * (Math.abs(reached) + 0.1);
    [beta, loss] = [next, reached];
  }
  // without a penalty, labels that a line parts have no maximum: the fit goes on for ever
  const isParted = l2 === 0 && loss < 1e-4 * rows;
  const isWild = beta.some((one) => !Number.isFinite(one) || Math.abs(one) > 1e3);
  return {
    intercept: beta[columns] as number,
    weights: beta.slice(0, columns),
    converged: converged && !isWild && !isParted,
  };
}

/** Steps are halved until the penalised loss does not rise; where it still does below this share, the search ends. */
const shortestStep = 1e-4;

/** Rows that are added to the Hessian at once. */
const together = 4;

/** Adds the rows to the upper half of the Hessian, and to the gradient; the intercept is the last of either. */
function addRows(
  hessian: Float64Array,
  gradient: Float64Array,
  { rows, columns, values }: Matrix,
  labels: Uint8Array,
  beta: Float64Array,
): void {
  const size = columns + 1;
  const weight = new Float64Array(together);
  const residual = new Float64Array(together);
  for (let first = 0; first < rows; first += together) {
    // past the end the last row is taken again, with no weight
    const from = (k: number) => Math.min(first + k, rows - 1) * columns;
    const [from0, from1, from2, from3] = [from(0), from(1), from(2), from(3)];
    for (let k = 0; k < together; k++) {
      const isRow = first + k < rows;
      const p = isRow ? sigmoid(linear(beta, values, from(k), columns)) : 0;
      const [w, r] = isRow ? [p * (1 - p), (labels[first + k] as number) - p] : [0, 0];
      weight[k] = w;
      residual[k] = r;
      gradient[columns] = (gradient[columns] as number) + r;
      hessian[size * size - 1] = (hessian[size * size - 1] as number) + w;
    }
    const [w0, w1, w2, w3] = weight as unknown as [number, number, number, number];
    const [r0, r1, r2, r3] = residual as unknown as [number, number, number, number];
    for (let a = 0; a < columns; a++) {
      const v0 = values[from0 + a] as number;
      const v1 = values[from1 + a] as number;
      const v2 = values[from2 + a] as number;
      const v3 = values[from3 + a] as number;
      if (v0 === 0 && v1 === 0 && v2 === 0 && v3 === 0) continue;
      gradient[a] = (gradient[a] as number) + r0 * v0 + r1 * v1 + r2 * v2 + r3 * v3;
      const [a0, a1, a2, a3] = [w0 * v0, w1 * v1, w2 * v2, w3 * v3];
      const row = a * size;
      for (let b = a; b < columns; b++)
        hessian[row + b] =
          (hessian[row + b] as number) +
          a0 * (values[from0 + b] as number) +
          a1 * (values[from1 + b] as number) +
          a2 * (values[from2 + b] as number) +
          a3 * (values[from3 + b] as number);
      hessian[row + columns] = (hessian[row + columns] as number) + a0 + a1 + a2 + a3;
    }
  }
}

const manyRows = 40_000;

/** Where the search begins: at nothing, or at the fit of an even sample. */
function startOf(matrix: Matrix, labels: Uint8Array, l2: number): Pick<Logistic, 'intercept' | 'weights'> {
  const { rows, columns } = matrix;
  const nothing = { intercept: 0, weights: new Float64Array(columns) };
  if (rows <= manyRows) return nothing;
  const every = Math.ceil((4 * rows) / manyRows);
  const picked = Uint32Array.from({ length: Math.floor(rows / every) }, (_, i) => i * every);
  const fitted = fitLogistic(
    rowsOf(matrix, picked),
    Uint8Array.from(picked, (row) => labels[row] as number),
    l2,
  );
  return fitted.converged ? fitted : nothing;
}

function linear(beta: Float64Array, values: Float64Array, from: number, columns: number): number {
  let sum = beta[columns] as number;
  for (let c = 0; c < columns; c++) sum += (beta[c] as number) * (values[from + c] as number);
  return sum;
}

function penalised(
  beta: Float64Array,
  values: Float64Array,
  labels: Uint8Array,
  rows: number,
  columns: number,
  l2: number,
): number {
  let sum = 0;
  for (let i = 0; i < rows; i++)
    sum += lossOfLogOdds(linear(beta, values, i * columns, columns), labels[i] as number);
  for (let c = 0; c < columns; c++) sum += 0.5 * l2 * (beta[c] as number) ** 2;
  return sum;
}
