import { describe, expect, test } from 'vitest';
import {
  chooseByHoldout,
  compareErrors,
  isNoWorse,
  type LifetimeModel,
  lifetimeForecast,
  pastRateModel,
  purchasesAtLeast,
} from '../../../models/index.ts';

const model = (name: LifetimeModel['name'], logLikelihood: number): LifetimeModel => ({
  ...pastRateModel,
  ...{ name, logLikelihood },
});

describe('the choice by a holdout', () => {
  // one customer of very many purchases makes every difference uncertain
  const actual = Float64Array.from({ length: 1000 }, (_, i) => (i === 0 ? 1000 : 1));
  const near = actual.map((one) => (one > 1 ? 960 : 1.1));
  const far = actual.map((one) => (one > 1 ? 870 : 1.1));

  test('is not of a likelier model that errs twice as much, however uncertain that is', () => {
    const candidates = [
      { model: model('nbd', -100), expected: near },
      { model: model('mbg-cnbd-k', -50), expected: far },
    ];
    const { difference, error } = compareErrors(far, near, actual);
    expect(difference).toBeLessThanOrEqual(1.001 * error);
    expect(chooseByHoldout(candidates, actual).name).toBe('nbd');
    expect(isNoWorse(compareErrors(far, near, actual))).toBe(false);
    expect(isNoWorse(compareErrors(near, far, actual))).toBe(true);
    expect(isNoWorse(compareErrors(near, near, actual))).toBe(true);
  });

  test('is of the likelier where both err about alike', () => {
    const alike = near.map((one) => (one > 2 ? 959 : one));
    const candidates = [
      { model: model('nbd', -100), expected: near },
      { model: model('mbg-nbd', -50), expected: alike },
    ];
    expect(chooseByHoldout(candidates, actual).name).toBe('mbg-nbd');
  });

  test('is of no model whose expectations are not numbers', () => {
    const candidates = [
      { model: model('pareto-nbd', -10), expected: near.map((one, i) => (i === 5 ? Number.NaN : one)) },
      { model: model('nbd', -100), expected: far },
    ];
    expect(chooseByHoldout(candidates, actual).name).toBe('nbd');
  });
});

test('everybody going on as before has a mean and a distribution, of nothing seen too', () => {
  const states = { x: Float64Array.of(0, 6, 0), tx: Float64Array.of(0, 9, 0), T: Float64Array.of(10, 12, 0) };
  const formula = { name: 'past_rate' as const, parameters: {} };
  const { pAlive, expected } = lifetimeForecast(formula, states, 4);
  expect([...expected]).toEqual([0, 2, 0]);
  expect([...pAlive]).toEqual([1, 1, 1]);
  const atLeast = purchasesAtLeast(formula, { x: 6, tx: 9, T: 12 }, 4);
  expect(atLeast.slice(1).reduce((sum, one) => sum + one, 0)).toBeCloseTo(2, 4);
  expect([...purchasesAtLeast(formula, { x: 0, tx: 0, T: 0 }, 4)]).toEqual([1, 0]);
});
