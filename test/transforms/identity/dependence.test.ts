import { describe, expect, it } from 'vitest';
import { findDependences } from '../../../transforms/identity/dependence.ts';
import { likelihoodRatio } from '../../../transforms/identity/likelihoodRatio.ts';

const feature = (name: string, m: readonly number[], u: readonly number[]) => ({
  name,
  levels: m.map((_, level) => `level ${level}`),
  household: false,
  role: 'other' as const,
  m,
  u,
});

describe('the weight of an e-mail address that names explain', () => {
  const email = {
    ...feature('email', [0.1, 0.2, 0.7], [0.98, 0.0199, 0.0001]),
    given: [{ when: [1], u: [0.4999, 0.5, 0.0001], whenAlike: true }],
  };
  const given = feature('given_name', [0.05, 0.05, 0.9], [0.97, 0.02, 0.01]);
  const ratio = (emailLevel: number, nameLevel: number) =>
    likelihoodRatio([email, given], 0, (f) => (f === 0 ? emailLevel : nameLevel));

  it('is that of likeness alone where the names differ', () => {
    expect(ratio(1, 0)).toBeCloseTo(0.2 / 0.0199);
  });

  it('is against a match where the names are equal or alike and the addresses are only like each other', () => {
    expect(ratio(1, 2)).toBeCloseTo(0.2 / 0.5);
    expect(ratio(1, 1)).toBeCloseTo(0.2 / 0.5);
  });

  it('never speaks for one person where the addresses differ, however alike those of two namesakes would be', () => {
    const alike = { ...email, given: [{ when: [1], u: [0.001, 0.9989, 0.0001], whenAlike: true }] };
    expect(likelihoodRatio([alike, given], 0, (f) => (f === 0 ? 0 : 2))).toBeLessThanOrEqual(1);
  });

  it('goes by both names where both are alike, and else by the one that is', () => {
    const family = feature('family_name', [0.05, 0.05, 0.9], [0.97, 0.02, 0.01]);
    const made = {
      ...email,
      given: [
        { when: [1, 2], u: [0.3, 0.6999, 0.0001], whenAlike: true },
        { when: [2], u: [0.8, 0.1999, 0.0001], whenAlike: true },
      ],
    };
    const like = (givenLevel: number, familyLevel: number) =>
      likelihoodRatio([made, given, family], 0, (f) => [1, givenLevel, familyLevel][f] ?? -1);
    expect(like(2, 2)).toBeCloseTo(0.2 / 0.6999);
    expect(like(0, 1)).toBeCloseTo(0.2 / 0.1999);
    expect(like(-1, 2)).toBeCloseTo(0.2 / 0.1999);
    expect(like(2, 0)).toBeCloseTo(0.2 / 0.0199);
  });

  it('stays whole where the addresses are equal, whatever the names', () => {
    for (const names of [0, 1, 2]) expect(ratio(2, names)).toBeCloseTo(0.7 / 0.0001);
  });
});

describe('a name that is written once more', () => {
  const name = { u: [0.97, 0.02, 0.01], m: [0.05, 0.05, 0.9] };
  const features = ['given_name', 'family_name', 'other'].map((one) => feature(one, name.m, name.u));
  const pattern = (other: number) => 3 + 3 * 8 + (other + 1) * 64;
  /** Of pairs that agree on both names: 2,000 of one person, and of two people as many as are said. */
  const found = (equal: number, different: number) => {
    const pairs = { patterns: [pattern(2), pattern(2), pattern(0)], counts: [2000, equal, different] };
    return findDependences(features, ['given_name', 'family_name', 'other'], [{ when: [0, 1], pairs }], () =>
      Float64Array.of(1, 0, 0),
    )[2];
  };

  it('is explained by the name where enough namesakes show it, however many matches there are', () => {
    expect(found(100, 3)).toMatchObject([{ when: [0, 1] }]);
    expect(found(100, 3)?.[0]?.u[2]).toBeGreaterThan(0.8);
    expect(found(5, 1)).toEqual([]);
  });
});
