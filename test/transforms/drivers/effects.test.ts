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

  test('of nothing, and of too few rows, claim nothing', () => {
    for (const n of [0, 1, 12]) {
      const { effects, summary } = driverEffects(new Float64Array(n).fill(3), [noise('a', n), noise('b', n)]);
      expect(effects.map(({ verdict }) => verdict)).toEqual(['unclear', 'unclear']);
      expect(effects.every(({ effect, mean, step }) => effect === null && Number.isFinite(mean + step))).toBe(
        true,
      );
      expect(summary).toMatchObject({ rows: n, explained: null });
    }
  });
});

test('p values held together are those of Holm', () => {
  expect(adjustHolm([0.01, 0.04, 0.03, 0.005])).toEqual([0.03, 0.06, 0.06, 0.02]);
  expect(adjustHolm([0.9, 0.8])).toEqual([1, 1]);
  expect(adjustHolm([])).toEqual([]);
});
