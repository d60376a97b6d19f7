import type { GammaGammaParameters } from './gammaGamma.ts';
import type { LifetimeFormula } from './lifetimeForecast.ts';
import { purchasesAtLeast } from './purchaseCounts.ts';
import type { PurchaseStates } from './states.ts';
import { type ValueSpread, valueQuantile, valueSpread } from './valueQuantiles.ts';

/** Quantiles of what customers of each state will spend, over their `scaleOf`. */
export interface ValueIntervals {
  readonly low: Float64Array;
  readonly high: Float64Array;
}

/** T is told apart in so many steps of the longest T, and T − t_x in fewer: the spread hardly changes within one. */
const steps = 32;
const gapSteps = 8;

/**
 * The interval in which a customer of each state will spend with a chance of `confidence`, in (T, T + t]: of what one
 * customer does, not of the mean of many such. Both ends are 0 where a purchase is less likely than
 * (1 − confidence) / 2. `spending` gives the gamma-gamma parameters for a customer of so many purchases, the first
 * included. The spread depends on x, T and (where purchases are regular) T − t_x; P(alive) and spending come in
 * exactly. `longest` is the T whose steps are told apart: with the same one, a state has the same interval whatever
 * other states there are.
 */
export function valueIntervals(
  formula: LifetimeFormula,
  spending: (purchases: number) => GammaGammaParameters,
  states: PurchaseStates,
  pAlive: Float64Array,
  t: number,
  confidence = 0.8,
  longest = states.T.reduce((max, one) => Math.max(max, one), 0),
): ValueIntervals {
  const step = longest > 0 ? longest / steps : 1;
  const regular = formula.name === 'mbg-cnbd-k' && (formula.parameters.k ?? 1) > 1;
  const known = new Map<string, ValueSpread>();
  const tail = (1 - confidence) / 2;
  const low = new Float64Array(states.x.length);
  const high = new Float64Array(states.x.length);
  for (let i = 0; i < low.length; i++) {
    const [x, tx, T, alive] = [states.x[i], states.tx[i], states.T[i], pAlive[i]] as [
      number,
      number,
      number,
      number,
    ];
    if (!(alive > tail)) continue;
    const at = Math.round(T / step);
    const gap = regular ? Math.round((gapSteps * (T - tx)) / longest) : 0;
    const key = `${x} ${at} ${gap}`;
    let spread = known.get(key);
    if (!spread) {
      const near = at * step;
      const since = regular ? Math.min(near, (gap * longest) / gapSteps) : 0;
      spread = valueSpread(
        purchasesAtLeast(formula, { x, tx: near - since, T: near }, t),
        spending(x + 1),
        x + 1,
      );
      known.set(key, spread);
    }
    low[i] = valueQuantile(spread, alive, tail);
    high[i] = valueQuantile(spread, alive, 1 - tail);
  }
  return { low, high };
}
