/**
 * The chance that a standard normal variate is above z; of full relative precision in the upper tail.
 *
 * Source: Marsaglia (2004), Evaluating the Normal Distribution, J. Statistical Software 11(4), for the middle;
 * Abramowitz & Stegun (1964), 26.2.14, for the tails.
 */
export function normalAbove(z: number): number {
  if (z < 0) return 1 - normalAbove(-z);
  const density = Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
  if (z > 4) {
    let fraction = z;
    for (let n = 80; n > 0; n--) fraction = z + n / fraction;
    return density / fraction;
  }
  let [term, sum] = [z, z];
  for (let i = 3; Math.abs(term) > 1e-17 * sum; i += 2) {
    term *= (z * z) / i;
    sum += term;
  }
  return 0.5 - density * sum;
}

/**
 * The value that a standard normal variate is below with chance p, 1e-300 ≤ p < 1: `normalQuantile(.975)` is 1.96. A
 * small p is met to full precision; one near 1 is only as precise as 1 − p is.
 */
export function normalQuantile(p: number): number {
  const above = Math.min(p, 1 - p);
  let z = above < 0.1 ? Math.sqrt(-2 * Math.log(above)) : 0;
  // Newton's method in the logarithm of the tail, which is concave: it cannot run off
  for (let step = 0; step < 60; step++) {
    const tail = normalAbove(z);
    const density = Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
    const move = (Math.log(tail / above) * tail) / density;
    z += move;
    if (Math.abs(move) < 1e-13) break;
  }
  return p < 0.5 ? -z : z;
}
