import { pearson, spearman } from '../numeric/correlation.ts';
import { digamma, logGamma } from '../numeric/gamma.ts';
import { type Edge, searchLogs } from './logSearch.ts';

/** What customers spend: x transactions each (at least one) of mean value z > 0. */
export interface Spending {
  readonly x: Float64Array;
  readonly z: Float64Array;
}

/** p: shape of a customer's transaction values; q, v: the gamma distribution of their scales; v in money. */
export interface GammaGammaParameters {
  readonly p: number;
  readonly q: number;
  readonly v: number;
}

export interface GammaGamma {
  readonly parameters: GammaGammaParameters;
  readonly logLikelihood: number;
  readonly converged: boolean;
  readonly customers: number;
  /** the model takes how often and how much for unrelated: correlations of x and z, by value and by rank */
  readonly independence: { readonly pearson: number; readonly spearman: number };
}

/**
 * The log-likelihood of the gamma-gamma model; `gradient`, if given, gets its derivatives by p, q and v.
 *
 * Source: Fader & Hardie (2013), The Gamma-Gamma Model of Monetary Value, eq. 1a.
 */
export function gammaGammaLogLikelihood(
  { p, q, v }: GammaGammaParameters,
  { x, z }: Spending,
  gradient?: Float64Array,
): number {
  const known = new Map<number, readonly [number, number, number]>();
  const atX = (xi: number) => {
    let one = known.get(xi);
    if (!one) {
      const psi = gradient ? digamma(p * xi + q) : 0;
      one = [
        logGamma(p * xi + q) - logGamma(p * xi) + p * xi * Math.log(xi),
        gradient ? xi * (psi - digamma(p * xi) + Math.log(xi)) : 0,
        psi,
      ];
      known.set(xi, one);
    }
    return one;
  };
  const n = x.length;
  let total = n * (q * Math.log(v) - logGamma(q));
  let [gp, gq, gv] = [0, n * (Math.log(v) - digamma(q)), (n * q) / v];
  for (let i = 0; i < n; i++) {
    const [xi, zi] = [x[i], z[i]] as [number, number];
    const [head, slopeP, slopeQ] = atX(xi);
    const logZ = Math.log(zi);
    const rest = v + xi * zi;
    const logRest = Math.log(rest);
    total += head + (p * xi - 1) * logZ - (p * xi + q) * logRest;
    gp += slopeP + xi * (logZ - logRest);
    gq += slopeQ - logRest;
    gv -= (p * xi + q) / rest;
  }
  gradient?.set([gp, gq, gv]);
  return total;
}

/** v in units of the mean value: where all spend alike, q and v run off. */
const edge: Edge = { low: -12, high: 12 };

/**
 * The most likely parameters; customers without a transaction or with a value that is not positive are left out.
 * @throws RangeError where nobody is left
 */
export function fitGammaGamma(spending: Spending): GammaGamma {
  const counts = Array.from(spending.x, (xi, i) => (xi > 0 && (spending.z[i] as number) > 0 ? i : -1));
  const kept = Uint32Array.from(counts.filter((i) => i >= 0));
  if (kept.length === 0) throw new RangeError('nobody has a repeat transaction of a positive value');
  const x = Float64Array.from(kept, (i) => spending.x[i] as number);
  const z = Float64Array.from(kept, (i) => spending.z[i] as number);
  const unit = z.reduce((sum, one) => sum + one, 0) / z.length;
  const scaled = { x, z: z.map((one) => one / unit) };
  const parametersOf = ([p = 1, q = 1, v = 1]: readonly number[], of = 1) => ({ p, q, v: v * of });
  const best = searchLogs(
    (values, gradient) => gammaGammaLogLikelihood(parametersOf(values), scaled, gradient),
    x.length,
    { at: Float64Array.of(3, 3, 0.7).map(Math.log), held: [] },
    edge,
  );
  const parameters = parametersOf(Array.from(best.at, Math.exp), unit);
  return {
    parameters,
    logLikelihood: gammaGammaLogLikelihood(parameters, { x, z }),
    converged: best.converged,
    customers: x.length,
    independence: { pearson: pearson(x, z), spearman: spearman(x, z) },
  };
}

/**
 * The mean value of a transaction to expect of each customer: their own mean, drawn towards that of all. NaN where
 * p x + q ≤ 1, when the mean does not exist.
 *
 * Source: Fader & Hardie (2013), eq. 5.
 */
export const expectedTransactionValue = (
  { p, q, v }: GammaGammaParameters,
  { x, z }: Spending,
): Float64Array =>
  x.map((xi, i) => {
    const total = xi > 0 ? xi * (z[i] as number) : 0;
    return p * xi + q > 1 ? (p * (v + total)) / (p * xi + q - 1) : Number.NaN;
  });
