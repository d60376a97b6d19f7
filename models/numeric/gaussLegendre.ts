/** Points in (−1, 1) and their weights, which sum to two. */
export interface Quadrature {
  readonly points: Float64Array;
  readonly weights: Float64Array;
}

/**
 * Gauss–Legendre quadrature with n points: exact for polynomials up to degree 2n − 1.
 *
 * Source: Abramowitz & Stegun (1964), 25.4.29; roots by Newton's method.
 */
export function gaussLegendre(n: number): Quadrature {
  const points = new Float64Array(n);
  const weights = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    let z = Math.cos((Math.PI * (i + 0.75)) / (n + 0.5));
    let slope = 1;
    for (let step = 0; step < 50; step++) {
      let [p, before] = [1, 0];
      for (let j = 0; j < n; j++) [p, before] = [((2 * j + 1) * z * p - j * before) / (j + 1), p];
      slope = (n * (z * p - before)) / (z * z - 1);
      const move = p / slope;
      z -= move;
      if (Math.abs(move) < 1e-15) break;
    }
    points[i] = z;
    weights[i] = 2 / ((1 - z * z) * slope * slope);
  }
  return { points, weights };
}
