import { type BetaGeometricForm, betaGeometricLogLikelihood } from './betaGeometric.ts';
import { type LikelihoodFit, maximiseLikelihood } from './fit.ts';
import type { Forecast } from './forecast.ts';
import { type LifetimeFormula, lifetimeForecast } from './lifetimeForecast.ts';
import { nbdLogLikelihood } from './nbd.ts';
import { paretoNbdLogLikelihood } from './paretoNbd.ts';
import { credibilityOf } from './pastRate.ts';
import type { DistinctStates, PurchaseStates } from './states.ts';

/** `past_rate` is no fit: everybody goes on as before. */
export type LifetimeModelName = Exclude<LifetimeFormula['name'], 'none'>;

/** Customers who must have come back before a model is told. */
export const leastReturned = 30;

/** A fitted model of how long customers stay and how often they buy. */
export interface LifetimeModel {
  readonly name: LifetimeModelName;
  /** under the letters of the literature; k where purchases are regular */
  readonly parameters: Readonly<Record<string, number>>;
  readonly logLikelihood: number;
  readonly converged: boolean;
  readonly statesFitted: number;
  /** P(alive) and expected repeat transactions of each state in (T, T + t] */
  readonly forecast: (states: PurchaseStates, t: number) => Forecast;
}

/** The most likely model of a kind for customers, sought near one of customers like these where that is given. */
export type FitLifetimeModel = (states: DistinctStates, near?: LifetimeModel) => LifetimeModel;

function named(
  name: LifetimeModelName,
  letters: readonly string[],
  fit: LikelihoodFit,
  also: Readonly<Record<string, number>> = {},
): LifetimeModel {
  const letter = letters.map((one, i) => [one, fit.parameters[i] ?? Number.NaN] as const);
  const parameters = { ...Object.fromEntries(letter), ...also };
  const { logLikelihood, converged, statesFitted } = fit;
  return {
    name,
    parameters,
    logLikelihood,
    converged,
    statesFitted,
    forecast: (states, t) => lifetimeForecast({ name, parameters }, states, t),
  };
}

const valuesOf = (model: LifetimeModel | undefined, letters: readonly string[]) =>
  model && letters.map((letter) => model.parameters[letter] ?? Number.NaN);

/** Parameters that were fitted: r, α and how customers leave, and k where one was sought. */
export const freeParameters = ({ parameters }: LifetimeModel): number => Object.keys(parameters).length;

/**
 * Bayesian information criterion of a model of so many customers: the smaller, the better.
 *
 * Source: Schwarz (1978), Estimating the Dimension of a Model, Annals of Statistics 6(2).
 */
export const informationCriterion = (model: LifetimeModel, customers: number): number =>
  freeParameters(model) * Math.log(customers) - 2 * model.logLikelihood;

/**
 * Starts for the rarer ways in which customers leave, in their last two letters: hardly anyone does; a few do at once
 * and the others never; all do alike.
 */
const unlikeStarts = [
  [0.5, 0.3, 0.01, 1],
  [0.5, 0.3, 0.001, 0.001],
  [0.5, 0.3, 1, 100],
];

function fitBetaGeometric(
  name: LifetimeModelName,
  form: BetaGeometricForm,
  states: DistinctStates,
  near: LifetimeModel | undefined,
): LifetimeModel {
  const letters = ['r', 'alpha', 'a', 'b'];
  const parametersOf = ([r = 1, alpha = 1, a = 1, b = 1]: readonly number[]) => ({ r, alpha, a, b });
  const fit = maximiseLikelihood(
    {
      logLikelihood: (parameters, over, gradient) =>
        betaGeometricLogLikelihood(parametersOf(parameters), form, over, gradient),
      starts: [[0.5, 0.3, 0.8, 2.5], ...unlikeStarts],
      isTime: [false, true, false, false],
      finishOnAll: true,
    },
    states,
    valuesOf(near, letters),
  );
  return named(name, letters, fit, name === 'mbg-cnbd-k' ? { k: form.k } : {});
}

