import { describe, expect, it } from 'vitest';
import { comparisons } from '../../../transforms/identity/comparisons.ts';
import { type Feature, featuresOf } from '../../../transforms/identity/features.ts';
import { agreeing, differingAsTheFirst, priorOf } from '../../../transforms/identity/levelShares.ts';

const [given, second, other] = featuresOf([
  { name: 'given_name', kind: 'given_name' },
  { name: 'given_name2', kind: 'given_name' },
  { name: 'shoe_size', kind: 'other' },
]) as readonly [Feature, Feature, Feature];

describe('m of a name', () => {
  const { prior, mostDiffering = 1 } = given.comparison;
  const withDiffering = (share: number) => [share, ...[0.1, 0.2, 0.7].map((part) => part * (1 - share))];

  it('may differ in four of ten matches, and is then as it was fitted', () => {
    expect(mostDiffering).toBe(0.4);
    for (const share of [0.05, 0.39, 0.4])
      expect(agreeing(withDiffering(share), given.comparison)).toEqual(withDiffering(share));
  });

  it('differs in no more, and then agrees as was expected', () => {
    const held = agreeing(withDiffering(0.41), given.comparison);
    expect(held[0]).toBe(0.4);
    expect(held.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
    expect((held[3] ?? 0) / (held[1] ?? 1)).toBeCloseTo((prior[3] ?? 0) / (prior[1] ?? 1), 12);
  });

  it('is not bounded where nothing is known of how often matches differ', () => {
    const m = [0.9, 0.02, 0.03, 0.05];
    expect(agreeing(m, comparisons.city)).toEqual(m);
  });
});

describe('what is expected of m', () => {
  it('is half what chance has it where nothing is known of a column', () => {
    const u = other.comparison.levels.map((_, level) => (level === 0 ? 1 : 0));
    expect(priorOf(given, u)).toBe(given.comparison.prior);
    expect(priorOf(other, u)).toEqual(other.comparison.prior.map((share, i) => (share + (u[i] ?? 0)) / 2));
  });
});

describe('a second given name', () => {
  it('differs no more rarely than the first, and may differ more often', () => {
    const first = [0.1, 0.1, 0.1, 0.7];
    const [, never] = differingAsTheFirst([given, second], [first, [0, 0, 0.2, 0.8]]);
    expect(never).toEqual([0.1, 0, 0.2 * 0.9, 0.8 * 0.9]);
    const often = [0.3, 0.1, 0.1, 0.5];
    expect(differingAsTheFirst([given, second], [first, often])).toEqual([first, often]);
  });
});
