import { sigmoid } from '../numeric/logisticFunctions.ts';
import type { BetaGeometricForm, BetaGeometricParameters } from './betaGeometric.ts';
import type { Forecast } from './forecast.ts';
import type { PurchaseStates } from './states.ts';

/**
 * P(alive) and the expected purchases in (T, T + t] of each state, for the beta-geometric models.
 *
 * Purchases are every k-th tick of a process that ticks at the customer's rate. Given the state and being there still,
 * ticks in t are negative binomial, and the n-th next purchase happens if the customer has stayed after the n − 1
 * before it, so the expectation is a sum of positive terms. For k = 1 it equals the closed form with the Gaussian
 * hypergeometric function, and has none of that form's overflow, cancellation or singularity at a = 1.
 *
 * Terms needed grow with t / (α + T): tens where the horizon is no longer than what was observed. Ticks beyond five
 * million count as five million, so that what a customer without a past may do without bound is told too low.
 *
 * Source: the models of `betaGeometricLogLikelihood`; Fader, Hardie & Lee (2005), eq. 10, for the closed form.
 */
export function betaGeometricForecast(
  { r, alpha, a, b }: BetaGeometricParameters,
  { k, leavesAtOnce }: BetaGeometricForm,
  { x, tx, T }: PurchaseStates,
  t: number,
): Forecast {
  const d = leavesAtOnce ? 1 : 0;
  const pAlive = new Float64Array(x.length);
  const expected = new Float64Array(x.length);
  // without regularity, what a customer who is there buys depends on x and T alone: far fewer than the states
  const bought = new Map<number, number>();
  let last = Number.NaN;
  for (let i = 0; i < x.length; i++) {
    const [xi, txi, Ti] = [x[i], tx[i], T[i]] as [number, number, number];
    const s = r + k * xi;
    const z = (Ti - txi) / (alpha + Ti);
    let [ticks, survival] = [1, 1];
    let purchases = 0;
    const q = t / (alpha + Ti + t);
    const stays = b + xi + d;
    if (k === 1 && xi !== last) {
      bought.clear();
      last = xi;
    }
    if (q > 0) {
      const known = k === 1 ? bought.get(Ti) : undefined;
      purchases = known ?? expectedPurchases(s, q, a, stays, k, 0);
      if (k === 1 && known === undefined) bought.set(Ti, purchases);
    }
    for (let j = 1; j < k; j++) {
      ticks *= ((s + j - 1) / j) * z;
      survival += ticks;
      if (q > 0) purchases += ticks * expectedPurchases(s + j, q, a, stays, k, j);
    }
    const left =
      xi + d > 0
        ? Math.log(a / (b + xi - 1 + d)) + s * Math.log((alpha + Ti) / (alpha + txi)) - Math.log(survival)
        : Number.NEGATIVE_INFINITY;
    const alive = sigmoid(-left);
    pAlive[i] = alive;
    expected[i] = (alive * purchases) / survival;
  }
  return { pAlive, expected };
}

/** Ticks that are followed one by one. */
const mostTicks = 5_000_000;

/** What weights are divided by before they overflow. */
const rescale = 1e250;

/**
 * The mean number of purchases of a customer who is there, over negative binomial ticks (shape s, success q), `done` of
 * which count towards the next purchase already. Weights are relative to P(no tick), rescaled before they overflow.
 */
function expectedPurchases(s: number, q: number, a: number, stays: number, k: number, done: number): number {
  let weight = 1;
  let weights = 1;
  let weighted = 0;
  let happening = 1; // P(the customer is there for the next purchase)
  let purchases = 0; // the mean number of purchases after m ticks
  let made = 0;
  let rescaled = 0;
  for (let m = 1; m < mostTicks; m++) {
    const ratio = ((s + m - 1) / m) * q;
    weight *= ratio;
    if ((m + done) % k === 0) {
      purchases += happening;
      happening *= (stays + made) / (a + stays + made);
      made++;
    }
    weights += weight;
    weighted += weight * purchases;
    if (weights > rescale) {
      weight /= rescale;
      weights /= rescale;
      weighted /= rescale;
      rescaled++;
    }
    // what is left is less than a geometric series whose purchases grow by at most one a tick
    if (ratio < 1) {
      const rest = 1 / (1 - ratio);
      if (weight * rest * (purchases + rest) < 1e-13 * weighted) return weighted / weights;
    }
  }
  const logSeen = Math.log(weights) + rescaled * Math.log(rescale) + s * Math.log1p(-q);
  const seen = Math.min(1, Math.exp(logSeen));
  return seen * (weighted / weights) + (1 - seen) * purchases;
}