/** BG/NBD: a customer may leave after each repeat purchase. */
export const fitBgNbd: FitLifetimeModel = (states, near) =>
  fitBetaGeometric('bg-nbd', { k: 1, leavesAtOnce: false }, states, near);

/** MBG/NBD: a customer may leave after each purchase, the first included. */
export const fitMbgNbd: FitLifetimeModel = (states, near) =>
  fitBetaGeometric('mbg-nbd', { k: 1, leavesAtOnce: true }, states, near);

/** MBG/CNBD-k with a given regularity k. */
export const fitMbgCnbd = (states: DistinctStates, k: number, near?: LifetimeModel): LifetimeModel =>
  fitBetaGeometric('mbg-cnbd-k', { k, leavesAtOnce: true }, states, near);

/** No purchases are taken to be more regular than this: times between them then vary by a fifth of their mean. */
export const mostRegular = 24;

/**
 * MBG/CNBD-k with the regularity that is most likely, `mostRegular` at most: k goes up while the likelihood does.
 *
 * Source: Reutterer, Platzer & Schröder (2021), Leveraging purchase regularity for predicting customer behavior the
 * easy way, IJRM 38(1).
 */
export function fitRegularity(states: DistinctStates): LifetimeModel {
  let best = fitMbgCnbd(states, 1);
  for (let k = 2; k <= mostRegular; k++) {
    const next = fitMbgCnbd(states, k);
    if (!(next.logLikelihood > best.logLikelihood)) break;
    best = next;
  }
  return best;
}

/** Pareto/NBD: a customer may leave at any time. */
export const fitParetoNbd: FitLifetimeModel = (states, near) => {
  const letters = ['r', 'alpha', 's', 'beta'];
  const parametersOf = ([r = 1, alpha = 1, s = 1, beta = 1]: readonly number[]) => ({ r, alpha, s, beta });
  const fit = maximiseLikelihood(
    {
      logLikelihood: (parameters, over, gradient) =>
        paretoNbdLogLikelihood(parametersOf(parameters), over, gradient),
      starts: [[0.5, 0.3, 0.5, 0.3], ...unlikeStarts],
      isTime: [false, true, false, true],
      finishOnAll: false,
    },
    states,
    valuesOf(near, letters),
  );
  return named('pareto-nbd', letters, fit);
};

/** NBD: nobody leaves; the bar that the other models must pass. */
export const fitNbd: FitLifetimeModel = (states, near) => {
  const letters = ['r', 'alpha'];
  const parametersOf = ([r = 1, alpha = 1]: readonly number[]) => ({ r, alpha });
  const fit = maximiseLikelihood(
    {
      logLikelihood: (parameters, over, gradient) =>
        nbdLogLikelihood(parametersOf(parameters), over, gradient),
      starts: [[0.5, 0.3]],
      isTime: [false, true],
      finishOnAll: true,
    },
    states,
    valuesOf(near, letters),
  );
  return named('nbd', letters, fit);
};

/** How each model is fitted, in the order in which they are tried. */
export const lifetimeFits: Readonly<Record<Exclude<LifetimeModelName, 'past_rate'>, FitLifetimeModel>> = {
  'bg-nbd': fitBgNbd,
  'mbg-nbd': fitMbgNbd,
  'mbg-cnbd-k': fitRegularity,
  'pareto-nbd': fitParetoNbd,
  nbd: fitNbd,
};

/** Everybody goes on as before: what stands where no model does better. */
export function fitPastRate(states: PurchaseStates): LifetimeModel {
  const formula = { name: 'past_rate' as const, parameters: { ...credibilityOf(states) } };
  return {
    ...formula,
    logLikelihood: Number.NEGATIVE_INFINITY,
    converged: true,
    statesFitted: 0,
    forecast: (of, t) => lifetimeForecast(formula, of, t),
  };
}
