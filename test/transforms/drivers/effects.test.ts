import { randomLcg, randomNormal } from 'd3-random';
import { describe, expect, test } from 'vitest';
import { adjustHolm } from '../../../models/index.ts';
import { type Driver, driverEffects } from '../../../transforms/drivers/effects.ts';

const random = randomLcg(0.2);
const normal = randomNormal.source(random)(0, 1);
const measured = (name: string, values: Float64Array): Driver => ({ name, kind: 'measured', values });
const noise = (name: string, n: number) => measured(name, Float64Array.from({ length: n }, normal));

describe('drivers', () => {
  test('that act are found with their size, others are not claimed', () => {
    const n = 800;
    const wait = Float64Array.from({ length: n }, () => 5 * random());
    const reopened = Float64Array.from({ length: n }, () => (random() < 0.1 ? 1 : 0));
    const score = wait.map((days, i) => 4 - 0.3 * days - 0.6 * (reopened[i] ?? 0) + 0.7 * normal());
    const { effects, summary } = driverEffects(score, [
      measured('wait', wait),
      { name: 'reopened', kind: 'present', values: reopened },
      noise('weather', n),
      measured('same', new Float64Array(n).fill(2)),
    ]);
    const [first, second, third, fourth] = effects;
    expect(first).toMatchObject({ driver: 'wait', verdict: 'lowers' });
    expect(first?.perUnit).toBeCloseTo(-0.3, 1);
    expect(first?.effect).toBeCloseTo((first?.perUnit ?? 0) * (first?.step ?? 0), 10);
    expect(second).toMatchObject({ driver: 'reopened', step: 1, verdict: 'lowers' });
    expect((second?.low ?? 0) < -0.6 && -0.6 < (second?.high ?? 0)).toBe(true);
    expect(third?.verdict).toBe('unclear');
    expect(fourth).toMatchObject({ verdict: 'constant', effect: null });
    expect(summary.rows).toBe(n);
    expect(summary.explained).toBeGreaterThan(0.2);
  });

  test('have the mean that they have, far values and all', () => {
    const values = Float64Array.from({ length: 400 }, (_, i) => (i === 0 ? 4000 : i % 2));
    const [effect] = driverEffects(
      values.map(() => normal()),
      [measured('spent', values)],
    ).effects;
    expect(effect?.mean).toBeCloseTo(values.reduce((sum, one) => sum + one, 0) / 400, 9);
    // what an effect is of is of the values drawn in
    expect(effect?.step).toBeCloseTo(0.5, 2);
  });

  test('of noise are claimed in no more than one of twenty pages, all ten drivers together', () => {
    let claims = 0;
    for (let page = 0; page < 300; page++) {
      const outcome = Float64Array.from({ length: 150 }, normal);
      const { effects } = driverEffects(
        outcome,
        Array.from({ length: 10 }, (_, i) => noise(`n${i}`, 150)),
      );
      if (effects.some(({ verdict }) => verdict !== 'unclear')) claims++;
    }
    console.log(`pages of noise with a claim: ${claims} of 300`);
    expect(claims / 300).toBeLessThan(0.09);
  });

  test('of nothing are not claimed of customers who answer six times, each in a mood of their own', () => {
    const [customers, answers, pages] = [150, 6, 150];
    const n = customers * answers;
    const ids = Array.from({ length: n }, (_, i) => `c${Math.floor(i / answers)}`);
    const ofCustomers = (draw: () => number) => {
      const each = Array.from({ length: customers }, draw);
      return Float64Array.from({ length: n }, (_, i) => each[Math.floor(i / answers)] ?? 0);
    };
    let [claims, apart] = [0, 0];
    for (let page = 0; page < pages; page++) {
      const mood = ofCustomers(normal);
      const outcome = mood.map((one) => Math.min(5, Math.max(1, Math.round(3.8 + one + 0.7 * normal()))));
      const drivers = [measured('orders', ofCustomers(normal)), noise('wait', n)];
      const isClaimed = (clusters?: readonly string[]) =>
        driverEffects(outcome, drivers, clusters).effects.some(({ verdict }) => verdict !== 'unclear');
      if (isClaimed(ids)) claims++;
      if (isClaimed()) apart++;
    }
    console.log(`pages with a claim: ${claims} of ${pages}; every answer by itself: ${apart}`);
    expect(claims / pages).toBeLessThan(0.09);
    expect(apart / pages).toBeGreaterThan(0.2);
  });

  const outcomes = {
    scores: () => Math.min(5, Math.max(1, Math.round(3.8 + normal()))),
    'heavy tails': () => Math.exp(1.2 * normal()),
    'mostly nothing': () => (random() < 0.8 ? 0 : Math.exp(normal())),
  };
  const rare = (m: number, n: number): Driver => ({
    name: 'rare',
    kind: 'present',
    // rows are alike, so it does not matter which of them have it
    values: Float64Array.from({ length: n }, (_, i) => (i < m ? 1 : 0)),
  });
  const one = (values: Float64Array, by: number) => values.map((value, i) => (i === 0 ? by : value));

  test.each(Object.entries(outcomes))('that few rows have are not claimed of noise: %s', (_, draw) => {
    const [pages, n] = [150, 300];
    for (const m of [1, 2, 3, 5, 10, 12, 20]) {
      let [claims, below] = [0, 0];
      for (let page = 0; page < pages; page++) {
        const { effects } = driverEffects(Float64Array.from({ length: n }, draw), [
          rare(m, n),
          measured('far', one(noise('', n).values, 30)),
          noise('a', n),
          noise('b', n),
        ]);
        const [first, second] = effects;
        if (effects.some(({ verdict }) => verdict === 'raises' || verdict === 'lowers')) claims++;
        if (first?.low && first.high && first.low * first.high > 0) below++;
        // one far value is drawn in, and makes no effect
        expect(second?.verdict).not.toBe('too-few');
        expect(second?.step).toBeLessThan(2);
        if (m < 8) expect(first).toMatchObject({ verdict: 'too-few', effect: null, p: null });
      }
      expect(claims / pages).toBeLessThan(0.1);
      expect(below / pages).toBeLessThan(0.1);
    }
  });

  test('that few rows have are found where they act', () => {
    for (const [m, least] of [
      [12, 0.5],
      [20, 0.85],
      [40, 0.98],
    ] as const) {
      let found = 0;
      for (let page = 0; page < 100; page++) {
        const driver = rare(m, 300);
        const outcome = driver.values.map((has) => 4 - 0.9 * has + 0.8 * normal());
        const [effect] = driverEffects(outcome, [driver, noise('a', 300), noise('b', 300)]).effects;
        if (effect?.verdict === 'lowers') found++;
      }
      expect(found / 100).toBeGreaterThan(least);
    }
  });

  test('of nothing, and of too few rows, claim nothing', () => {
    for (const n of [0, 1, 12]) {
      const { effects, summary } = driverEffects(new Float64Array(n).fill(3), [noise('a', n), noise('b', n)]);
      expect(effects).toEqual([]);
      expect(summary).toMatchObject({ rows: n, explained: null });
    }
  });
});

test('p values held together are those of Holm', () => {
  expect(adjustHolm([0.01, 0.04, 0.03, 0.005])).toEqual([0.03, 0.06, 0.06, 0.02]);
  expect(adjustHolm([0.9, 0.8])).toEqual([1, 1]);
  expect(adjustHolm([])).toEqual([]);
});
