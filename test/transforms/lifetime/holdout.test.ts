import { randomExponential, randomGamma, randomLcg } from 'd3-random';
import { describe, expect, test } from 'vitest';
import { fitPastRate, type LifetimeModelName } from '../../../models/index.ts';
import { choose, contest } from '../../../transforms/lifetime/chooseModel.ts';
import type { HoldoutSample } from '../../../transforms/lifetime/samples.ts';
import { validate } from '../../../transforms/lifetime/validateChoice.ts';

/** Customers of 400 days who leave, and the 180 days that followed. */
function sampleOf(n: number): HoldoutSample {
  const random = randomLcg(0.44);
  const after = randomExponential.source(random);
  const columns: Record<'x' | 'tx' | 'T' | 'purchases' | 'mean', number[]> = {
    ...{ x: [], tx: [], T: [], purchases: [], mean: [] },
  };
  for (let i = 0; i < n; i++) {
    const buys = randomGamma.source(random)(2, 1 / 60)();
    const gone = after(1 / 250)();
    const end = 200 + Math.floor(200 * random());
    let [count, last, later] = [0, 0, 0];
    for (let at = after(buys)(); at < Math.min(gone, end + 180); at += after(buys)()) {
      if (at > end) later++;
      else [count, last] = [count + 1, at];
    }
    columns.x.push(count);
    columns.tx.push(last);
    columns.T.push(end);
    columns.purchases.push(later);
    columns.mean.push(10 + 20 * random());
  }
  const of = (name: keyof typeof columns) => Float64Array.from(columns[name]);
  return {
    states: { x: of('x'), tx: of('tx'), T: of('T'), sumLogIntervals: 0 },
    spending: { x: of('x').map((x) => x + 1), z: of('mean') },
    purchases: of('purchases'),
    value: of('purchases').map((one, i) => one * (columns.mean[i] as number)),
    came: new Map(),
  };
}

describe('the contest of the holdout', () => {
  const held = contest(sampleOf(800), '2025-01-01', 180);
  const names = held.candidates.map(({ model }) => model.name);

  test('goes to the next best without the winner, and what is said and measured is of the one that stands', () => {
    const leftOut = new Set<LifetimeModelName>();
    for (let round = 0; round <= names.length; round++) {
      const choice = choose(held, leftOut);
      const { figures, holdout } = validate(held, choice);
      expect(choice.reason).not.toMatch(/NaN|undefined/);
      expect(leftOut.has(choice.model.name)).toBe(false);
      const predicted = holdout?.deciles.reduce((sum, one) => sum + one.customers * one.predicted, 0);
      expect(predicted).toBeCloseTo(figures[choice.model.name]?.predicted ?? 0, 6);
      if (choice.model.name === 'past_rate') {
        expect(holdout?.coverage).toBeNull();
        break;
      }
      expect(choice.reason).toContain(choice.model.name);
      expect(figures[choice.model.name]?.coverage_80).toBe(holdout?.coverage);
      leftOut.add(choice.model.name);
    }
    expect(leftOut.size).toBeGreaterThan(1);
  });

  test('goes to everybody going on as before where no model is left or none converged, in words', () => {
    for (const choice of [
      choose(held, new Set(names)),
      choose(
        {
          ...held,
          candidates: held.candidates.map((one) => ({ ...one, model: { ...one.model, converged: false } })),
        },
        new Set(),
      ),
    ]) {
      expect(choice).toMatchObject({ model: { name: 'past_rate' }, noModel: 'not-converged' });
      expect(choice.reason).toBe('No model converged, so all go on at their own rate, drawn to that of all.');
    }
  });

  test('does not go to a model that does as well as everybody going on as before, and says no other', () => {
    const nbd = held.candidates.filter(({ model }) => model.name === 'nbd');
    for (const ratio of [1, 0.999]) {
      const alike = held.naive.map((one, i) => {
        const came = held.sample.purchases[i] ?? 0;
        return came + ratio * (one - came);
      });
      const candidates = nbd.map(({ model }) => ({ model, expected: alike }));
      const choice = choose({ ...held, candidates }, new Set());
      expect(choice).toMatchObject({ model: { name: 'past_rate' }, seasonal: undefined, noModel: null });
      expect(choice.reason).toMatch(/^nbd errs least.* That is no better than .* no model is published/);
    }
  });

  test('says how many of those who may spend anything spent more than their interval', () => {
    const choice = choose(held, new Set());
    const { holdout } = validate(held, choice);
    expect(holdout?.above).toBeGreaterThan(0.05);
    expect(holdout?.above).toBeLessThan(0.15);
    const rich = { ...held, sample: { ...held.sample, value: held.sample.value.map(() => 1e9) } };
    expect(validate(rich, choice).holdout).toMatchObject({ above: 1, coverage: 0 });
    expect(
      validate(held, { ...choice, model: fitPastRate(held.distinct), seasonal: undefined }).holdout?.above,
    ).toBeNull();
  });

  test('does not go to a model that does worse than everybody going on as before', () => {
    const worse = held.candidates.filter(({ model }) => model.name === 'nbd');
    const actual = held.naive;
    const choice = choose(
      { ...held, candidates: worse, sample: { ...held.sample, purchases: actual } },
      new Set(),
    );
    expect(choice).toMatchObject({ model: { name: 'past_rate' }, noModel: null });
  });
});
