import { randomBeta, randomExponential, randomGamma, randomLcg } from 'd3-random';
import { describe, expect, test } from 'vitest';
import {
  discountedPurchases,
  distinctStates,
  expectedTransactionValue,
  fitBgNbd,
  fitGammaGamma,
  fitParetoNbd,
  type LifetimeFormula,
  lifetimeForecast,
  type PurchaseStates,
  scaleOf,
  valueIntervals,
} from '../../../models/index.ts';
import { purchasesAtLeast } from '../../../models/lifetime/purchaseCounts.ts';
import { valueQuantile, valueSpread } from '../../../models/lifetime/valueQuantiles.ts';

const formulas: readonly LifetimeFormula[] = [
  { name: 'bg-nbd', parameters: { r: 0.24, alpha: 4.4, a: 0.8, b: 2.4 } },
  { name: 'mbg-nbd', parameters: { r: 0.5, alpha: 6.2, a: 0.9, b: 1.6 } },
  { name: 'mbg-cnbd-k', parameters: { r: 0.9, alpha: 3.1, a: 0.9, b: 4, k: 3 } },
  { name: 'pareto-nbd', parameters: { r: 0.55, alpha: 10.6, s: 0.6, beta: 11.7 } },
  { name: 'nbd', parameters: { r: 0.4, alpha: 12 } },
  { name: 'none', parameters: { scale: 1.3, r: 0.4, alpha: 12 } },
  { name: 'past_rate', parameters: { r: 0.4, alpha: 12 } },
];
const states: PurchaseStates = {
  x: Float64Array.of(0, 0, 1, 4, 30, 300),
  tx: Float64Array.of(0, 0, 3, 28, 38, 39),
  T: Float64Array.of(0, 20, 40, 30, 39, 39),
};

describe('the distribution of purchases', () => {
  test.each(formulas)('of $name has the mean that the forecast gives', (formula) => {
    const { expected, pAlive } = lifetimeForecast(formula, states, 26);
    for (let i = 0; i < states.x.length; i++) {
      const [x = 0, tx = 0, T = 0] = [states.x[i], states.tx[i], states.T[i]];
      const chances = purchasesAtLeast(formula, { x, tx, T }, 26);
      expect(chances[0]).toBeCloseTo(1, 9);
      const mean = chances.subarray(1).reduce((sum, one) => sum + one, 0) * (pAlive[i] ?? 0);
      expect(Math.abs(mean - (expected[i] ?? 0))).toBeLessThan(2e-3 * Math.max(0.02, expected[i] ?? 0));
    }
  });
});

test('chances of numbers that are followed no further are those of a hundred thousand or more, as scipy has them', () => {
  const nobody = { x: 0, tx: 0, T: 0 };
  const chances = purchasesAtLeast({ name: 'nbd', parameters: { r: 0.1, alpha: 1e-9 } }, nobody, 1);
  expect(chances).toHaveLength(100_000);
  expect(chances[99_999]).toBeCloseTo(0.5815392315, 6);
  expect(chances[49_999]).toBeCloseTo(0.6095610888, 6);
  const many = purchasesAtLeast({ name: 'none', parameters: { scale: 2e5, r: 1, alpha: 1 } }, nobody, 1);
  expect(many[99_999]).toBeCloseTo(0.50168, 4);
});

