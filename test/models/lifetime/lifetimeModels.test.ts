import fs from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  distinctStates,
  expectedTransactionValue,
  fitBgNbd,
  fitGammaGamma,
  fitMbgCnbd,
  fitMbgNbd,
  fitParetoNbd,
  lifetimeFits,
  type PurchaseStates,
} from '../../../models/index.ts';
import {
  type BetaGeometricParameters,
  betaGeometricLogLikelihood,
} from '../../../models/lifetime/betaGeometric.ts';
import { betaGeometricForecast } from '../../../models/lifetime/betaGeometricForecast.ts';
import { gammaGammaLogLikelihood } from '../../../models/lifetime/gammaGamma.ts';
import { chooseByHoldout } from '../../../models/lifetime/holdout.ts';
import { fitNbd } from '../../../models/lifetime/lifetimeModels.ts';
import { nbdLogLikelihood } from '../../../models/lifetime/nbd.ts';
import { paretoNbdForecast, paretoNbdLogLikelihood } from '../../../models/lifetime/paretoNbd.ts';
import { publicData } from '../../support/publicData.ts';

const cdnow = publicData('cdnow/BTYD_cdnowSummary_cbs.csv');
const one = (x: number, tx: number, T: number): PurchaseStates => ({
  x: Float64Array.of(x),
  tx: Float64Array.of(tx),
  T: Float64Array.of(T),
});
const bg = { k: 1, leavesAtOnce: false };
const mbg = { k: 1, leavesAtOnce: true };

