import { digamma, logGamma } from '../numeric/gamma.ts';
import type { Forecast } from './forecast.ts';
import type { PurchaseStates } from './states.ts';

/** Gamma-distributed purchase rates; nobody ever leaves. α in the unit of T. */
export interface NbdParameters {
  readonly r: number;
  readonly alpha: number;
}

/**
 * The log-likelihood of the NBD model over states, weighted by their counts; `gradient`, if given, gets its derivatives
 * by r and α. It is the plain bar for models in which customers leave.
 *
 * Source: Ehrenberg (1959), The Pattern of Consumer Purchases, Applied Statistics 8(1).
 */
export function nbdLogLikelihood(
  { r, alpha }: NbdParameters,
  { x, T, count }: PurchaseStates,
  gradient?: Float64Array,
): number {
  const logGammaR = logGamma(r);
  const psiR = digamma(r);
  const logAlpha = Math.log(alpha);
  let [total, gr, gAlpha] = [0, 0, 0];
  let [last, head, slopeR] = [-1, 0, 0];
  for (let i = 0; i < x.length; i++) {
    const xi = x[i] as number;
    if (xi !== last) {
      last = xi;
      head = logGamma(r + xi) - logGammaR + r * logAlpha;
      slopeR = gradient ? digamma(r + xi) - psiR + logAlpha : 0;
    }
    const weight = count ? (count[i] as number) : 1;
    const alphaT = alpha + (T[i] as number);
    const logT = Math.log(alphaT);
    total += weight * (head - (r + xi) * logT);
    gr += weight * (slopeR - logT);
    gAlpha += weight * (r / alpha - (r + xi) / alphaT);
  }
  gradient?.set([gr, gAlpha]);
  return total;
}

/** Everyone is there; purchases in t are expected at the rate that the state suggests. */
export function nbdForecast({ r, alpha }: NbdParameters, { x, T }: PurchaseStates, t: number): Forecast {
  return {
    pAlive: new Float64Array(x.length).fill(1),
    expected: x.map((xi, i) => (t * (r + xi)) / (alpha + (T[i] as number))),
  };
}
