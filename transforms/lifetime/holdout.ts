import {
  type Candidate,
  chooseByHoldout,
  compareErrors,
  type DistinctStates,
  decilesOf,
  distinctStates,
  expectedTransactionValue,
  type FitLifetimeModel,
  fitMbgCnbd,
  type HoldoutFigures,
  holdoutFigures,
  isDistribution,
  isNoWorse,
  isSound,
  type LifetimeModel,
  type LifetimeModelName,
  lifetimeFits,
  pastRateModel,
  scaleOf,
  valueIntervals,
} from '../../models/index.ts';
import { say } from '../say.ts';
import { fitSeason, isWorthIt, type SeasonalFit, seasonDays } from './fitSeason.ts';
import { type LifetimeParameters, type NoModel, spendingOf } from './parameters.ts';
import { lifetimeReasons } from './reasons.ts';
import type { HoldoutSample } from './samples.ts';
import { fitSpending } from './spending.ts';

/** The confidence of every interval of a customer's value. */
export const confidence = 0.8;

/**
 * Every model, fitted to the customers as they were known at a past date and asked for the `days` since. Nothing that
 * came to be known in those days is in a fit.
 */
export interface Contest {
  readonly sample: HoldoutSample;
  /** where the holdout begins */
  readonly until: string;
  readonly days: number;
  readonly distinct: DistinctStates;
  readonly candidates: readonly Candidate[];
  /** everybody going on as before */
  readonly naive: Float64Array;
}

/** What won a contest. */
export interface Choice {
  readonly model: LifetimeModel;
  /** the same model where it did better by the clock of a season */
  readonly seasonal: SeasonalFit | undefined;
  readonly noModel: NoModel | null;
  readonly reason: string;
}

/** How well what won met the holdout. */
export interface Validation {
  readonly figures: Readonly<Record<string, Readonly<Record<string, number | null>>>>;
  readonly holdout: LifetimeParameters['holdout'];
}

export function contest(sample: HoldoutSample, until: string, days: number): Contest {
  const distinct = distinctStates(sample.states);
  const expectedBy = (model: LifetimeModel) =>
    perCustomer(distinct.stateOf, model.forecast(distinct, days).expected);
  const candidates = Object.values(lifetimeFits).map((fit): Candidate => {
    const model = fit(distinct);
    return { model, expected: expectedBy(model) };
  });
  return { sample, until, days, distinct, candidates, naive: expectedBy(pastRateModel) };
}

/**
 * The model that meets the holdout best, without those left out; everybody going on as before where none is sound or
 * does as well as that.
 */
export function choose(held: Contest, leftOut: ReadonlySet<LifetimeModelName>): Choice {
  const { sample, naive, days } = held;
  const standing = held.candidates.filter((one) => isSound(one) && !leftOut.has(one.model.name));
  if (standing.length === 0)
    return {
      ...{ model: pastRateModel, seasonal: undefined, noModel: 'not-converged' },
      reason: lifetimeReasons.none,
    };
  const best = chooseByHoldout(standing, sample.purchases);
  const expected = standing.find(({ model }) => model === best)?.expected ?? naive;
  // no model stands that does worse than none
  const isModel = isNoWorse(compareErrors(expected, naive, sample.purchases));
  const seasonal = isModel ? seasonalOf(best, held) : undefined;
  const biasIn = (of: Float64Array) => percent(biasOf(of, sample.purchases));
  const bySeason = seasonal && expectedInSeason(seasonal, held);
  return {
    model: isModel ? best : pastRateModel,
    seasonal,
    noModel: null,
    reason: [
      reasonOf(best, isModel, standing, sample.purchases, naive, days),
      ...(bySeason
        ? [
            say(lifetimeReasons.bySeason, {
              rmse: holdoutFigures(bySeason, sample.purchases).rmse.toFixed(4),
              bias: biasIn(bySeason),
              plainBias: biasIn(expected),
            }),
          ]
        : []),
    ].join(' '),
  };
}