describe.skipIf(!fs.existsSync(cdnow))('on the CDNOW sample (data absent: skipped)', () => {
  const columns = () => {
    const [, ...lines] = fs.readFileSync(cdnow, 'utf8').trim().split('\n');
    const table = lines.map((line) => line.split(',').map(Number));
    return [0, 1, 2, 3, 4].map((column) => Float64Array.from(table, (row) => row[column] ?? Number.NaN));
  };
  const [x, tx, T, , value] = fs.existsSync(cdnow) ? columns() : [];
  const states = () => distinctStates({ x: x as never, tx: tx as never, T: T as never });

  test.each([
    ['BG/NBD', fitBgNbd, { r: 0.24259, alpha: 4.4136, a: 0.79292, b: 2.42591 }, -9582.4292, 1653.4],
    [
      'Pareto/NBD',
      fitParetoNbd,
      { r: 0.55328, alpha: 10.5777, s: 0.60624, beta: 11.6687 },
      -9594.9762,
      1665.5,
    ],
    ['MBG/NBD', fitMbgNbd, { r: 0.52484, alpha: 6.18309, a: 0.89136, b: 1.614 }, -9582.1357, 1576.7],
    ['NBD', fitNbd, { r: 0.38477, alpha: 12.072 }, -9763.6576, undefined],
  ])('%s reaches the published maximum', (_, fit, parameters, logLikelihood, predicted) => {
    const distinct = states();
    expect(distinct.x).toHaveLength(1016);
    const model = fit(distinct);
    expect(model.converged).toBe(true);
    expect(Math.abs(model.logLikelihood - logLikelihood)).toBeLessThan(1e-3);
    for (const [letter, published] of Object.entries(parameters))
      expect(Math.abs((model.parameters[letter] ?? Number.NaN) / published - 1)).toBeLessThan(1e-3);
    if (predicted === undefined) return;
    const { expected } = model.forecast(distinct, 39);
    const sum = expected.reduce((total, each, i) => total + each * (distinct.count[i] ?? 0), 0);
    expect(sum).toBeCloseTo(predicted, 0);
  });

  test.each([
    [39, one(2, 30.43, 38.86), [1.22591, 0.72661], [1.26267, 0.70613], [1.4551, 0.86912]],
    [52, one(26, 30.86, 31), [25.759, 0.96892], [23.9999, 0.96555], [25.4563, 0.99792]],
    [39, one(0, 0, 38.86), [0.19478, 1], [0.15395, 0.38972], [0.10706, 0.2951]],
    [39, one(1, 1.71, 38.86), [0.20326, 0.21223], [0.18879, 0.17082], [0.17098, 0.16787]],
  ])('expectations over %d weeks of a state are the published ones', (t, state, ...published) => {
    for (const [i, fit] of [fitBgNbd, fitMbgNbd, fitParetoNbd].entries()) {
      const { expected, pAlive } = fit(states()).forecast(state, t);
      expect(Math.abs((expected[0] ?? 0) / (published[i]?.[0] ?? 0) - 1)).toBeLessThan(1e-4);
      expect(Math.abs((pAlive[0] ?? 0) - (published[i]?.[1] ?? 0))).toBeLessThan(1e-5);
    }
  });

  test.each([
    ['BG/NBD', fitBgNbd],
    ['Pareto/NBD', fitParetoNbd],
    ['NBD', fitNbd],
  ])('%s of some is the same, sought near that of all, near what ran off, or from nowhere', (_, fit) => {
    const some = (of: Float64Array) => of.filter((_, i) => i % 3 === 0);
    const third = distinctStates({ x: some(x as never), tx: some(tx as never), T: some(T as never) });
    const sought = fit(third);
    const all = fit(states());
    const ranOff = { ...all, parameters: { ...all.parameters, a: 1e-8, s: 1e-8, r: 2e4 } };
    expect(Math.abs(all.logLikelihood / sought.logLikelihood)).toBeGreaterThan(2);
    for (const near of [all, ranOff]) {
      const found = fit(third, near);
      expect(found.logLikelihood).toBeCloseTo(sought.logLikelihood, 6);
      for (const [letter, value] of Object.entries(sought.parameters))
        expect(Math.abs((found.parameters[letter] ?? Number.NaN) / value - 1)).toBeLessThan(1e-3);
    }
  });

  test('the gamma-gamma model reaches the published maximum over those who came back', () => {
    const fit = fitGammaGamma({ x: x as Float64Array, z: value as Float64Array });
    expect(fit).toMatchObject({ customers: 946, converged: true });
    expect(Math.abs(fit.logLikelihood - -4055.9177)).toBeLessThan(1e-3);
    for (const [got, published] of [
      [fit.parameters.p, 6.24957],
      [fit.parameters.q, 3.74422],
      [fit.parameters.v, 15.4435],
    ] as const)
      expect(Math.abs(got / published - 1)).toBeLessThan(1e-3);
  });

  test('the unit of time changes times, and the likelihood by x log unit alone', () => {
    const inDays = distinctStates({
      x: x as Float64Array,
      tx: (tx as Float64Array).map((each) => Math.round(each * 7)),
      T: (T as Float64Array).map((each) => Math.round(each * 7)),
    });
    const weeks = fitBgNbd(states());
    const days = fitBgNbd(inDays);
    expect(days.parameters.alpha).toBeCloseTo(7 * (weeks.parameters.alpha ?? 0), 3);
    expect(days.logLikelihood).toBeCloseTo(weeks.logLikelihood - 2457 * Math.log(7), 4);
  });
});

/** A function's derivatives by central differences. */
const slopes = (f: (at: readonly number[]) => number, at: readonly number[]) =>
  at.map((value, i) => {
    const h = 1e-5 * value;
    const moved = (by: number) => f(at.map((each, j) => (j === i ? each + by : each)));
    return (moved(h) - moved(-h)) / (2 * h);
  });

const several: PurchaseStates = {
  x: Float64Array.of(0, 1, 1, 4, 30),
  tx: Float64Array.of(0, 3, 19, 12, 38),
  T: Float64Array.of(20, 40, 19, 30, 39),
  count: Float64Array.of(5, 1, 2, 1, 3),
  sumLogIntervals: 17,
};

