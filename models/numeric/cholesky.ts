/**
 * The solution of a x = b for a symmetric positive definite matrix, row-major. A pivot that is not positive counts as
 * infinite: its unknown is 0.
 *
 * Source: Golub & Van Loan (2013), Matrix Computations, section 4.2.
 */
export function solvePositive(a: Float64Array, b: Float64Array): Float64Array {
  const n = b.length;
  const l = new Float64Array(n * n);
  for (let i = 0; i < n; i++)
    for (let j = 0; j <= i; j++) {
      let sum = a[i * n + j] as number;
      for (let k = 0; k < j; k++) sum -= (l[i * n + k] as number) * (l[j * n + k] as number);
      if (i === j) l[i * n + i] = sum > 0 ? Math.sqrt(sum) : Number.POSITIVE_INFINITY;
      else l[i * n + j] = sum / (l[j * n + j] as number);
    }
  const x = Float64Array.from(b);
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < i; k++) x[i] = (x[i] as number) - (l[i * n + k] as number) * (x[k] as number);
    x[i] = (x[i] as number) / (l[i * n + i] as number);
  }
  for (let i = n - 1; i >= 0; i--) {
    for (let k = i + 1; k < n; k++) x[i] = (x[i] as number) - (l[k * n + i] as number) * (x[k] as number);
    x[i] = (x[i] as number) / (l[i * n + i] as number);
  }
  return x;
}

/** The inverse of a symmetric positive definite matrix of n rows, row-major, column by column. */
export function invertPositive(a: Float64Array, n: number): Float64Array {
  const inverse = new Float64Array(n * n);
  for (let column = 0; column < n; column++) {
    const unit = new Float64Array(n);
    unit[column] = 1;
    solvePositive(a, unit).forEach((value, row) => (inverse[row * n + column] = value));
  }
  return inverse;
}
