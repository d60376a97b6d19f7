import { type Minimum, minimise } from '../numeric/bfgs.ts';
import { largest } from '../numeric/vectors.ts';
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
  /**
   * whether the likelihood no longer rises: at a maximum, or at the edge, where customers are alike in what a parameter
   * that runs off parts them by. False where the search did not end, or nobody came back: the data do not tell the
   * parameters
   */
  readonly converged: boolean;
  /** the distinct states, or fewer if it was fitted on a sample of them alone */
  readonly statesFitted: number;
}

/** Distinct states beyond which the search begins on a sample, and how many it looks at to come near. */
const sampleLimit = 30_000;
const roughLimit = 3_000;
/** Beyond e^±this, in units of the longest T, a parameter has run off. */
const edge = 10;
/** At the edge the log-likelihood of a customer may still rise by so much where a parameter goes on by a factor of e. */
const flat = 1e-2;
/** Rounding hides smaller slopes where parameters are far apart, and no forecast tells them. */
const atEdge = { tolerance: 1e-5, maxIterations: 60 };

/** Where a search ended, and which of the parameters are held at the edge. */
interface Place extends Minimum {
  readonly held: readonly number[];
}

/**
 * The maximum of a likelihood of positive parameters: over their logarithms, times scaled so that the longest T is one,
 * per customer, so that the search sees numbers of one size whatever the unit and the number of customers.
 *
 * Where customers are alike, say all buy at one rate, r and α run off together and the likelihood goes up to that of the
 * limit. The parameter furthest off is then held at the edge, and the others are searched on.
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
  const search = (
    over: PurchaseStates,
    from: ArrayLike<number>,
    held: readonly number[] = [],
    inverseHessian?: Float64Array,
  ): Place => {
    const customers = customersIn(over);
    const slopes = new Float64Array(from.length);
    const free = Array.from(from, (_, i) => i).filter((i) => !held.includes(i));
    const placeOf = (some: Float64Array) => {
      const logs = Float64Array.from(from);
      free.forEach((i, j) => (logs[i] = some[j] as number));
      return logs;
    };
    const evaluate = (some: Float64Array, gradient: Float64Array) => {
      const logs = placeOf(some);
      const parameters = Array.from(logs, Math.exp);
      const value = problem.logLikelihood(parameters, over, slopes);
      slopes.forEach((slope, i) => {
        slopes[i] = (-slope * (parameters[i] as number)) / customers;
      });
      free.forEach((i, j) => (gradient[j] = slopes[i] as number));
      return logs.some((one) => Math.abs(one) > 2 * edge) ? Number.POSITIVE_INFINITY : -value / customers;
    };
    const found = minimise(
      evaluate,
      free.map((i) => from[i] as number),
      {
        tolerance: 1e-8,
        within: edge,
        ...(held.length > 0 && atEdge),
        ...(inverseHessian ? { inverseHessian } : {}),
      },
    );
    const at = placeOf(found.at);
    const off = largest(at);
    if (off > edge) {
      const furthest = at.findIndex((one) => Math.abs(one) === off);
      return search(
        over,
        at.map((one) => Math.min(edge, Math.max(-edge, one))),
        [...held, furthest],
      );
    }
    if (held.length === 0) return { ...found, held };
    const value = evaluate(found.at, new Float64Array(free.length));
    return { ...found, at, held, converged: Number.isFinite(value) && largest(slopes) <= flat };
  };
  const start = problem.start.map(Math.log);
  const rough = sampleStates(scaled, roughLimit);
  const sample = sampleStates(scaled, sampleLimit);
  const near = 3 * rough.x.length < sample.x.length ? search(rough, start) : undefined;
  let best =
    near?.converged && near.held.length === 0
      ? search(sample, near.at, [], near.inverseHessian)
      : search(sample, start);
  const isSample = sample.x.length < scaled.x.length;
  // what runs off on a sample of many thousand states does so on all of them
  const isFinished = isSample && problem.finishOnAll && best.converged;
  if (isFinished) best = search(scaled, best.at, best.held, best.inverseHessian);
  const parameters = Array.from(best.at, (one, i) => Math.exp(one) * (problem.isTime[i] ? unit : 1));
  return {
    parameters,
    logLikelihood: problem.logLikelihood(parameters, states),
    converged: best.converged && states.x.some((one) => one > 0),
    statesFitted: isSample && !isFinished ? sample.x.length : scaled.x.length,
  };
}
