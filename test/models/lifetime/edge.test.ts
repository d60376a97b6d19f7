import { randomExponential, randomGamma, randomLcg } from 'd3-random';
import { describe, expect, test } from 'vitest';
import {
  distinctStates,
  fitBgNbd,
  fitMbgCnbd,
  fitMbgNbd,
  fitParetoNbd,
  type LifetimeModel,
  mostRegular,
} from '../../../models/index.ts';
import { fitNbd, fitRegularity } from '../../../models/lifetime/lifetimeModels.ts';

/**
 * Customers of 500 to 800 days; `rates` draws purchases and leaving a day. What they did, and how much in the
 * year after.
 */
function customers(rates: (random: () => number) => readonly [number, number]) {
  const random = randomLcg(0.27);
  const after = randomExponential.source(random);
  const [x, tx, T]: [number[], number[], number[]] = [[], [], []];
  let later = 0;
  for (let i = 0; i < 1500; i++) {
    const [buys, leaves] = rates(random);
    const end = 500 + 300 * random();
    const gone = leaves > 0 ? after(leaves)() : Number.POSITIVE_INFINITY;
    let [count, last] = [0, 0];
    for (let at = after(buys)(); at < Math.min(gone, end + 365); at += after(buys)()) {
      if (at > end) later++;
      else [count, last] = [count + 1, at];
    }
    x.push(count);
    tx.push(last);
    T.push(end);
  }
  return {
    later,
    states: distinctStates({ x: Float64Array.from(x), tx: Float64Array.from(tx), T: Float64Array.from(T) }),
  };
}

const expectedBy = (model: LifetimeModel, states: ReturnType<typeof distinctStates>) =>
  model.forecast(states, 365).expected.reduce((sum, one, i) => sum + one * (states.count[i] as number), 0);

describe('a fit at the edge', () => {
  test.each([
    ['all buy at one rate and leave at one rate', () => [1 / 30, 1 / 400] as const],
    [
      'all leave at one rate',
      (random: () => number) => [randomGamma.source(random)(1.2, 0.03)() + 1e-9, 1 / 300] as const,
    ],
    [
      'all buy at one rate',
      (random: () => number) => [1 / 40, randomGamma.source(random)(1, 1 / 400)()] as const,
    ],
    ['all buy seldom, at one rate', () => [1 / 200, 1 / 400] as const],
  ])('stands where %s, and comes true', (_, rates) => {
    const { states, later } = customers(rates);
    for (const fit of [fitBgNbd, fitMbgNbd, fitParetoNbd]) {
      const model = fit(states);
      expect(model.converged, model.name).toBe(true);
      expect(model.logLikelihood).toBeGreaterThanOrEqual(fitNbd(states).logLikelihood - 0.5);
    }
    expect(Math.abs(expectedBy(fitParetoNbd(states), states) / later - 1)).toBeLessThan(0.15);
  });

  test('stands where nobody leaves and all buy at one rate', () => {
    const { states, later } = customers(() => [1 / 60, 0]);
    for (const fit of [fitBgNbd, fitMbgNbd, fitParetoNbd, fitNbd]) {
      const model = fit(states);
      expect(model.converged, model.name).toBe(true);
      expect(Math.abs(expectedBy(model, states) / later - 1)).toBeLessThan(0.05);
    }
  });
});

describe('a fit of customers of whom hardly anybody leaves', () => {
  test.each([
    [0.2, 20],
    [0.5, 5],
    [1, 10],
    [3, 5],
    [30, 60],
  ])('is not below NBD, its own limit, where rates have the shape %d and the mean 1 / %d', (shape, days) => {
    const { states } = customers((random) => [
      randomGamma.source(random)(shape, 1 / (shape * days))() + 1e-9,
      0,
    ]);
    const bar = fitNbd(states).logLikelihood - 1e-3;
    for (const fit of [fitBgNbd, fitMbgNbd, fitParetoNbd])
      expect(fit(states).logLikelihood, fit.name).toBeGreaterThan(bar);
  });

  test('finds the few who left at once, though all others stay', () => {
    const { states } = customers((random) => {
      const buys = randomGamma.source(random)(4, 1 / 240)() + 1e-9;
      return [buys, random() < 0.003 ? 1000 : 0];
    });
    const stay = fitNbd(states).logLikelihood;
    expect(fitMbgNbd(states).logLikelihood - stay).toBeGreaterThan(0.65);
    expect(fitParetoNbd(states).logLikelihood - stay).toBeGreaterThan(0.5);
  });
});

test.each([
  [8, 200, 200],
  [15, 100, 400],
  [60, 60, 400],
])(
  'a fit comes back from the edge where it is past the maximum: shape %d, mean 1 / %d, leaving at 1 / %d',
  (shape, days, stays) => {
    const { states } = customers((random) => [
      randomGamma.source(random)(shape, 1 / (shape * days))(),
      1 / stays,
    ]);
    const model = fitParetoNbd(states);
    expect(model.converged).toBe(true);
    expect(Math.abs(Math.log((model.parameters.r ?? 0) / shape))).toBeLessThan(0.5);
  },
);

describe('a fit of regular purchases', () => {
  /** Customers of 30 to 104 weeks, everyone with a time between purchases of their own, which varies by 1/√k. */
  const regular = (k: number) => {
    const random = randomLcg(0.61);
    const gap = randomGamma.source(random)(k, 1 / k);
    const gone = randomExponential.source(random)(1 / 57);
    const [x, tx, T]: [number[], number[], number[]] = [[], [], []];
    let sumLogIntervals = 0;
    for (let i = 0; i < 1500; i++) {
      const [every, observed] = [2 + 6.6 * random(), 30 + 74 * random()];
      const end = Math.min(observed, gone());
      let [count, last] = [0, 0];
      for (let next = every * gap(); next < end; next += every * gap()) {
        sumLogIntervals += Math.log(next - last);
        [count, last] = [count + 1, next];
      }
      x.push(count);
      tx.push(last);
      T.push(observed);
    }
    const states = { x: Float64Array.from(x), tx: Float64Array.from(tx), T: Float64Array.from(T) };
    return distinctStates({ ...states, sumLogIntervals });
  };

  test.each([1, 2, 3, 5, 7, 10, 14, 20])('finds k = %i', (k) => {
    const states = regular(k);
    const found = fitRegularity(states);
    expect(found.converged).toBe(true);
    expect(Math.abs((found.parameters.k ?? 0) / k - 1)).toBeLessThan(0.15);
  });

  test('ends at a maximum whatever k is, though the likelihood grows with it and its rounding too', () => {
    const states = regular(30);
    for (const k of [4, 8, 12, 16, 20, 24, 36]) expect(fitMbgCnbd(states, k).converged, `${k}`).toBe(true);
    expect(fitRegularity(states)).toMatchObject({ converged: true, parameters: { k: mostRegular } });
  });
});
