import type { GammaGammaParameters } from './gammaGamma.ts';
import type { LifetimeFormula } from './lifetimeForecast.ts';
import { purchasesAtLeast } from './purchaseCounts.ts';
import type { PurchaseStates } from './states.ts';
import { type SpreadShare, type ValueSpread, valueQuantile, valueSpread } from './valueQuantiles.ts';

/** Quantiles of what customers of each state will spend, over their `scaleOf`. */
export interface ValueIntervals {
  readonly low: Float64Array;
  readonly high: Float64Array;
}

/**
 * Spreads are computed at steps of ln(1 + T / α) and read between two of them: rates go with α + T, so that a step of
 * days would be coarse for the young and fine for the old.
 */
const ageStep = 0.25;
/** and, where purchases are regular, at so many steps of the silence over itself and the mean time between purchases. */
const silenceSteps = 8;
/** More steps of age than there are for any double T and α. */
const mostAges = 2 ** 14;

/**
 * The interval in which a customer of each state will spend with a chance of `confidence`, in (T, T + t]: of what one
 * customer does, not of the mean of many such. Both ends are 0 where a purchase is less likely than
 * (1 − confidence) / 2. `spending` gives the gamma-gamma parameters for a customer of so many purchases, the first
 * included. The spread depends on x, T and (where purchases are regular) T − t_x; P(alive) and spending come in
 * exactly. A state has the same interval whatever other states there are.
 */
export function valueIntervals(
  formula: LifetimeFormula,
  spending: (purchases: number) => GammaGammaParameters,
  { x, tx, T }: PurchaseStates,
  pAlive: Float64Array,
  t: number,
  confidence = 0.8,
): ValueIntervals {
  const spreadAt = spreadsOf(formula, spending, t);
  const tail = (1 - confidence) / 2;
  const low = new Float64Array(x.length);
  const high = new Float64Array(x.length);
  for (let i = 0; i < low.length; i++) {
    const alive = pAlive[i] as number;
    if (!(alive > tail)) continue;
    const shares = spreadAt(x[i] as number, tx[i] as number, T[i] as number);
    low[i] = valueQuantile(shares, alive, tail);
    high[i] = valueQuantile(shares, alive, 1 - tail);
  }
  return { low, high };
}

/** The spreads around a state, each computed once, with how near the state is to each. */
function spreadsOf(
  formula: LifetimeFormula,
  spending: (purchases: number) => GammaGammaParameters,
  t: number,
): (x: number, tx: number, T: number) => readonly SpreadShare[] {
  const { alpha = 1, beta = alpha, k = 1 } = formula.parameters;
  const scale = Math.min(alpha, beta);
  // who bought once has been silent ever since
  const isSilenceTold = (x: number) => k > 1 && x > 0;
  const known = new Map<number, ValueSpread>();
  const computed = (x: number, age: number, silence: number): ValueSpread => {
    const key = (x * (silenceSteps + 1) + silence) * mostAges + age;
    let spread = known.get(key);
    if (!spread) {
      const T = scale * Math.expm1(age * ageStep);
      const since = (silence * (alpha + T)) / ((silenceSteps - silence) * (x + 1));
      const tx = isSilenceTold(x) ? Math.max(0, T - since) : 0;
      spread = valueSpread(purchasesAtLeast(formula, { x, tx, T }, t), spending(x + 1), x + 1);
      known.set(key, spread);
    }
    return spread;
  };
  return (x, tx, T) => {
    const ages = between(Math.log1p(T / scale) / ageStep);
    const since = (T - tx) * (x + 1);
    const silences = isSilenceTold(x)
      ? between((silenceSteps * since) / (since + alpha + T))
      : [[0, 1] as const];
    return ages.flatMap(([age, ofAge]) =>
      silences.map(([silence, ofSilence]) => ({
        spread: computed(x, age, silence),
        share: ofAge * ofSilence,
      })),
    );
  };
}

/** The whole numbers around one, with how near it is to each. */
function between(at: number): readonly (readonly [whole: number, share: number])[] {
  const whole = Math.floor(at);
  const share = at - whole;
  return share > 0
    ? [
        [whole, 1 - share],
        [whole + 1, share],
      ]
    : [[whole, 1]];
}