describe('the derivatives that the search uses', () => {
  test.each([
    [bg, [0.3, 4, 0.8, 2.4]],
    [mbg, [0.5, 6, 0.9, 1.6]],
    [{ k: 3, leavesAtOnce: true }, [0.5, 6, 0.9, 1.6]],
  ])('of the beta-geometric likelihood %j are those of its values', (form, at) => {
    const value = ([r = 1, alpha = 1, a = 1, b = 1]: readonly number[], gradient?: Float64Array) =>
      betaGeometricLogLikelihood({ r, alpha, a, b }, form, several, gradient);
    const gradient = new Float64Array(4);
    value(at, gradient);
    for (const [i, slope] of slopes(value, at).entries()) expect(gradient[i]).toBeCloseTo(slope, 4);
  });

  test.each([[[0.5, 10, 0.6, 11]], [[0.5, 10, 0.6, 2]], [[1.4, 3, 2, 3]]])(
    'of the Pareto/NBD likelihood at %j are those of its values',
    (at) => {
      const value = ([r = 1, alpha = 1, s = 1, beta = 1]: readonly number[], gradient?: Float64Array) =>
        paretoNbdLogLikelihood({ r, alpha, s, beta }, several, gradient);
      const gradient = new Float64Array(4);
      value(at, gradient);
      for (const [i, slope] of slopes(value, at).entries()) expect(gradient[i]).toBeCloseTo(slope, 4);
    },
  );

  test('of the NBD and the gamma-gamma likelihood are those of their values', () => {
    const nbd = ([r = 1, alpha = 1]: readonly number[], gradient?: Float64Array) =>
      nbdLogLikelihood({ r, alpha }, several, gradient);
    const spending = { x: Float64Array.of(1, 2, 7), z: Float64Array.of(10, 35, 22) };
    const gammaGamma = ([p = 1, q = 1, v = 1]: readonly number[], gradient?: Float64Array) =>
      gammaGammaLogLikelihood({ p, q, v }, spending, gradient);
    for (const [f, at] of [
      [nbd, [0.4, 12]],
      [gammaGamma, [6, 4, 15]],
    ] as const) {
      const gradient = new Float64Array(at.length);
      f(at, gradient);
      for (const [i, slope] of slopes(f, at).entries()) expect(gradient[i]).toBeCloseTo(slope, 4);
    }
  });
});

/** The integral of f over (from, to) by the midpoint rule in the logarithm. */
const integral = (f: (at: number) => number, from: number, to: number, steps = 400_000) => {
  const [low, high] = [Math.log(from), Math.log(to)];
  const width = (high - low) / steps;
  let sum = 0;
  for (let i = 0; i < steps; i++) {
    const at = Math.exp(low + (i + 0.5) * width);
    sum += f(at) * at * width;
  }
  return sum;
};

