import { digamma, logGamma } from '../numeric/gamma.ts';
import { gaussLegendre } from '../numeric/gaussLegendre.ts';
import { sigmoid } from '../numeric/logisticFunctions.ts';
import type { Forecast } from './forecast.ts';
import type { PurchaseStates } from './states.ts';

/** r, α: the gamma distribution of purchase rates; s, β: that of the rates of leaving. α and β in the unit of T. */
export interface ParetoNbdParameters {
  readonly r: number;
  readonly alpha: number;
  readonly s: number;
  readonly beta: number;
}

/**
 * Points for a panel over which the integrand's logarithm falls by at most `drop` and u runs at most `length`,
 * ascending: each errs by less than 1e-12 there, since the nearest singularity of the integrand lies π beside the real
 * line of u.
 */
const narrower = [
  { drop: 4, length: 2, ...gaussLegendre(8) },
  { drop: 9, length: 3.2, ...gaussLegendre(12) },
];
const widest = { drop: 18, length: 6, ...gaussLegendre(16) };

function ruleFor(drop: number, length: number): typeof widest {
  for (const rule of narrower) if (drop <= rule.drop && length <= rule.length) return rule;
  return widest;
}

/** what is smaller than the peak by more than e^36 does not count in a double */
const negligible = 36;

/**
 * What is integrated of the density of leaving at τ in (t_x, T]: the logarithm of its integral, and, where asked for,
 * the means that its derivatives need.
 */
interface Leaving {
  logIntegral: number;
  logAlpha: number;
  logBeta: number;
  perAlpha: number;
  perBeta: number;
}

/**
 * ∫ (α + τ)^−(r+x) (β + τ)^−(s+1) dτ over t_x to T, by quadrature in the logarithm of the smaller of (α + τ, β + τ).
 * There the integrand is log-concave, so its peak and the range that counts are found at once; all terms are positive,
 * where the usual difference of two Gaussian hypergeometric functions cancels and overflows.
 */
function leaving(
  p: ParetoNbdParameters,
  x: number,
  tx: number,
  T: number,
  withSlopes: boolean,
  into: Leaving,
): void {
  const { alpha, beta } = p;
  const alphaIsSmall = alpha <= beta;
  const small = Math.min(alpha, beta);
  const distance = Math.abs(alpha - beta);
  const powerSmall = alphaIsSmall ? p.r + x : p.s + 1;
  const powerLarge = alphaIsSmall ? p.s + 1 : p.r + x;
  const from = Math.log(small + tx);
  let to = Math.log(small + T);
  const eFrom = small + tx;
  let eTo = small + T;
  // where the slope is zero; powerSmall + powerLarge > 1
  const peakAt = powerSmall < 1 ? ((1 - powerSmall) * distance) / (powerLarge + powerSmall - 1) : 0;
  const ePeak = Math.min(Math.max(peakAt, eFrom), eTo);
  const peak = logDensity(Math.log(ePeak), powerSmall, distance + ePeak, powerLarge);
  let drop = peak - logDensity(to, powerSmall, distance + eTo, powerLarge);
  // the tangent of a concave function lies above it: each step stays beyond the range that counts
  for (let step = 0; step < 12 && drop > negligible + 4; step++) {
    to += (negligible - drop) / (powerSmall - 1 + (powerLarge * eTo) / (distance + eTo));
    eTo = Math.exp(to);
    drop = peak - logDensity(to, powerSmall, distance + eTo, powerLarge);
  }
  const panels = Math.max(1, Math.ceil(Math.max(drop / widest.drop, (to - from) / widest.length)));
  const { points, weights } = ruleFor(drop, to - from);
  const half = (to - from) / panels / 2;
  let [sum, sumLogSmall, sumLogLarge, sumPerSmall, sumPerLarge] = [0, 0, 0, 0, 0];
  for (let panel = 0; panel < panels; panel++) {
    const middle = from + half * (2 * panel + 1);
    const eMiddle = Math.exp(middle);
    // points lie in pairs on both sides of the middle
    for (let i = 0; i < points.length / 2; i++) {
      const offset = half * (points[i] as number);
      const factor = Math.exp(offset);
      const weight = weights[i] as number;
      for (let side = 0; side < 2; side++) {
        const u = side === 0 ? middle + offset : middle - offset;
        const e = side === 0 ? eMiddle * factor : eMiddle / factor;
        const logLarge = Math.log(distance + e);
        const value = weight * Math.exp((1 - powerSmall) * u - powerLarge * logLarge - peak);
        sum += value;
        if (!withSlopes) continue;
        sumLogSmall += value * u;
        sumLogLarge += value * logLarge;
        sumPerSmall += value / e;
        sumPerLarge += value / (distance + e);
      }
    }
  }
  into.logIntegral = half > 0 ? peak + Math.log(half * sum) : Number.NEGATIVE_INFINITY;
  if (!withSlopes) return;
  into.logAlpha = (alphaIsSmall ? sumLogSmall : sumLogLarge) / sum;
  into.logBeta = (alphaIsSmall ? sumLogLarge : sumLogSmall) / sum;
  into.perAlpha = (alphaIsSmall ? sumPerSmall : sumPerLarge) / sum;
  into.perBeta = (alphaIsSmall ? sumPerLarge : sumPerSmall) / sum;
}