describe('discounted purchases', () => {
  test.each(formulas)('of $name are the sum over weeks, each discounted', (formula) => {
    const discount = Math.log(1.1) / 52;
    const got = discountedPurchases(formula, states, 156, discount);
    const sum = new Float64Array(states.x.length);
    let before = new Float64Array(states.x.length);
    for (let week = 1; week <= 156; week++) {
      const { expected } = lifetimeForecast(formula, states, week);
      expected.forEach((one, i) => {
        sum[i] = (sum[i] ?? 0) + (one - (before[i] ?? 0)) * Math.exp(-discount * (week - 0.5));
      });
      before = Float64Array.from(expected);
    }
    for (const [i, one] of sum.entries()) {
      expect(Math.abs((got[i] ?? 0) - one)).toBeLessThanOrEqual(1e-3 * one);
      expect(got[i]).toBeLessThanOrEqual(before[i] ?? 0);
    }
  });

  test.each(formulas)(
    'of $name are right over the horizons and discounts that can be configured',
    (formula) => {
      for (const [years, rate] of [
        [1, 0.1],
        [3, 0.1],
        [10, 0.15],
        [10, 0.4],
        [10, 10],
      ] as const) {
        const t = 52 * years;
        const discount = Math.log1p(rate) / 52;
        const got = discountedPurchases(formula, states, t, discount);
        const sum = new Float64Array(states.x.length);
        const steps = 1500;
        let before = new Float64Array(states.x.length);
        for (let i = 1; i <= steps; i++) {
          const kept = Math.exp(-discount * t * ((i - 0.5) / steps) ** 3);
          const { expected } = lifetimeForecast(formula, states, t * (i / steps) ** 3);
          expected.forEach((one, j) => {
            sum[j] = (sum[j] ?? 0) + kept * (one - (before[j] ?? 0));
          });
          before = Float64Array.from(expected);
        }
        for (const [j, one] of sum.entries())
          expect(Math.abs((got[j] ?? 0) / one - 1), `${years} years, ${rate}`).toBeLessThan(0.002);
      }
    },
  );

  test('without a discount are the expected ones', () => {
    const [formula] = formulas as [LifetimeFormula];
    expect(discountedPurchases(formula, states, 52, 0)).toEqual(
      lifetimeForecast(formula, states, 52).expected,
    );
  });
});

/** Customers who buy, leave and spend as the models say: what is seen until T, and the year after. */
function customers(n: number, seed: number, leavesAtAnyTime: boolean) {
  const random = randomLcg(seed);
  const rate = randomGamma.source(random)(0.9, 1 / 45);
  const leaving = randomBeta.source(random)(0.8, 4);
  const lifeRate = randomGamma.source(random)(0.8, 1 / 150);
  const exponential = randomExponential.source(random);
  const gamma = randomGamma.source(random);
  const column = () => new Float64Array(n);
  const [x, tx, T, value, spent] = [column(), column(), column(), column(), column()];
  for (let i = 0; i < n; i++) {
    const observed = 60 + Math.floor(random() * 600);
    const [perDay, leaves, scale] = [rate(), leaving(), gamma(3.7, 1 / 15)()];
    const life = leavesAtAnyTime ? exponential(lifeRate())() : Number.POSITIVE_INFINITY;
    const transaction = () => gamma(6, 1 / scale)();
    let [at, total] = [0, transaction()];
    for (;;) {
      at += exponential(perDay)();
      if (!(at < Math.min(observed + 365, life))) break;
      if (at <= observed) {
        x[i] = (x[i] ?? 0) + 1;
        tx[i] = at;
        total += transaction();
      } else spent[i] = (spent[i] ?? 0) + transaction();
      if (!leavesAtAnyTime && random() < leaves) break;
    }
    T[i] = observed;
    value[i] = total / ((x[i] ?? 0) + 1);
  }
  return { states: { x, tx, T }, value, spent };
}

