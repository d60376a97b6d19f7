import { gaussLegendre } from '../numeric/gaussLegendre.ts';
import { type LifetimeFormula, lifetimeForecast } from './lifetimeForecast.ts';
import type { PurchaseStates } from './states.ts';

const { points, weights } = gaussLegendre(8);

/**
 * The purchases expected of each state in (T, T + t], each discounted from its time back to T at the continuous rate
 * `discount` per unit of time (for a yearly rate d, ln(1 + d) / 365.25 a day): discounted expected residual
 * transactions with an end. By parts, ∫ e^(−δu) dE(u) = e^(−δt) E(t) + δ ∫ e^(−δu) E(u) du, so that only the
 * correction is left to quadrature: over v with u = t v², since E rises fast at first.
 *
 * Source: Fader, Hardie & Lee (2005), RFM and CLV, J. of Marketing Research 42(4), eq. 2, for what is computed.
 */
export function discountedPurchases(
  formula: LifetimeFormula,
  states: PurchaseStates,
  t: number,
  discount: number,
): Float64Array {
  const { expected } = lifetimeForecast(formula, states, t);
  if (!(discount > 0 && t > 0)) return expected;
  const end = Math.exp(-discount * t);
  const discounted = expected.map((one) => one * end);
  points.forEach((point, i) => {
    const v = (1 + point) / 2;
    const u = t * v * v;
    const weight = discount * t * v * (weights[i] as number) * Math.exp(-discount * u);
    const until = lifetimeForecast(formula, states, u).expected;
    for (let j = 0; j < discounted.length; j++)
      discounted[j] = (discounted[j] as number) + weight * (until[j] as number);
  });
  return discounted;
}
