import { betaGeometricLogLikelihood } from './betaGeometric.ts';
import { betaGeometricFormOf, type LifetimeFormula, lettersOf } from './lifetimeForecast.ts';
import { nbdLogLikelihood } from './nbd.ts';
import { paretoNbdLogLikelihood } from './paretoNbd.ts';
import type { PurchaseStates } from './states.ts';

/** The log-likelihood of a formula with given letters over states, e.g. of a pooled model over one group. */
export function formulaLogLikelihood(formula: LifetimeFormula, states: PurchaseStates): number {
  const of = lettersOf(formula);
  switch (formula.name) {
    case 'none':
    case 'past_rate':
      return Number.NEGATIVE_INFINITY;
    case 'nbd':
      return nbdLogLikelihood({ r: of('r'), alpha: of('alpha') }, states);
    case 'pareto-nbd':
      return paretoNbdLogLikelihood({ r: of('r'), alpha: of('alpha'), s: of('s'), beta: of('beta') }, states);
    default:
      return betaGeometricLogLikelihood(
        { r: of('r'), alpha: of('alpha'), a: of('a'), b: of('b') },
        betaGeometricFormOf(formula),
        states,
      );
  }
}