describe('numbers that overflow, cancel or divide by zero elsewhere', () => {
  test('BG/NBD with x = 0 and a + b < 1 expects what integrating over the chance of leaving gives', () => {
    const [r, alpha, a, b, t] = [0.11, 2.24, 0.31, 0.5, 30];
    const { expected, pAlive } = betaGeometricForecast({ r, alpha, a, b }, bg, one(0, 0, 1), t);
    // E = ∫ (1 − ((α+T)/(α+T+pt))^r) / p Beta(p; a, b) dp; in 1 − p near one, where the density has its other pole
    const rise = (p: number) => -Math.expm1(-r * Math.log1p((p * t) / (alpha + 1))) / p;
    const density = (p: number, rest: number) => p ** (a - 1) * rest ** (b - 1);
    const weighted = (f: (p: number) => number) =>
      integral((p) => f(p) * density(p, 1 - p), 1e-40, 0.5) +
      integral((rest) => f(1 - rest) * density(1 - rest, rest), 1e-30, 0.5);
    expect(pAlive[0]).toBe(1);
    expect(expected[0]).toBeCloseTo(weighted(rise) / weighted(() => 1), 6);
  });

  test('BG/NBD expects a finite number with x in the hundreds', () => {
    const p = { r: 0.24, alpha: 4.41, a: 0.79, b: 2.43 };
    for (const x of [300, 900, 5000, 100_000]) {
      const { expected, pAlive } = betaGeometricForecast(p, bg, one(x, 100, 100), 52);
      expect(pAlive[0]).toBeGreaterThan(0.9);
      expect(expected[0]).toBeGreaterThan(0.3 * x);
      expect(expected[0]).toBeLessThan(0.53 * x);
    }
  });

  test('ticks beyond five million count as five million', () => {
    // hardly anybody leaves, so that purchases are ticks; the mean of the smaller of a negative binomial number and
    // five million, by scipy
    const p = { r: 0.1, alpha: 1e-9, a: 1e-12, b: 1 };
    const { expected } = betaGeometricForecast(p, bg, one(0, 0, 0), 1);
    expect((expected[0] ?? 0) / 2_187_902.429262).toBeCloseTo(1, 6);
  });

  test('Pareto/NBD on the branch α ≥ β with 400 to 500 purchases is the integral that defines it', () => {
    for (const p of [
      { r: 10.465, alpha: 0.00798565, s: 3.0516, beta: 2.82 },
      { r: 3.0516, alpha: 2.82, s: 10.465, beta: 0.00798565 },
    ])
      for (const [x, tx, T] of [
        [400, 5, 6],
        [500, 5.5, 6],
        [450, 0.5, 40],
      ] as const) {
        const { expected, pAlive } = paretoNbdForecast(p, one(x, tx, T), 10);
        const relative = (at: number) =>
          Math.exp(
            (p.r + x) * Math.log((p.alpha + T) / (p.alpha + at)) +
              (p.s + 1) * Math.log((p.beta + T) / (p.beta + at)),
          );
        const odds = (p.s / (p.beta + T)) * integral(relative, tx, T);
        expect(Number.isFinite(paretoNbdLogLikelihood(p, one(x, tx, T)))).toBe(true);
        expect(pAlive[0]).toBeCloseTo(1 / (1 + odds), 9);
        if (odds < 1e100) expect((pAlive[0] ?? 0) * (1 + odds)).toBeCloseTo(1, 6);
        expect(expected[0]).toBeGreaterThanOrEqual(0);
      }
  });

  test.each([
    { r: 0.55, alpha: 10.6, s: 0.6, beta: 11.7 },
    { r: 0.3, alpha: 2, s: 2.5, beta: 40 },
    { r: 4, alpha: 90, s: 0.2, beta: 3 },
  ])('Pareto/NBD of few purchases is that integral too, over short times and long, at %j', (p) => {
    for (const [x, tx, T] of [
      [0, 0, 1],
      [0, 0, 30],
      [0, 0, 900],
      [1, 2, 100],
      [3, 20, 30],
      [12, 40, 700],
    ] as const) {
      // a day later, so that its logarithm is finite
      const relative = (after: number) =>
        Math.exp(
          (p.r + x) * Math.log((p.alpha + T) / (p.alpha + after - 1)) +
            (p.s + 1) * Math.log((p.beta + T) / (p.beta + after - 1)),
        );
      const odds = (p.s / (p.beta + T)) * integral(relative, tx + 1, T + 1);
      const { pAlive } = paretoNbdForecast(p, one(x, tx, T), 10);
      expect((pAlive[0] ?? 0) * (1 + odds)).toBeCloseTo(1, 8);
    }
  });

  test('P(alive) of 221 purchases up to the day before is a number', () => {
    const [r, alpha, a, b] = [0.5143, 2.8845, 0.2856, 14.1087];
    const state = one(221, 103.42857, 103.57143);
    const { pAlive, expected } = betaGeometricForecast({ r, alpha, a, b }, bg, state, 10);
    expect(pAlive[0]).toBeGreaterThan(0.99);
    expect(expected[0]).toBeGreaterThan(15);
    expect(paretoNbdForecast({ r, alpha, s: a, beta: b }, state, 10).pAlive[0]).toBeGreaterThan(0.99);
  });

  test.each([bg, mbg])('the expectation passes smoothly through a = 1 (%j)', (form) => {
    const at = (a: number) =>
      betaGeometricForecast({ r: 0.5, alpha: 5, a, b: 2 }, form, one(3, 20, 30), 40).expected[0] ?? 0;
    expect(at(1)).toBeCloseTo((at(1 - 1e-6) + at(1 + 1e-6)) / 2, 9);
  });

  test('the expectation passes smoothly through s = 1', () => {
    const at = (s: number) =>
      paretoNbdForecast({ r: 0.5, alpha: 5, s, beta: 9 }, one(3, 20, 30), 40).expected[0] ?? 0;
    expect(at(1)).toBeCloseTo((at(1 - 1e-6) + at(1 + 1e-6)) / 2, 9);
  });

  test('P(alive) of 1000 purchases that ended long ago is 0, not NaN', () => {
    for (const form of [bg, mbg]) {
      const gone = betaGeometricForecast(
        { r: 0.24, alpha: 4.4, a: 0.8, b: 2.4 },
        form,
        one(1000, 10, 100),
        39,
      );
      expect([gone.pAlive[0], gone.expected[0]]).toEqual([0, 0]);
    }
    const gone = paretoNbdForecast({ r: 0.55, alpha: 10.6, s: 0.6, beta: 11.7 }, one(1000, 10, 100), 39);
    expect(gone.pAlive[0]).toBe(0);
  });

  test('a customer of today and a gap of ten years give numbers', () => {
    for (const state of [one(0, 0, 0), one(1, 1, 3650), one(0, 0, 3650)])
      for (const form of [bg, mbg, { k: 4, leavesAtOnce: true }]) {
        const p = { r: 0.24, alpha: 4.4, a: 0.8, b: 2.4 };
        const { expected, pAlive } = betaGeometricForecast(p, form, state, 365);
        expect(expected[0]).toBeGreaterThanOrEqual(0);
        expect(pAlive[0]).toBeGreaterThanOrEqual(0);
        expect(pAlive[0]).toBeLessThanOrEqual(1);
      }
  });
});

