const shift = 10;

/**
 * The natural logarithm of Γ(x) for x > 0; x of 0 gives Infinity. Relative error about 1e-15, by Stirling's series
 * after the argument was moved up to at least ten.
 *
 * Source: Abramowitz & Stegun (1964), 6.1.15 and 6.1.41.
 */
export function logGamma(x: number): number {
  let z = x;
  let product = 1;
  while (z < shift) {
    product *= z;
    z++;
  }
  const w = 1 / (z * z);
  const series =
    (1 / 12 - w * (1 / 360 - w * (1 / 1260 - w * (1 / 1680 - w * (1 / 1188 - (w * 691) / 360360))))) / z;
  return (z - 0.5) * Math.log(z) - z + halfLogTwoPi + series - Math.log(product);
}

const halfLogTwoPi = 0.5 * Math.log(2 * Math.PI);

/**
 * The derivative of log Γ(x) for x > 0.
 *
 * Source: Abramowitz & Stegun (1964), 6.3.5 and 6.3.18.
 */
export function digamma(x: number): number {
  let z = x;
  let sum = 0;
  while (z < shift) {
    sum += 1 / z;
    z++;
  }
  const w = 1 / (z * z);
  const series = w * (1 / 12 - w * (1 / 120 - w * (1 / 252 - w * (1 / 240 - w * (1 / 132)))));
  return Math.log(z) - 0.5 / z - series - sum;
}

/** The natural logarithm of the beta function, for positive arguments. */
export const logBeta = (a: number, b: number): number => logGamma(a) + logGamma(b) - logGamma(a + b);
