import { describe, expect, it } from 'vitest';
import { featuresOf } from '../../../transforms/identity/features.ts';
import { sharedByHouseholds } from '../../../transforms/identity/householdShares.ts';
import type { PatternTable } from '../../../transforms/identity/patternTable.ts';

const features = featuresOf([{ name: 'phone', kind: 'phone' }]);
const top = (features[0]?.comparison.levels.length ?? 0) - 1;
const m = [features[0]?.comparison.levels.map((_, level) => (level === top ? 0.8 : 0.2 / top)) ?? []];

/** How often households share a telephone, .3 being expected, where so many of so many pairs of one household do. */
const sharedOf = (equal: number, all: number) => {
  const seen: PatternTable = {
    rows: 3,
    levels: Int8Array.from([top, 0, -1]),
    counts: Float64Array.from([equal, all - equal, 1000]),
  };
  const household = Float64Array.from([1, 1, 1]);
  return sharedByHouseholds(features, [{ coincidence: 0.3 }], seen, household, m)[0];
};

describe('how often two people of one household share an identifier', () => {
  it('is what is expected of it where no pair tells', () => {
    expect(sharedOf(0, 0)).toBeCloseTo(0.3 / 0.8, 12);
  });

  it('is half what is expected and half what is seen of eight pairs, and what is seen of many', () => {
    expect(sharedOf(8, 8)).toBeCloseTo((0.5 * 0.3 + 0.5) / 0.8, 12);
    expect(sharedOf(10_000, 100_000)).toBeCloseTo(0.1 / 0.8, 3);
  });

  it('is asked of identifiers alone', () => {
    const [town] = featuresOf([{ name: 'city', kind: 'city' }]);
    const none: PatternTable = { rows: 0, levels: new Int8Array(), counts: new Float64Array() };
    const found = (shared: object) =>
      sharedByHouseholds(town ? [town] : [], [shared], none, new Float64Array(), [[0.1, 0.9]]);
    expect(found({ coincidence: 0.4 })).toEqual([0.4]);
    expect(found({})).toEqual([undefined]);
  });
});
