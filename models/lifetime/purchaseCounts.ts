import { gaussLegendre } from '../numeric/gaussLegendre.ts';
import {
  betaGeometricFormOf,
  type LifetimeFormula,
  lettersOf,
  lifetimeForecast,
} from './lifetimeForecast.ts';

/** One state of `PurchaseStates`. */
interface PurchaseState {
  readonly x: number;
  readonly tx: number;
  readonly T: number;
}

/** Chances below this are not followed further. */
const negligible = 1e-6;
/** Nor are numbers beyond this. */
const mostCounted = 100_000;
/** What weights are divided by before they overflow. */
const rescale = 1e250;
const { points, weights } = gaussLegendre(16);

/**
 * P(X ≥ n) for n = 0, 1, 2 …, X being the purchases in (T, T + t] of a customer who is there at T; it ends where the
 * chance is negligible, or at a hundred thousand (ticks of the clock, where purchases are regular), as which all more
 * count. With P(alive) it gives the whole distribution, where `lifetimeForecast` gives the mean alone.
 *
 * Beta-geometric: the n-th purchase happens if the clock has ticked often enough and the customer has stayed after the
 * n − 1 before it. Pareto/NBD: negative binomial over what is left of the customer's time, which is Pareto.
 *
 * Source: the models of `lifetimeForecast`.
 */
export function purchasesAtLeast(
  formula: LifetimeFormula,
  { x, tx, T }: PurchaseState,
  t: number,
): Float64Array {
  const of = lettersOf(formula);
  switch (formula.name) {
    case 'none':
    case 'past_rate': {
      const state = { x: Float64Array.of(x), tx: Float64Array.of(tx), T: Float64Array.of(T) };
      return atLeast(poisson(lifetimeForecast(formula, state, t).expected[0] as number));
    }
    case 'nbd':
      return atLeast(negativeBinomial(of('r') + x, t / (of('alpha') + T + t)));
    case 'pareto-nbd':
      return whileThere(of('r') + x, of('alpha') + T, of('s'), of('beta') + T, t);
    default: {
      const { k, leavesAtOnce } = betaGeometricFormOf(formula);
      const [s, alphaT, a] = [of('r') + k * x, of('alpha') + T, of('a')];
      const stays = of('b') + x + (leavesAtOnce ? 1 : 0);
      const z = (T - tx) / alphaT;
      const q = t / (alphaT + t);
      let chances: Float64Array = new Float64Array(1);
      let [ticks, survival] = [1, 0];
      for (let done = 0; done < k; done++) {
        if (done > 0) ticks *= ((s + done - 1) / done) * z;
        if (!(ticks > 0)) break;
        survival += ticks;
        const enough = atLeast(negativeBinomial(s + done, q));
        const purchases = Math.floor((enough.length - 1 + done) / k);
        chances = longer(chances, purchases + 1);
        for (let n = 0; n <= purchases; n++)
          chances[n] = (chances[n] as number) + ticks * (enough[Math.max(0, n * k - done)] as number);
      }
      let there = 1;
      for (let n = 0; n < chances.length; n++) {
        chances[n] = ((chances[n] as number) / survival) * there;
        if (n > 0) there *= (stays + n - 1) / (a + stays + n - 1);
      }
      return chances;
    }
  }
}

function whileThere(s: number, alphaT: number, leaving: number, betaT: number, t: number): Float64Array {
  const mixed = atLeast(negativeBinomial(s, t / (alphaT + t)));
  const staysAll = Math.exp(-leaving * Math.log1p(t / betaT));
  for (let n = 0; n < mixed.length; n++) mixed[n] = (mixed[n] as number) * staysAll;
  const half = Math.log1p(t / betaT) / 2;
  for (let i = 0; i < points.length; i++) {
    // u = ln(1 + τ / betaT): its density is exponential with rate `leaving`
    const u = half * (1 + (points[i] as number));
    const tau = betaT * Math.expm1(u);
    const chance = half * (weights[i] as number) * leaving * Math.exp(-leaving * u);
    const enough = atLeast(negativeBinomial(s, tau / (alphaT + tau)));
    for (let n = 0; n < Math.min(enough.length, mixed.length); n++)
      mixed[n] = (mixed[n] as number) + chance * (enough[n] as number);
  }
  // quadrature is not exact where leaving is quick: somebody always buys at least nothing
  mixed[0] = 1;
  return mixed;
}

/** Chances of 0, 1, 2 … successes. */
const negativeBinomial = (shape: number, q: number) =>
  chancesBy((m) => ((shape + m - 1) / m) * q, shape * Math.log1p(-q));

const poisson = (mean: number) => chancesBy((m) => mean / m, -mean);

/**
 * Chances of 0, 1, 2 … by the ratio of each to the one before; the last is that of so many or more where numbers were
 * followed no further. Relative weights are rescaled before they overflow.
 *
 * @param logNone logarithm of the chance of 0
 */
function chancesBy(ratio: (m: number) => number, logNone: number): number[] {
  const chances = [1];
  let [weight, total, rescaled] = [1, 1, 0];
  for (let m = 1; m < mostCounted; m++) {
    const factor = ratio(m);
    weight *= factor;
    total += weight;
    chances.push(weight);
    if (total > rescale) {
      for (let i = 0; i < chances.length; i++) chances[i] = (chances[i] as number) / rescale;
      weight /= rescale;
      total /= rescale;
      rescaled++;
    }
    if (factor < 1 && weight < negligible * (1 - factor) * total) return chances.map((one) => one / total);
  }
  const seen = Math.min(1, Math.exp(Math.log(total) + rescaled * Math.log(rescale) + logNone));
  const last = chances.length - 1;
  return chances.map((one, n) => (seen * one) / total + (n === last ? 1 - seen : 0));
}

/** From the chances of each number to those of at least so many. */
function atLeast(chances: readonly number[]): Float64Array {
  const sums = new Float64Array(chances.length);
  let sum = 0;
  for (let n = chances.length - 1; n >= 0; n--) sums[n] = sum += chances[n] as number;
  return sums;
}

function longer(values: Float64Array, length: number): Float64Array {
  if (values.length >= length) return values;
  const longer = new Float64Array(length);
  longer.set(values);
  return longer;
}
