import { minimise } from '../numeric/bfgs.ts';
import { customersIn, type DistinctStates, type PurchaseStates, sampleStates } from './states.ts';

/** A log-likelihood of positive parameters over states; writes its derivatives where `gradient` is given. */
export type LogLikelihood = (
  parameters: readonly number[],
  states: PurchaseStates,
  gradient?: Float64Array,
) => number;

export interface LikelihoodProblem {
  readonly logLikelihood: LogLikelihood;
  /** where the search begins, times being in units of the longest T */
  readonly start: readonly number[];
  /** which of the parameters are times, like α */
  readonly isTime: readonly boolean[];
  /** whether to go on from the sample's maximum to that of all states; not where one evaluation is dear */
  readonly finishOnAll: boolean;
}

export interface LikelihoodFit {
  readonly parameters: readonly number[];
  readonly logLikelihood: number;
  /** false where the search did not end, a parameter ran off or nobody came back: the data do not tell the parameters */
  readonly converged: boolean;
  /** the distinct states, or fewer if it was fitted on a sample of them alone */
  readonly statesFitted: number;
}

/** Distinct states beyond which the search begins on a sample, and how many it looks at to come near. */
const sampleLimit = 30_000;
const roughLimit = 3_000;
/** Beyond e^±this, in units of the longest T, a parameter has run off. */
const edge = 10;

/**
 * The maximum of a likelihood of positive parameters: over their logarithms, times scaled so that the longest T is one,
 * per customer, so that the search sees numbers of one size whatever the unit and the number of customers.
 * @throws RangeError where there are no customers, or nobody was observed for any time
 */
export function maximiseLikelihood(problem: LikelihoodProblem, states: DistinctStates): LikelihoodFit {
  const unit = states.T.reduce((longest, one) => Math.max(longest, one), 0);
  if (!(unit > 0)) throw new RangeError('no customer was observed for any time after the first transaction');
  const scaled = {
    ...states,
    tx: states.tx.map((one) => one / unit),
    T: states.T.map((one) => one / unit),
    sumLogIntervals: 0,
  };
  const search = (over: PurchaseStates, from: ArrayLike<number>, inverseHessian?: Float64Array) => {
    const customers = customersIn(over);
    return minimise(
      (logs, gradient) => {
        const parameters = Array.from(logs, Math.exp);
        const value = problem.logLikelihood(parameters, over, gradient);
        gradient.forEach((slope, i) => {
          gradient[i] = (-slope * (parameters[i] as number)) / customers;
        });
        return logs.some((one) => Math.abs(one) > 2 * edge) ? Number.POSITIVE_INFINITY : -value / customers;
      },
      from,
      { tolerance: 1e-8, within: edge, ...(inverseHessian ? { inverseHessian } : {}) },
    );
  };
  const start = problem.start.map(Math.log);
  const rough = sampleStates(scaled, roughLimit);
  const sample = sampleStates(scaled, sampleLimit);
  const near = 3 * rough.x.length < sample.x.length ? search(rough, start) : undefined;
  let best = near?.converged ? search(sample, near.at, near.inverseHessian) : search(sample, start);
  const isSample = sample.x.length < scaled.x.length;
  // what runs off on a sample of many thousand states does so on all of them
  const isFinished = isSample && problem.finishOnAll && best.converged;
  if (isFinished) best = search(scaled, best.at, best.inverseHessian);
  const parameters = Array.from(best.at, (one, i) => Math.exp(one) * (problem.isTime[i] ? unit : 1));
  return {
    parameters,
    logLikelihood: problem.logLikelihood(parameters, states),
    converged: best.converged && states.x.some((one) => one > 0),
    statesFitted: isSample && !isFinished ? sample.x.length : scaled.x.length,
  };
}
