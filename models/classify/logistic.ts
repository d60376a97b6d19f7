import { solvePositive } from '../numeric/cholesky.ts';
import { type Matrix, rowsOf } from '../numeric/matrix.ts';

export interface Logistic {
  readonly intercept: number;
  /** per column */
  readonly weights: Float64Array;
  readonly converged: boolean;
}

/** 1 / (1 + e^−z) */
export const sigmoid = (z: number): number =>
  z >= 0 ? 1 / (1 + Math.exp(-z)) : Math.exp(z) / (1 + Math.exp(z));

/**
 * Logistic regression by iteratively reweighted least squares, with the penalty ½ l2 Σ w² (not on the intercept), the same as scikit-learn's
 * C = 1 / l2. With l2 of 0 and separable labels there is no maximum; then `converged` is false, and intercept and weights are where the
 * search stopped after at most 50 steps: they rank the rows, but their size means nothing. A NaN in the matrix makes all of them NaN. Of many rows a sample is fitted
 * first, to begin near the end.
 *
 * Source: Hastie, Tibshirani & Friedman (2009), The Elements of Statistical Learning, section 4.4.1.
 */
export function fitLogistic(matrix: Matrix, labels: Uint8Array, l2 = 1): Logistic {
  const { rows, columns, values } = matrix;
  const size = columns + 1;
  let beta = startOf(matrix, labels, l2);
  let deviance = Number.POSITIVE_INFINITY;
  let converged = false;
  for (let iteration = 0; iteration < 50 && !converged; iteration++) {
    const hessian = new Float64Array(size * size);
    const gradient = new Float64Array(size);
    for (let i = 0, from = 0; i < rows; i++, from += columns) {
      const p = sigmoid(linear(beta, values, from, columns));
      const weight = p * (1 - p);
      const residual = (labels[i] as number) - p;
      gradient[columns] = (gradient[columns] as number) + residual;
      hessian[size * size - 1] = (hessian[size * size - 1] as number) + weight;
      for (let a = 0; a < columns; a++) {
        const va = values[from + a] as number;
        if (va === 0) continue;
        gradient[a] = (gradient[a] as number) + residual * va;
        const wa = weight * va;
        for (let b = a; b < columns; b++) {
          const at = a * size + b;
          hessian[at] = (hessian[at] as number) + wa * (values[from + b] as number);
        }
        const at = a * size + columns;
        hessian[at] = (hessian[at] as number) + wa;
      }
    }
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
    // halve the step until the penalised deviance does not rise
    for (let half = 1; ; half /= 2) {
      const next = beta.map((one, i) => one + half * (step[i] as number));
      const reached = penalised(next, values, labels, rows, columns, l2);
      if (reached <= deviance * (1 + 1e-12) || half < 1e-4) {
        converged = deviance - reached < 1e-10 * (Math.abs(reached) + 0.1);
        beta = next;
        deviance = reached;
        break;
      }
    }
  }
  // without a penalty, labels that a line parts have no maximum: the fit goes on for ever
  const isParted = l2 === 0 && deviance < 1e-4 * rows;
  const isWild = beta.some((one) => !Number.isFinite(one) || Math.abs(one) > 1e3);
  return {
    intercept: beta[columns] as number,
    weights: beta.slice(0, columns),
    converged: converged && !isWild && !isParted,
  };
}

const manyRows = 40_000;

/** Where the search begins: at nothing, or at the fit of an even sample. */
function startOf(matrix: Matrix, labels: Uint8Array, l2: number): Float64Array {
  const { rows, columns } = matrix;
  const beta = new Float64Array(columns + 1);
  if (rows <= manyRows) return beta;
  const every = Math.ceil((4 * rows) / manyRows);
  const picked = Uint32Array.from({ length: Math.floor(rows / every) }, (_, i) => i * every);
  const fitted = fitLogistic(
    rowsOf(matrix, picked),
    Uint8Array.from(picked, (row) => labels[row] as number),
    l2,
  );
  if (!fitted.converged) return beta;
  beta.set(fitted.weights);
  beta[columns] = fitted.intercept;
  return beta;
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
  for (let i = 0; i < rows; i++) {
    const z = linear(beta, values, i * columns, columns);
    const signed = labels[i] === 1 ? -z : z;
    sum += Math.max(signed, 0) + Math.log1p(Math.exp(-Math.abs(signed)));
  }
  for (let c = 0; c < columns; c++) sum += 0.5 * l2 * (beta[c] as number) ** 2;
  return sum;
}