/** The logarithm of the integrand over u, the logarithm of the smaller of (α + τ, β + τ). */
const logDensity = (u: number, powerSmall: number, large: number, powerLarge: number): number =>
  (1 - powerSmall) * u - powerLarge * Math.log(large);

const scratch = (): Leaving => ({ logIntegral: 0, logAlpha: 0, logBeta: 0, perAlpha: 0, perBeta: 0 });

/**
 * The log-likelihood of the Pareto/NBD model over states, weighted by their counts; `gradient`, if given, gets its
 * derivatives by r, α, s and β.
 *
 * Source: Schmittlein, Morrison & Colombo (1987), Management Science 33(1); Fader & Hardie (2005), A Note on Deriving
 * the Pareto/NBD Model, whose integral over the time of leaving is evaluated as it stands.
 */
export function paretoNbdLogLikelihood(
  p: ParetoNbdParameters,
  { x, tx, T, count }: PurchaseStates,
  gradient?: Float64Array,
): number {
  const { r, alpha, s, beta } = p;
  const atZero = r * Math.log(alpha) + s * Math.log(beta) - logGamma(r);
  const psiR = digamma(r);
  const left = scratch();
  let [total, gr, gAlpha, gs, gBeta] = [0, 0, 0, 0, 0];
  let [last, head, slopeR] = [-1, 0, 0];
  for (let i = 0; i < x.length; i++) {
    const xi = x[i] as number;
    if (xi !== last) {
      last = xi;
      head = atZero + logGamma(r + xi);
      if (gradient) slopeR = digamma(r + xi) - psiR + Math.log(alpha);
    }
    const Ti = T[i] as number;
    leaving(p, xi, tx[i] as number, Ti, gradient !== undefined, left);
    const logAlphaT = Math.log(alpha + Ti);
    const logBetaT = Math.log(beta + Ti);
    const there = -(r + xi) * logAlphaT - s * logBetaT;
    const odds = Math.log(s) + left.logIntegral - there;
    const growth = Math.exp(-Math.abs(odds));
    const weight = count ? (count[i] as number) : 1;
    total += weight * (head + there + Math.max(odds, 0) + Math.log1p(growth));
    if (!gradient) continue;
    const pLeft = odds > 0 ? 1 / (1 + growth) : growth / (1 + growth);
    const stay = 1 - pLeft;
    const gone = pLeft > 0 ? left : empty;
    gr += weight * (slopeR - stay * logAlphaT - pLeft * gone.logAlpha);
    gAlpha += weight * (r / alpha - (r + xi) * (stay / (alpha + Ti) + pLeft * gone.perAlpha));
    gs += weight * (Math.log(beta) - stay * logBetaT + pLeft * (1 / s - gone.logBeta));
    gBeta += weight * (s / beta - (stay * s) / (beta + Ti) - pLeft * (s + 1) * gone.perBeta);
  }
  gradient?.set([gr, gAlpha, gs, gBeta]);
  return total;
}

const empty = scratch();

/**
 * P(alive) and the expected purchases in (T, T + t] of each state. The singularity of the closed form at s = 1 is
 * removed.
 *
 * Source: Fader & Hardie (2005), A Note on Deriving the Pareto/NBD Model, eq. 22 and 41.
 */
export function paretoNbdForecast(p: ParetoNbdParameters, { x, tx, T }: PurchaseStates, t: number): Forecast {
  const { r, alpha, s, beta } = p;
  const pAlive = new Float64Array(x.length);
  const expected = new Float64Array(x.length);
  const left = scratch();
  for (let i = 0; i < x.length; i++) {
    const [xi, Ti] = [x[i], T[i]] as [number, number];
    leaving(p, xi, tx[i] as number, Ti, false, left);
    const there = -(r + xi) * Math.log(alpha + Ti) - s * Math.log(beta + Ti);
    const odds = Math.log(s) + left.logIntegral - there;
    const alive = sigmoid(-odds);
    const shrinks = Math.log1p(-t / (beta + Ti + t));
    const c = s - 1;
    const years = Math.abs(c * shrinks) < 1e-12 ? -shrinks : -Math.expm1(c * shrinks) / c;
    pAlive[i] = alive;
    expected[i] = (alive * (r + xi) * (beta + Ti) * years) / (alpha + Ti);
  }
  return { pAlive, expected };
}
