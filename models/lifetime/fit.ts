import { largest } from '../numeric/vectors.ts';
import { type Edge, howFar, type SearchEnd, type SearchStart, searchLogs } from './logSearch.ts';
import { customersIn, type DistinctStates, type PurchaseStates, sampleStates } from './states.ts';

/** A log-likelihood of positive parameters over states; writes its derivatives where `gradient` is given. */
export type LogLikelihood = (
  parameters: readonly number[],
  states: PurchaseStates,
  gradient?: Float64Array,
) => number;

export interface LikelihoodProblem {
  readonly logLikelihood: LogLikelihood;
  /** where searches begin, times being in units of the longest T: the highest end of all counts */
  readonly starts: readonly (readonly number[])[];
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
const roughLimit = 1_500;
/**
 * In units of the longest T. Large parameters part customers by ever less and their gamma functions cancel ever more;
 * small ones cost no precision, and the limit is as near as they are small.
 */
const edge: Edge = { low: -20, high: 10 };
/** Logarithms of parameters of one place differ by less. */
const samePlace = 1e-2;
/** Where a parameter is so near the edge, the likelihood may be flat: a search would stay where it begins. */
const flatBeyond = 0.5;

/**
 * The maximum of a likelihood of positive parameters, times scaled so that the longest T is one, whatever the unit. The
 * likelihood may have several: it is searched from every start on a sample, and on from where those searches ended.
 * @param near the parameters of customers like these: the search begins there alone, unless it does not end
 * @throws RangeError where there are no customers, or nobody was observed for any time
 */
export function maximiseLikelihood(
  problem: LikelihoodProblem,
  states: DistinctStates,
  near?: readonly number[],
): LikelihoodFit {
  const unit = states.T.reduce((longest, one) => Math.max(longest, one), 0);
  if (!(unit > 0)) throw new RangeError('no customer was observed for any time after the first transaction');
  const scaled = {
    ...states,
    tx: states.tx.map((one) => one / unit),
    T: states.T.map((one) => one / unit),
    sumLogIntervals: 0,
  };
  const search = (over: PurchaseStates, from: SearchStart): SearchEnd =>
    searchLogs(
      (parameters, gradient) => problem.logLikelihood(parameters, over, gradient),
      customersIn(over),
      from,
      edge,
    );
  const rough = sampleStates(scaled, roughLimit);
  const sample = sampleStates(scaled, sampleLimit);
  const highestFrom = (places: readonly Float64Array[]): SearchEnd => {
    const starts = places.map((at): SearchStart => ({ at, held: [] }));
    const ends = rough.x.length < sample.x.length ? starts.map((start) => search(rough, start)) : [];
    // what runs off on few states may not on more
    const from = starts.map((start, i) => {
      const end = ends[i];
      return end?.converged && end.held.length === 0 ? end : start;
    });
    return distinctPlaces(from)
      .map((one) => search(sample, one))
      .reduce((highest, one) => (isHigher(one, highest) ? one : highest));
  };
  const known = near && Float64Array.from(near, (one, i) => Math.log(problem.isTime[i] ? one / unit : one));
  const fromKnown = known?.every((log) => howFar(log, edge) < flatBeyond) ? highestFrom([known]) : undefined;
  let best = fromKnown?.converged
    ? fromKnown
    : highestFrom(problem.starts.map((start) => Float64Array.from(start, Math.log)));
  const isSample = sample.x.length < scaled.x.length;
  // what runs off on a sample of many thousand states does so on all of them
  const isFinished = isSample && problem.finishOnAll && best.converged;
  if (isFinished) best = search(scaled, best);
  const parameters = Array.from(best.at, (one, i) => Math.exp(one) * (problem.isTime[i] ? unit : 1));
  return {
    parameters,
    logLikelihood: problem.logLikelihood(parameters, states),
    converged: best.converged && states.x.some((one) => one > 0),
    statesFitted: isSample && !isFinished ? sample.x.length : scaled.x.length,
  };
}

const isHigher = (one: SearchEnd, other: SearchEnd): boolean =>
  one.converged === other.converged ? one.value > other.value : one.converged;

/** Most searches end at the same maximum: it is followed once. */
const distinctPlaces = (places: readonly SearchStart[]): readonly SearchStart[] =>
  places.filter(
    ({ at }, i) =>
      !places
        .slice(0, i)
        .some((other) => largest(at.map((one, j) => one - (other.at[j] as number))) < samePlace),
  );
