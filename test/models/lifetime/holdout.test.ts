import { describe, expect, test } from 'vitest';
import { fitPastRate, judgeByHoldout, type LifetimeModel, lifetimeForecast } from '../../../models/index.ts';
import { chooseByHoldout, compareErrors, isNoWorse } from '../../../models/lifetime/holdout.ts';
import { purchasesAtLeast } from '../../../models/lifetime/purchaseCounts.ts';

const nobody = { x: new Float64Array(0), tx: new Float64Array(0), T: new Float64Array(0) };
const model = (name: LifetimeModel['name'], logLikelihood: number): LifetimeModel => ({
  ...fitPastRate(nobody),
  name,
  logLikelihood,
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

  test('counts how differences spread about their mean: one that errs a little less everywhere is better for certain', () => {
    const nothing = new Float64Array(200);
    const worse = nothing.map((_, i) => Math.sqrt(1 + 0.01 * ((i % 3) - 1)));
    const { difference, error } = compareErrors(worse, nothing, nothing);
    const squares = worse.map((one) => one ** 2);
    const mean = squares.reduce((sum, one) => sum + one, 0) / 200;
    const variance = squares.reduce((sum, one) => sum + (one - mean) ** 2, 0) / 199;
    expect(difference).toBeCloseTo(200 * mean, 9);
    expect(error).toBeCloseTo(Math.sqrt(200 * variance), 9);
    const actual = new Float64Array(5);
    const first = compareErrors(Float64Array.of(2, 2, 1, 1, 1), actual, actual);
    const counted = [Float64Array.of(2, 1), new Float64Array(2), new Float64Array(2)] as const;
    const { difference: sum, error: ofSum } = compareErrors(...counted, Float64Array.of(2, 3));
    expect([sum, ofSum]).toEqual([first.difference, expect.closeTo(first.error, 9)]);
  });

  test('is of the likelier where both err about alike', () => {
    const alike = near.map((one) => (one > 2 ? 959 : one));
    const candidates = [
      { model: model('nbd', -100), expected: near },
      { model: model('mbg-nbd', -50), expected: alike },
    ];
    expect(chooseByHoldout(candidates, actual).name).toBe('mbg-nbd');
  });

  test('is of the plainer where both are about as likely, and not where the other is much likelier', () => {
    const chosen = (likelier: number) => {
      const plain = { ...model('nbd', -100), parameters: { r: 1, alpha: 1 } };
      const other = {
        ...model('pareto-nbd', -100 + likelier),
        parameters: { r: 1, alpha: 1, s: 1, beta: 1 },
      };
      const candidates = [plain, other].map((one) => ({ model: one, expected: near }));
      return chooseByHoldout(candidates, actual).name;
    };
    // two parameters more, of a thousand customers: their price is log(1000)
    expect([chosen(0.1), chosen(6.8), chosen(7)]).toEqual(['nbd', 'nbd', 'pareto-nbd']);
  });

  test('is of the likelier unless it errs more beyond chance, 1.96 standard errors', () => {
    const nothing = new Float64Array(200);
    const chosen = (errors: number) => {
      // squared errors that spread by 1 about 100, and about so many standard errors more
      const likelier = nothing.map((_, i) =>
        Math.sqrt(100 + errors * (1 / Math.sqrt(200)) + (i % 2 ? 1 : -1)),
      );
      const candidates = [
        { model: model('bg-nbd', -105), expected: nothing.map(() => 10) },
        { model: model('mbg-nbd', -100), expected: likelier },
      ];
      return chooseByHoldout(candidates, nothing).name;
    };
    expect([chosen(0), chosen(1.2), chosen(1.9), chosen(2.1)]).toEqual([
      'mbg-nbd',
      'mbg-nbd',
      'mbg-nbd',
      'bg-nbd',
    ]);
  });

  test('stands against everybody going on as before where it is better by more than chance and a hundredth', () => {
    const came = Float64Array.from({ length: 1000 }, (_, i) => i % 3);
    const asBefore = came.map((one, i) => one + (i % 2 === 0 ? 1 : -1));
    const stands = (expected: Float64Array) =>
      judgeByHoldout([{ model: model('nbd', -100), expected }], asBefore, came).isStanding;
    const by = (ratio: number) => came.map((one, i) => one + ratio * ((asBefore[i] ?? 0) - one));
    expect([stands(asBefore), stands(by(0.995)), stands(by(0.98)), stands(by(1.02))]).toEqual([
      false,
      false,
      true,
      false,
    ]);
    // by a fifth, but all of it of one customer
    const giant = by(0.999).map((one, i) => (i === 0 ? one + 20 : one));
    const verdict = judgeByHoldout([{ model: model('nbd', -100), expected: asBefore }], giant, came);
    expect(verdict.isStanding).toBe(false);
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
  const formula = { name: 'past_rate' as const, parameters: { r: 1, alpha: 6 } };
  const { pAlive, expected } = lifetimeForecast(formula, states, 4);
  expect([...expected]).toEqual([4 / 16, 28 / 18, 4 / 6]);
  expect([...pAlive]).toEqual([1, 1, 1]);
  const atLeast = purchasesAtLeast(formula, { x: 6, tx: 9, T: 12 }, 4);
  expect(atLeast.slice(1).reduce((sum, one) => sum + one, 0)).toBeCloseTo(28 / 18, 4);
  const none = { name: 'past_rate' as const, parameters: { r: 0, alpha: 1 } };
  expect([...purchasesAtLeast(none, { x: 0, tx: 0, T: 0 }, 4)]).toEqual([1, 0]);
});