/** MBG/NBD as Batislam, Denizel & Filiztekin (2007) have it, its gamma functions as products. */
function mbgNbdLogLikelihood(
  { r, alpha, a, b }: BetaGeometricParameters,
  { x, tx, T, count }: PurchaseStates,
): number {
  let total = 0;
  x.forEach((purchases, i) => {
    let [ofRates, stayed] = [alpha ** r, 1];
    for (let j = 0; j < purchases; j++) {
      ofRates *= r + j;
      stayed *= (b + j) / (a + b + j);
    }
    const staysOn = (stayed * (b + purchases)) / (a + b + purchases);
    const leaves = (stayed * a) / (a + b + purchases);
    const power = (since: number) => (alpha + since) ** -(r + purchases);
    const likelihood = ofRates * (staysOn * power(T[i] ?? 0) + leaves * power(tx[i] ?? 0));
    total += (count?.[i] ?? 1) * Math.log(likelihood);
  });
  return total;
}

describe('regularity', () => {
  test('of k = 1 is MBG/NBD', () => {
    const p = { r: 0.5, alpha: 6, a: 0.9, b: 1.6 };
    expect(betaGeometricLogLikelihood(p, mbg, several)).toBeCloseTo(mbgNbdLogLikelihood(p, several), 10);
  });

  test('expects what simulating Erlang-2 purchases with the same posterior gives', () => {
    const [r, alpha, a, b, t] = [40, 20, 2, 6, 12];
    // nearly fixed rates: 2 ticks a week, a purchase every second tick; the last purchase was just now
    const { expected } = betaGeometricForecast(
      { r: r * 1e4, alpha: alpha * 1e4, a, b },
      { k: 2, leavesAtOnce: true },
      one(0, 0, 0),
      t,
    );
    // P(N ≥ n) of an Erlang-2 renewal process is P(Poisson(2t) ≥ 2n)
    let [poisson, cumulative] = [Math.exp(-2 * t), 0];
    const atLeast: number[] = [];
    for (let m = 0; m < 200; m++) {
      atLeast.push(1 - cumulative);
      cumulative += poisson;
      poisson *= (2 * t) / (m + 1);
    }
    let [stays, sum] = [b / (a + b), 0];
    for (let n = 1; 2 * n < 200; n++) {
      sum += stays * (atLeast[2 * n] ?? 0);
      stays *= (b + n) / (a + b + n);
    }
    expect((expected[0] ?? 0) / sum).toBeCloseTo(1, 3);
  });
});