describe('the interval of what a customer will spend', () => {
  test('is that of their own state, whoever else there is', () => {
    const formula = { name: 'mbg-nbd' as const, parameters: { r: 1, alpha: 10, a: 0.5, b: 2 } };
    const highOf = (x: readonly number[], T: readonly number[]) => {
      const seen = { x: Float64Array.from(x), tx: Float64Array.from(x), T: Float64Array.from(T) };
      const alive = new Float64Array(x.length).fill(0.9);
      return valueIntervals(formula, () => ({ p: 3, q: 4, v: 50 }), seen, alive, 30).high.at(-1);
    };
    expect(highOf([2, 1], [3650, 68])).toBe(highOf([1], [68]));
  });

  test.each<LifetimeFormula>([
    { name: 'bg-nbd', parameters: { r: 0.6, alpha: 20, a: 0.8, b: 2.4 } },
    { name: 'mbg-nbd', parameters: { r: 1, alpha: 25, a: 1, b: 7 } },
    { name: 'mbg-cnbd-k', parameters: { r: 0.9, alpha: 15, a: 0.9, b: 4, k: 2 } },
    { name: 'mbg-cnbd-k', parameters: { r: 2, alpha: 3, a: 0.9, b: 4, k: 12 } },
    { name: 'pareto-nbd', parameters: { r: 1.1, alpha: 140, s: 0.4, beta: 30 } },
    { name: 'nbd', parameters: { r: 0.4, alpha: 60 } },
  ])('is as of their own days, the first as the ten-thousandth: $name $parameters', (formula) => {
    const spending = { p: 2.2, q: 5, v: 300 };
    const days = [0, 1, 5, 14, 29, 47, 59, 85, 114, 171, 228, 400, 700, 1500, 3650];
    const seen = days.flatMap((T) =>
      [0, 1, 2, 5, 12]
        .filter((x) => 3 * x <= T)
        .flatMap((x) =>
          x === 0 ? [[0, 0, T]] : [0, 0.3, 0.7, 1].map((part) => [x, Math.round(T * part), T]),
        ),
    );
    const column = (i: number) => Float64Array.from(seen, (one) => one[i] ?? 0);
    const states = { x: column(0), tx: column(1), T: column(2) };
    const { pAlive: alive } = lifetimeForecast(formula, states, 365);
    const { low, high } = valueIntervals(formula, () => spending, states, alive, 365);
    seen.forEach(([x = 0, tx = 0, T = 0], i) => {
      const spread = valueSpread(purchasesAtLeast(formula, { x, tx, T }, 365), spending, x + 1);
      const own = (share: number) => valueQuantile([{ spread, share: 1 }], alive[i] ?? 0, share);
      const state = `x ${x}, t_x ${tx}, T ${T}`;
      // a tenth is to spend less than the lower end and a tenth more than the upper one
      for (const [end, share] of [
        [low[i], 0.1],
        [high[i], 0.9],
      ] as const) {
        expect.soft(end, state).toBeGreaterThanOrEqual(own(share - 0.012));
        expect.soft(end, state).toBeLessThanOrEqual(own(share + 0.012));
      }
    });
  });

  test.each([
    ['BG/NBD', false, 0.8],
    ['BG/NBD', false, 0.95],
    ['Pareto/NBD', true, 0.8],
  ])('holds what %s customers did (leaving at any time: %s) at %d', (_, leavesAtAnyTime, confidence) => {
    const n = 6000;
    const { states: seen, value, spent } = customers(n, 0.37, leavesAtAnyTime);
    const model = (leavesAtAnyTime ? fitParetoNbd : fitBgNbd)(distinctStates(seen));
    const orders = seen.x.map((one) => one + 1);
    const { parameters } = fitGammaGamma({ x: orders, z: value });
    const { pAlive, expected } = model.forecast(seen, 365);
    const { low, high } = valueIntervals(model, () => parameters, seen, pAlive, 365, confidence);
    const mean = expectedTransactionValue(parameters, { x: orders, z: value });
    let [below, above, open, aboveOpen, predicted, came] = [0, 0, 0, 0, 0, 0];
    for (let i = 0; i < n; i++) {
      const scale = scaleOf(parameters, orders[i] ?? 0, value[i] ?? 0);
      const [least, most, actual] = [(low[i] ?? 0) * scale, (high[i] ?? 0) * scale, spent[i] ?? 0];
      expect(most).toBeGreaterThanOrEqual(least);
      if (actual < least) below++;
      if (actual > most) above++;
      if (most > 0) {
        open++;
        if (actual > most) aboveOpen++;
      }
      predicted += (expected[i] ?? 0) * (mean[i] ?? 0);
      came += actual;
    }
    const tail = (1 - confidence) / 2;
    const chance = 3.5 * Math.sqrt((tail * (1 - tail)) / open);
    console.log(
      `${_} at ${confidence}: above ${(above / n).toFixed(4)}, of those with an upper end ${(aboveOpen / open).toFixed(4)}, below ${(below / n).toFixed(4)} (nominal ${tail.toFixed(3)}); predicted / came ${(predicted / came).toFixed(4)}`,
    );
    expect(Math.abs(aboveOpen / open - tail)).toBeLessThan(chance);
    expect(above / n).toBeLessThan(tail + chance);
    // nothing at all is often within the interval, so fewer than the nominal share lie below it
    expect(below / n).toBeLessThan(tail + chance);
    expect(Math.abs(predicted / came - 1)).toBeLessThan(0.06);
  });
});
