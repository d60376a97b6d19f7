import { betaGeometricForecast } from './betaGeometricForecast.ts';
import type { Forecast } from './forecast.ts';
import { nbdForecast } from './nbd.ts';
import { paretoNbdForecast } from './paretoNbd.ts';
import { pastRate } from './pastRate.ts';
import { parts } from './sharedRate.ts';
import type { PurchaseStates } from './states.ts';

/**
 * A lifetime model as it is written down: its name and its letters. `none` stands where the data tell no model: what
 * all buy is parted by past rate and by silence. `past_rate` stands where no model foretells better than everybody going
 * on as before.
 */
export interface LifetimeFormula {
  readonly name: 'bg-nbd' | 'mbg-nbd' | 'pareto-nbd' | 'nbd' | 'mbg-cnbd-k' | 'past_rate' | 'none';
  /** under the letters of the literature; k where purchases are regular */
  readonly parameters: Readonly<Record<string, number>>;
}

/**
 * P(alive) and expected repeat purchases of each state in (T, T + t], by a formula.
 * @throws RangeError for a letter that the formula needs and has not
 */
export function lifetimeForecast(formula: LifetimeFormula, states: PurchaseStates, t: number): Forecast {
  const of = lettersOf(formula);
  switch (formula.name) {
    case 'none': {
      const [scale, shares] = [of('scale'), parts({ r: of('r'), alpha: of('alpha') }, states)];
      return {
        pAlive: new Float64Array(states.x.length).fill(1),
        expected: shares.map((one) => one * scale * t),
      };
    }
    case 'past_rate':
      return {
        pAlive: new Float64Array(states.x.length).fill(1),
        expected: pastRate({ r: of('r'), alpha: of('alpha') }, states, t),
      };
    case 'nbd':
      return nbdForecast({ r: of('r'), alpha: of('alpha') }, states, t);
    case 'pareto-nbd':
      return paretoNbdForecast({ r: of('r'), alpha: of('alpha'), s: of('s'), beta: of('beta') }, states, t);
    default:
      return betaGeometricForecast(
        { r: of('r'), alpha: of('alpha'), a: of('a'), b: of('b') },
        betaGeometricFormOf(formula),
        states,
        t,
      );
  }
}

/**
 * Whether a formula says who may have left, and how far purchases may be from what it expects: the stand-ins do not.
 */
export const isDistribution = ({ name }: LifetimeFormula): boolean => name !== 'none' && name !== 'past_rate';

/**
 * Repeat purchases from which on a formula has customers who may have left. Below, P(alive) is 1 by definition and
 * says nothing: NBD has nobody leave, BG/NBD nobody before the second purchase, and the stand-ins do not know.
 */
export const leavesFrom = (formula: LifetimeFormula): number => {
  if (formula.name === 'nbd' || !isDistribution(formula)) return Number.POSITIVE_INFINITY;
  return formula.name === 'bg-nbd' ? 1 : 0;
};

/** Which of the beta-geometric family a formula is. */
export const betaGeometricFormOf = ({ name, parameters }: LifetimeFormula) => ({
  k: name === 'mbg-cnbd-k' ? (parameters.k ?? 1) : 1,
  leavesAtOnce: name !== 'bg-nbd',
});

/** The letters of a formula, by name. */
export const lettersOf =
  ({ name, parameters }: LifetimeFormula) =>
  (letter: string): number => {
    const value = parameters[letter];
    if (value === undefined || !Number.isFinite(value))
      throw new RangeError(`${name} has no ${letter}: ${value}`);
    return value;
  };
