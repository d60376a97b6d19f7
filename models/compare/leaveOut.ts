import { dot } from '../numeric/vectors.ts';

/** A least squares fit: columns of the design with the constant among them, and (X'X)⁻¹, row-major. */
export interface Fitted {
  readonly design: readonly Float64Array[];
  readonly outcome: Float64Array;
  readonly inverse: Float64Array;
  readonly coefficients: Float64Array;
}

/** What becomes of each coefficient without some rows. */
export interface LeftOut {
  /** by how much it falls */
  readonly fall: Float64Array;
  /** by how much its variance grows, over that of the errors */
  readonly growth: Float64Array;
}

/** A row that is nearer to its fitted value than this is fitted exactly: without it nothing tells the coefficients. */
const leastFreedom = 1e-9;

/**
 * The coefficients without some rows, that are taken out one after another: a row x of the leverage h = x'u and the
 * error e takes u e / (1 - h) off them and adds u u' / (1 - h) to the inverse, where u is the inverse times x.
 *
 * Source: Belsley, Kuh & Welsch (1980), Regression Diagnostics, section 2.1.
 */
export function leaveOut(
  { design, outcome, inverse, coefficients }: Fitted,
  rows: readonly number[],
): LeftOut {
  const size = design.length;
  const [fall, growth] = [new Float64Array(size), new Float64Array(size)];
  let left = inverse;
  for (const [i, row] of rows.entries()) {
    const x = Float64Array.from(design, (column) => column[row] as number);
    const u = times(left, x);
    const freedom = 1 - dot(x, u);
    const error = (outcome[row] as number) - dot(coefficients, x) + dot(fall, x);
    const share = 1 / Math.max(freedom, leastFreedom);
    for (let j = 0; j < size; j++) {
      fall[j] = (fall[j] as number) + (u[j] as number) * error * share;
      growth[j] = (growth[j] as number) + (u[j] as number) ** 2 * share;
    }
    if (freedom < leastFreedom || i === rows.length - 1) break;
    left = left.map(
      (one, at) => one + (u[Math.floor(at / size)] as number) * (u[at % size] as number) * share,
    );
  }
  return { fall, growth };
}

/** A square matrix, row-major, times a vector. */
export const times = (matrix: Float64Array, vector: Float64Array): Float64Array =>
  vector.map((_, i) => dot(matrix.subarray(i * vector.length, (i + 1) * vector.length), vector));
