import {
  type Candidate,
  type DistinctStates,
  distinctStates,
  expectedAsBefore,
  fitGammaGamma,
  type GammaGamma,
  type HoldoutFigures,
  holdoutFigures,
  informationCriterion,
  judgeByHoldout,
  type LifetimeModel,
  type LifetimeModelName,
  leastReturned,
  lifetimeCandidates,
  mostRegular,
} from '../../models/index.ts';
import { ClienteleError, openEngine } from '../../warehouse/index.ts';
import type { CustomerRows } from './customerRows.ts';
import {
  type ObservedCustomers,
  type SummaryOptions,
  statesOfSummary,
  statesOfTransactions,
  type TransactionsOptions,
} from './purchaseStates.ts';
import type { UnusualRows } from './refunds.ts';
import { secondsSince } from './timing.ts';

export type ClvEvaluationOptions =
  | { readonly transactions: TransactionsOptions }
  | { readonly summary: SummaryOptions };

export interface LifetimeModelFigures {
  readonly parameters: Readonly<Record<string, number>>;
  readonly logLikelihood: number;
  readonly converged: boolean;
  /** where k is at its bound: purchases may be more regular still */
  readonly kAtBound?: true;
  /** distinct states that the parameters were fitted on */
  readonly statesFitted: number;
  readonly holdout?: HoldoutFigures;
  readonly seconds: number;
}

export interface ClvEvaluation extends UnusualRows, CustomerRows {
  readonly rows: number;
  readonly customers: number;
  readonly repeatTransactions: number;
  readonly distinctStates: number;
  readonly models: Readonly<Partial<Record<LifetimeModelName, LifetimeModelFigures>>>;
  /** without a model: everybody goes on as before */
  readonly pastRate?: { readonly holdout: HoldoutFigures };
  readonly gammaGamma?: GammaGamma;
  /** why there is no model of values, where a column of them was given */
  readonly valueUnused?: string;
  /**
   * by the holdout, `past_rate` where no model does better than everybody going on as before; without one, by the
   * Bayesian information criterion
   */
  readonly chosen: LifetimeModelName;
  /**
   * whether the best model's squared error is below that of everybody going on as before by more than one standard
   * error, and its root by more than a hundredth
   */
  readonly beatsPlain?: boolean;
  readonly seconds: number;
}

/**
 * Fits the lifetime models to the customers of a file and holds them to what came after.
 * @throws ClienteleError naming the column or row that does not fit
 */
export async function evaluateClv(options: ClvEvaluationOptions): Promise<ClvEvaluation> {
  const engine = await openEngine();
  try {
    const connection = await engine.connect();
    const observed =
      'summary' in options
        ? await statesOfSummary(connection, options.summary)
        : await statesOfTransactions(connection, options.transactions);
    return evaluateObserved(observed);
  } finally {
    engine.close();
  }
}

/** What was read of the file. */
const readOf = ({
  rows,
  rowsLeftOut,
  rowsWithoutAmount,
  refundRows,
  zeroRows,
  crowdedId,
}: ObservedCustomers): UnusualRows & CustomerRows & Pick<ClvEvaluation, 'rows'> => ({
  ...{ rows, rowsLeftOut, rowsWithoutAmount, refundRows, zeroRows },
  ...(crowdedId ? { crowdedId } : {}),
});

function evaluateObserved(observed: ObservedCustomers): ClvEvaluation {
  refuseTooFew(observed);
  const { states, value } = observed;
  const begun = performance.now();
  const distinct = distinctStates(states);
  const { models, candidates } = fitAll(distinct, observed);
  const hasValue = value?.some((one, i) => one > 0 && (states.x[i] as number) > 0);
  return {
    ...readOf(observed),
    customers: states.x.length,
    repeatTransactions: states.x.reduce((sum, one) => sum + one, 0),
    distinctStates: distinct.x.length,
    models,
    ...(value && hasValue ? { gammaGamma: fitGammaGamma({ x: states.x, z: value }) } : {}),
    ...(value && !hasValue ? { valueUnused: 'no customer who came back has a value above 0' } : {}),
    ...choose(candidates, distinct, observed),
    seconds: secondsSince(begun),
  };
}

function refuseTooFew({ states, unseen }: ObservedCustomers): void {
  if (!states.T.some((one) => one > 0))
    throw new ClienteleError(
      'too-few-data',
      'every customer came on the last day of the calibration: nothing was observed after',
    );
  const returned = states.x.reduce((sum, one) => sum + (one > 0 ? 1 : 0), 0);
  if (returned < leastReturned)
    throw new ClienteleError(
      'too-few-data',
      `${returned} of ${states.x.length} customers bought a second time within the calibration, ${leastReturned} are needed: a lifetime cannot be told from one-time buyers`,
    );
  if (unseen !== undefined) throw new ClienteleError('too-few-data', unseen);
}

/** Every model, with what it expects of each customer within the horizon where there is one. */
function fitAll(distinct: DistinctStates, { horizon, holdout }: ObservedCustomers) {
  const models: Partial<Record<LifetimeModelName, LifetimeModelFigures>> = {};
  const candidates: Candidate[] = [];
  let since = performance.now();
  for (const candidate of lifetimeCandidates(distinct, horizon)) {
    const { model, expected } = candidate;
    candidates.push(candidate);
    models[model.name] = {
      parameters: model.parameters,
      logLikelihood: model.logLikelihood,
      converged: model.converged,
      ...(model.parameters.k === mostRegular ? { kAtBound: true } : {}),
      statesFitted: model.statesFitted,
      ...(holdout ? { holdout: holdoutFigures(expected, holdout) } : {}),
      seconds: secondsSince(since),
    };
    since = performance.now();
  }
  return { models, candidates };
}

/** The chosen model: by the holdout against everybody going on as before, without one by the information criterion. */
function choose(
  candidates: readonly Candidate[],
  distinct: DistinctStates,
  { horizon, holdout }: ObservedCustomers,
): Pick<ClvEvaluation, 'chosen' | 'beatsPlain' | 'pastRate'> {
  if (!holdout || horizon === undefined)
    return { chosen: plainestLikely(candidates, distinct.stateOf.length).name };
  const asBefore = expectedAsBefore(distinct, horizon);
  const { best, isStanding } = judgeByHoldout(candidates, asBefore, holdout);
  return {
    pastRate: { holdout: holdoutFigures(asBefore, holdout) },
    chosen: isStanding ? best.model.name : 'past_rate',
    beatsPlain: isStanding,
  };
}

/** By the Bayesian information criterion: of models that explain as much, the plainer. */
function plainestLikely(candidates: readonly Candidate[], customers: number): LifetimeModel {
  const models = candidates.map(({ model }) => model);
  const sound = models.filter(({ converged }) => converged);
  const [best] = (sound.length > 0 ? sound : models).toSorted(
    (a, b) => informationCriterion(a, customers) - informationCriterion(b, customers),
  );
  if (!best) throw new RangeError('no model to choose from');
  return best;
}