/** The figures of all, and what was expected of tenths of the customers by the one that is published. */
export function validate(
  { sample, distinct, candidates, naive, days }: Contest,
  { model, seasonal }: Pick<Choice, 'model' | 'seasonal'>,
): Validation {
  const { purchases, value, spending } = sample;
  const winner = seasonal?.model ?? model;
  const scored = seasonal?.states ?? distinct;
  const horizon = seasonal?.clock.ahead(days) ?? days;
  const said = (held: HoldoutFigures) => ({
    ...held,
    bias: held.actual > 0 ? held.predicted / held.actual - 1 : null,
  });
  const figures: Record<string, Record<string, number | null>> = {
    past_rate: said(holdoutFigures(naive, purchases)),
  };
  for (const { model, expected } of candidates)
    figures[model.name] = {
      ...said(holdoutFigures(expected, purchases)),
      log_likelihood: model.logLikelihood,
      converged: model.converged ? 1 : 0,
    };
  const { classes } = fitSpending(spending);
  const { pAlive, expected } = winner.forecast(scored, horizon);
  const { low, high } = valueIntervals(
    winner,
    (orders) => spendingOf(classes, orders),
    scored,
    pAlive,
    horizon,
    confidence,
  );
  const perPurchase = valuePerPurchase(sample, classes);
  let within = 0;
  const [predictedValue, naiveValue] = [new Float64Array(value.length), new Float64Array(value.length)];
  for (let i = 0; i < value.length; i++) {
    const state = distinct.stateOf[i] as number;
    const [orders, mean] = [spending.x[i], spending.z[i]] as [number, number];
    predictedValue[i] = (expected[state] as number) * (perPurchase[i] as number);
    naiveValue[i] = (naive[i] as number) * Math.max(0, mean);
    const scale = scaleOf(spendingOf(classes, orders), orders, mean);
    const [least, most] = [(low[state] as number) * scale, (high[state] as number) * scale];
    if ((value[i] as number) >= least && (value[i] as number) <= most) within++;
  }
  const coverage = value.length > 0 && isDistribution(winner) ? within / value.length : null;
  const expectedPurchases = perCustomer(distinct.stateOf, expected);
  const byValue = [predictedValue, value, naiveValue, naive].map((column) =>
    decilesOf(expectedPurchases, column),
  );
  const deciles = decilesOf(expectedPurchases, purchases).map((decile, i) => {
    // each call parts the customers alike, so the realised of a column is its mean in the decile
    const [forecast, came, without, count] = byValue.map((parts) => parts[i]?.realised ?? 0) as [
      number,
      number,
      number,
      number,
    ];
    return { ...decile, naive: count, predictedValue: forecast, realisedValue: came, naiveValue: without };
  });
  const name = seasonal ? `${winner.name}, seasonal` : winner.name;
  figures[name] = {
    ...(seasonal
      ? {
          ...said(holdoutFigures(expectedPurchases, purchases)),
          log_likelihood: seasonal.logLikelihood,
          converged: 1,
        }
      : figures[name]),
    coverage_80: coverage,
    value_bias: biasOf(predictedValue, value),
  };
  figures.past_rate = { ...figures.past_rate, value_bias: biasOf(naiveValue, value) };
  return { figures, holdout: { days, deciles, coverage } };
}

const percent = (bias: number | null | undefined) =>
  `${((bias ?? 0) * 100).toFixed(1).replace(/^(?=\d)/, '+')} %`;

/** The winner by the clock of a season, where there is time enough, the criterion asks for it and it errs no more. */
function seasonalOf(plain: LifetimeModel, held: Contest): SeasonalFit | undefined {
  const { sample, distinct, until, days } = held;
  const isRegular = (plain.parameters.k ?? 1) > 1;
  if (isRegular || !distinct.T.some((T) => T >= seasonDays)) return undefined;
  const seasonal = fitSeason(plain, refitterOf(plain), distinct, until, sample.came, days);
  if (!isWorthIt(plain, seasonal, distinct.stateOf.length)) return undefined;
  const errorOf = (expected: Float64Array) => holdoutFigures(expected, sample.purchases).rmse;
  const plainly = perCustomer(distinct.stateOf, plain.forecast(distinct, days).expected);
  return errorOf(expectedInSeason(seasonal, held)) <= errorOf(plainly) ? seasonal : undefined;
}

const expectedInSeason = ({ model, states, clock }: SeasonalFit, { distinct, days }: Contest) =>
  perCustomer(distinct.stateOf, model.forecast(states, clock.ahead(days)).expected);

/** The fit of the same model to other states, its regularity kept. */
export function refitterOf({ name, parameters }: LifetimeModel): FitLifetimeModel {
  if (name === 'past_rate') return () => pastRateModel;
  if (name === 'mbg-cnbd-k') return (states, near) => fitMbgCnbd(states, parameters.k ?? 1, near);
  return lifetimeFits[name];
}

function reasonOf(
  winner: LifetimeModel,
  isModel: boolean,
  standing: readonly Candidate[],
  purchases: Float64Array,
  naive: Float64Array,
  days: number,
): string {
  const errorBy = (expected: Float64Array) => holdoutFigures(expected, purchases).rmse;
  const errors = standing
    .map(({ model, expected }) => ({ name: model.name, rmse: errorBy(expected) }))
    .sort((a, b) => a.rmse - b.rmse);
  const [best] = errors;
  const own = errors.find(({ name }) => name === winner.name);
  if (!best || !own) throw new RangeError(`no candidate ${winner.name}`);
  const naiveError = errorBy(naive);
  const [model, rmse, plain] = [own.name, own.rmse.toFixed(4), naiveError.toFixed(4)];
  const chosen =
    best.name === own.name
      ? say(lifetimeReasons.best, { model, days, rmse })
      : say(lifetimeReasons.likelier, {
          ...{ model, days, rmse },
          other: best.name,
          otherRmse: best.rmse.toFixed(4),
        });
  const against = !isModel ? 'plainBetter' : own.rmse < naiveError ? 'better' : 'noBetter';
  return `${chosen} ${say(lifetimeReasons[against], { plain })}`;
}

function valuePerPurchase(
  { spending }: HoldoutSample,
  classes: LifetimeParameters['spending'],
): Float64Array {
  const values = new Float64Array(spending.x.length);
  for (let i = 0; i < values.length; i++) {
    const [orders, mean] = [spending.x[i], Math.max(0, spending.z[i] as number)] as [number, number];
    const one = { x: Float64Array.of(orders), z: Float64Array.of(mean) };
    values[i] = expectedTransactionValue(spendingOf(classes, orders), one)[0] as number;
  }
  return values;
}

function biasOf(predicted: Float64Array, actual: Float64Array): number | null {
  const sum = (values: Float64Array) => values.reduce((total, one) => total + one, 0);
  const came = sum(actual);
  return came > 0 ? sum(predicted) / came - 1 : null;
}

const perCustomer = (stateOf: Uint32Array, ofStates: Float64Array) =>
  Float64Array.from(stateOf, (state) => ofStates[state] as number);