describe('states', () => {
  test('that are equal are counted once, and each customer knows theirs', () => {
    const states = distinctStates({
      x: Float64Array.of(2, 0, 2, 0, 2),
      tx: Float64Array.of(5, 0, 5, 0, 4),
      T: Float64Array.of(9, 9, 9, 9, 9),
    });
    expect([...states.x]).toEqual([0, 2, 2]);
    expect([...states.count]).toEqual([2, 2, 1]);
    expect([...states.stateOf]).toEqual([1, 0, 1, 0, 2]);
  });

  test.each([
    [1, 5, 4],
    [0, 1, 4],
    [1.5, 1, 4],
    [1, Number.NaN, 4],
    [-1, 0, 4],
  ])('x %d, t_x %d, T %d are refused', (x, tx, T) => {
    expect(() => distinctStates(one(x, tx, T))).toThrow('customer 0');
  });

  test('that are refused are so for what is said; a repeat on the first day of a coarse unit is none of them', () => {
    expect(() => distinctStates(one(0, 5, 10))).toThrow('t_x is 0 where x is 0');
    expect([...distinctStates(one(3, 0, 10)).x]).toEqual([3]);
  });

  test('do not tell the parameters where nobody came back, and the fit says so', () => {
    const onlyOnce = distinctStates({
      x: new Float64Array(50),
      tx: new Float64Array(50),
      T: Float64Array.from({ length: 50 }, (_, i) => i + 1),
    });
    expect(fitBgNbd(onlyOnce).converged).toBe(false);
    expect(() => distinctStates(one(0, 0, 0))).not.toThrow();
    expect(() => fitBgNbd(distinctStates(one(0, 0, 0)))).toThrow('no customer was observed');
  });

  test('of one customer give numbers', () => {
    for (const fit of [fitBgNbd, fitMbgNbd, fitParetoNbd, fitNbd]) {
      const model = fit(distinctStates(one(3, 20, 30)));
      expect(Number.isFinite(model.logLikelihood)).toBe(true);
      expect(Number.isFinite(model.forecast(one(3, 20, 30), 52).expected[0])).toBe(true);
    }
  });
});

test('every model is fitted under its name', () => {
  const states = distinctStates(several);
  for (const [name, fit] of Object.entries(lifetimeFits)) expect(fit(states).name).toBe(name);
});

test('the model is chosen by what came, and by likelihood among equals', () => {
  const states = distinctStates(several);
  const [good, likely, bad] = [fitNbd(states), fitMbgCnbd(states, 1), fitBgNbd(states)];
  const actual = Float64Array.of(0, 1, 0, 3, 9, 2, 1, 0, 4, 1);
  const near = actual.map((each) => each + 0.01);
  const same = actual.map((each, i) => each + (i % 2 === 0 ? 0.0101 : -0.0099));
  const far = actual.map((each) => each + 5);
  const converged = { converged: true };
  expect(
    chooseByHoldout(
      [
        { model: { ...good, ...converged, logLikelihood: -20 }, expected: near },
        { model: { ...likely, ...converged, logLikelihood: -10 }, expected: same },
        { model: { ...bad, ...converged, logLikelihood: -5 }, expected: far },
      ],
      actual,
    ).name,
  ).toBe('mbg-cnbd-k');
});

test('the expected value of a transaction is drawn towards the mean of all', () => {
  const p = { p: 6.25, q: 3.74, v: 15.44 };
  const [none = 0, few = 0, many = 0] = expectedTransactionValue(p, {
    x: Float64Array.of(0, 1, 50),
    z: Float64Array.of(Number.NaN, 100, 100),
  });
  expect(none).toBeCloseTo((6.25 * 15.44) / 2.74, 10);
  expect(few).toBeGreaterThan(none);
  expect(many).toBeGreaterThan(few);
  expect(many).toBeLessThan(100);
});
