import {
  biasOf,
  decilesOf,
  expectedTransactionValue,
  type Forecast,
  type HoldoutFigures,
  holdoutFigures,
  isDistribution,
  type LifetimeModel,
  type PurchaseStates,
  perCustomer,
  scaleOf,
  valueIntervals,
} from '../../models/index.ts';
import type { Choice, Contest } from './chooseModel.ts';
import { confidence, type HoldoutDecile, type LifetimeParameters, spendingOf } from './parameters.ts';
import type { HoldoutSample } from './samples.ts';
import { fitSpending } from './spending.ts';

type Figures = Readonly<Record<string, number | null>>;

/** How well what won met the holdout. */
export interface Validation {
  readonly figures: Readonly<Record<string, Figures>>;
  readonly holdout: LifetimeParameters['holdout'];
}

/** What won, by the clock that it goes by. */
interface Winner {
  readonly model: LifetimeModel;
  readonly states: PurchaseStates;
  readonly horizon: number;
}

/** The figures of all, and what was expected of tenths of the customers by the one that is published. */
export function validate(held: Contest, { model, seasonal }: Pick<Choice, 'model' | 'seasonal'>): Validation {
  const { sample, distinct, candidates, naive, days } = held;
  const winner: Winner = seasonal
    ? { model: seasonal.model, states: seasonal.states, horizon: seasonal.clock.ahead(days) }
    : { model, states: distinct, horizon: days };
  const forecast = winner.model.forecast(winner.states, winner.horizon);
  const expected = perCustomer(distinct, forecast.expected);
  const { predicted, asBefore, coverage, above } = valuesOf(held, winner, forecast);
  const figuresOf = (one: Float64Array) => withBias(holdoutFigures(one, sample.purchases));
  const valueBias = (one: Float64Array) => biasOf(holdoutFigures(one, sample.value));
  const fitted = (one: LifetimeModel, of: Float64Array, logLikelihood = one.logLikelihood): Figures => ({
    ...figuresOf(of),
    log_likelihood: logLikelihood,
    converged: Number(one.converged),
  });
  const figures: Record<string, Figures> = { past_rate: figuresOf(naive) };
  for (const one of candidates) figures[one.model.name] = fitted(one.model, one.expected);
  const name = seasonal ? `${winner.model.name}, seasonal` : winner.model.name;
  if (seasonal) figures[name] = fitted(seasonal.model, expected, seasonal.logLikelihood);
  figures[name] = { ...figures[name], coverage_80: coverage, value_bias: valueBias(predicted) };
  figures.past_rate = { ...figures.past_rate, value_bias: valueBias(asBefore) };
  return {
    figures,
    holdout: { days, deciles: decilesBy(expected, held, { predicted, asBefore }), coverage, above },
  };
}

const withBias = (figures: HoldoutFigures): Figures => ({ ...figures, bias: biasOf(figures) });

interface Values {
  /** by the winner */
  readonly predicted: Float64Array;
  /** by everybody going on as before */
  readonly asBefore: Float64Array;
}

/** What each customer was to spend, and how far their intervals held what they did. */
function valuesOf(
  { sample, distinct, naive }: Contest,
  { model, states, horizon }: Winner,
  { pAlive, expected }: Forecast,
): Values & Pick<NonNullable<LifetimeParameters['holdout']>, 'coverage' | 'above'> {
  const { value, spending } = sample;
  const { classes } = fitSpending(spending);
  const spendingFor = (orders: number) => spendingOf(classes, orders);
  const { low, high } = valueIntervals(model, spendingFor, states, pAlive, horizon, confidence);
  const perPurchase = valuePerPurchase(sample, spendingFor);
  const [predicted, asBefore] = [new Float64Array(value.length), new Float64Array(value.length)];
  let [within, open, above] = [0, 0, 0];
  value.forEach((came, i) => {
    const state = distinct.stateOf[i] as number;
    const [orders, mean] = [spending.x[i], spending.z[i]] as [number, number];
    predicted[i] = (expected[state] as number) * (perPurchase[i] as number);
    asBefore[i] = (naive[i] as number) * Math.max(0, mean);
    const scale = scaleOf(spendingFor(orders), orders, mean);
    const [least, most] = [(low[state] as number) * scale, (high[state] as number) * scale];
    if (came >= least && came <= most) within++;
    if (most > 0) open++;
    if (most > 0 && came > most) above++;
  });
  const share = (some: number, all: number) => (all > 0 && isDistribution(model) ? some / all : null);
  return { predicted, asBefore, coverage: share(within, value.length), above: share(above, open) };
}

function valuePerPurchase(
  { spending }: HoldoutSample,
  spendingFor: (orders: number) => ReturnType<typeof spendingOf>,
): Float64Array {
  return spending.x.map((orders, i) => {
    const one = { x: Float64Array.of(orders), z: Float64Array.of(Math.max(0, spending.z[i] as number)) };
    return expectedTransactionValue(spendingFor(orders), one)[0] as number;
  });
}

/** Tenths of the customers by what was expected of them: purchases and values expected, as before and realised. */
function decilesBy(
  expected: Float64Array,
  { sample, naive }: Contest,
  { predicted, asBefore }: Values,
): readonly HoldoutDecile[] {
  // each call parts the customers alike, so the realised of a column is its mean in the decile
  const meansOf = (column: Float64Array) => decilesOf(expected, column).map(({ realised }) => realised);
  const [counts, values, came, valuesBefore] = [naive, predicted, sample.value, asBefore].map(meansOf);
  return decilesOf(expected, sample.purchases).map((decile, i) => ({
    ...decile,
    naive: counts?.[i] ?? 0,
    predictedValue: values?.[i] ?? 0,
    realisedValue: came?.[i] ?? 0,
    naiveValue: valuesBefore?.[i] ?? 0,
  }));
}
