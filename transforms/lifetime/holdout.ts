import {
  type Candidate,
  chooseByHoldout,
  compareErrors,
  type DistinctStates,
  decilesOf,
  distinctStates,
  expectedTransactionValue,
  fitBgNbd,
  fitMbgCnbd,
  fitMbgNbd,
  fitNbd,
  fitParetoNbd,
  fitRegularity,
  type HoldoutFigures,
  holdoutFigures,
  isNoWorse,
  type LifetimeModel,
  pastRateModel,
  scaleOf,
  valueIntervals,
} from '../../models/index.ts';
import { fitSeason, isWorthIt, type SeasonalFit, seasonDays } from './fitSeason.ts';
import type { HoldoutSample } from './observe.ts';
import { type LifetimeParameters, spendingOf } from './parameters.ts';
import { fitSpending } from './spending.ts';

/** The confidence of every interval of a customer's value. */
export const confidence = 0.8;

/** In the order in which they are tried. */
const fits = [fitBgNbd, fitMbgNbd, fitRegularity, fitParetoNbd, fitNbd];

export interface Contest {
  readonly winner: LifetimeModel;
  /** whether the winner did better by the clock of a season */
  readonly isSeasonal: boolean;
  readonly figures: Readonly<Record<string, Readonly<Record<string, number | null>>>>;
  readonly holdout: LifetimeParameters['holdout'];
  readonly reason: string;
}

/**
 * Fits every model to the customers as of a past date and holds them to what came in the `days` since. Nothing of those
 * days is in a fit.
 */
export function contest(sample: HoldoutSample, until: string, days: number): Contest {
  const { states, purchases, value, spending } = sample;
  const distinct = distinctStates(states);
  const candidates = fits.map((fit): Candidate => {
    const model = fit(distinct);
    return { model, expected: perCustomer(distinct.stateOf, model.forecast(distinct, days).expected) };
  });
  const naive = perCustomer(distinct.stateOf, pastRateModel.forecast(distinct, days).expected);
  const best = chooseByHoldout(candidates, purchases);
  // no model stands that does worse than none
  const isModel = isNoWorse(compareErrors(expectedBy(best, candidates), naive, purchases));
  const plain = isModel ? best : pastRateModel;
  const seasonal = isModel ? seasonalOf(plain, distinct, sample, until, days) : undefined;
  const winner = seasonal?.model ?? plain;
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
  const coverage = value.length > 0 ? within / value.length : null;
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
  return {
    winner,
    isSeasonal: seasonal !== undefined,
    figures,
    holdout: { days, deciles, coverage },
    reason: `${reasonOf(best, isModel, candidates, purchases, naive, days)}${
      seasonal
        ? ` By the clock of the season it errs ${figures[name]?.rmse?.toFixed(4)}, and expects ${percent(figures[name]?.bias)} instead of ${percent(figures[plain.name]?.bias)}.`
        : ''
    }`,
  };
}

const percent = (bias: number | null | undefined) =>
  `${((bias ?? 0) * 100).toFixed(1).replace(/^(?=\d)/, '+')} %`;

/** The winner by the clock of a season, where there is time enough, the criterion asks for it and it errs no more. */
function seasonalOf(
  plain: LifetimeModel,
  distinct: DistinctStates,
  { came, purchases }: HoldoutSample,
  until: string,
  days: number,
): SeasonalFit | undefined {
  const isRegular = (plain.parameters.k ?? 1) > 1;
  if (isRegular || !plain.converged || !distinct.T.some((T) => T >= seasonDays)) return undefined;
  const seasonal = fitSeason(plain, refitterOf(plain), distinct, until, came, days);
  if (!isWorthIt(plain, seasonal, distinct.stateOf.length)) return undefined;
  const errorOf = (model: LifetimeModel, states: DistinctStates, t: number) =>
    holdoutFigures(perCustomer(distinct.stateOf, model.forecast(states, t).expected), purchases).rmse;
  const own = errorOf(seasonal.model, seasonal.states, seasonal.clock.ahead(days));
  return own <= errorOf(plain, distinct, days) ? seasonal : undefined;
}

/** The fit of the same model to other states, its regularity kept. */
export function refitterOf({ name, parameters }: LifetimeModel): (states: DistinctStates) => LifetimeModel {
  switch (name) {
    case 'bg-nbd':
      return fitBgNbd;
    case 'mbg-nbd':
      return fitMbgNbd;
    case 'pareto-nbd':
      return fitParetoNbd;
    case 'nbd':
      return fitNbd;
    case 'past_rate':
      return () => pastRateModel;
    case 'mbg-cnbd-k':
      return (states) => fitMbgCnbd(states, parameters.k ?? 1);
  }
}

function expectedBy(model: LifetimeModel, candidates: readonly Candidate[]): Float64Array {
  const found = candidates.find((one) => one.model === model);
  if (!found) throw new RangeError(`no candidate ${model.name}`);
  return found.expected;
}

function reasonOf(
  winner: LifetimeModel,
  isModel: boolean,
  candidates: readonly Candidate[],
  purchases: Float64Array,
  naive: Float64Array,
  days: number,
): string {
  const errors = candidates
    .filter(({ model }) => model.converged)
    .map(({ model, expected }) => ({ name: model.name, rmse: holdoutFigures(expected, purchases).rmse }))
    .sort((a, b) => a.rmse - b.rmse);
  const [best] = errors;
  const own = errors.find(({ name }) => name === winner.name);
  const plain = holdoutFigures(naive, purchases).rmse;
  const error = (rmse: number | undefined) => (rmse ?? Number.NaN).toFixed(4);
  const chosen =
    best?.name === winner.name
      ? `${winner.name} errs least over the last ${days} days (RMSE ${error(own?.rmse)} purchases a customer)`
      : `${winner.name} (RMSE ${error(own?.rmse)} over the last ${days} days) is no worse than ${best?.name} (${error(best?.rmse)}) by more than one standard error or a twentieth, and likelier`;
  const against = !isModel
    ? `but everybody going on as before errs less (${error(plain)}), so no model is published and all go on at their own rate`
    : (own?.rmse ?? Number.POSITIVE_INFINITY) < plain
      ? `better than everybody going on as before (${error(plain)})`
      : `but no better than everybody going on as before (${error(plain)}): use expected purchases with care`;
  return `${chosen}; ${against}.`;
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
