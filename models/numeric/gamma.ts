const shift = 10;

/**
 * The natural logarithm of Γ(x) for x > 0; x of 0 gives Infinity. The error is within 1e-14, or 1e-14 of the value
 * where that is larger: near 1 and 2, where it is 0, it is not relative. By Stirling's series after the argument was
 * moved up to at least ten.
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
  return (z - 0.5) * Math.log(z) - z + halfLogTwoPi + stirlingRest(z) - Math.log(product);
}

const halfLogTwoPi = 0.5 * Math.log(2 * Math.PI);

/** What Stirling's formula leaves of the logarithm of Γ(z), z of at least ten. */
function stirlingRest(z: number): number {
  const w = 1 / (z * z);
  return (1 / 12 - w * (1 / 360 - w * (1 / 1260 - w * (1 / 1680 - w * (1 / 1188 - (w * 691) / 360360))))) / z;
}

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

/**
 * The natural logarithm of the beta function, for positive arguments. Where one is large, what the logarithms of Γ have
 * in common is taken out before it is subtracted: the error is within 1e-14, or 1e-15 of the value where that is larger.
 *
 * Source: Didonato & Morris (1992), Algorithm 708, ACM TOMS 18(3), for the differences of Stirling's formula.
 */
export function logBeta(a: number, b: number): number {
  const [less, more] = a < b ? [a, b] : [b, a];
  const sum = less + more;
  if (more < shift) return logGamma(less) + logGamma(more) - logGamma(sum);
  const ofLess =
    less < shift
      ? logGamma(less) + less - less * Math.log(sum)
      : less * Math.log(less / sum) - 0.5 * Math.log(less) + halfLogTwoPi + stirlingRest(less);
  return ofLess + (more - 0.5) * Math.log1p(-less / sum) + stirlingRest(more) - stirlingRest(sum);
}
