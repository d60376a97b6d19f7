import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Evidence } from '../../../transforms/identity/groups.ts';
import { placed } from '../../../transforms/identity/placed.ts';

/** Evidence of so many records of one field, in which each pair weighs as `weigh` says. */
function evidenceOf(
  size: number,
  weigh: (left: number, right: number) => number,
  forAlone: number,
  isAloneKnown = true,
): Evidence {
  return {
    size,
    features: 1,
    pairs: {
      weight: weigh,
      addTo: (sums, left, right) => sums.add(0, weigh(left, right), 2 ** weigh(left, right), 0),
    },
    differing: [0],
    isAloneKnown,
    sum: () => {
      let total = 0;
      return {
        add: (_, weight) => {
          total += weight;
        },
        get total() {
          return total;
        },
        household: Number.NEGATIVE_INFINITY,
        strangers: 1,
        forAlone,
      };
    },
  };
}

/** Two groups of two records, 0 and 1, 2 and 3, and a fifth record that is like them by so many bits. */
const beside = (first: number, second: number) => (left: number, right: number) => {
  if (right < 4) return left + right === 1 || left + right === 5 ? 10 : -20;
  return left < 2 ? first : second;
};

describe('a record in no group', () => {
  const groups = [0, 0, 2, 2, 4];

  it('is put to the group that it is likeliest of, where hardly any is alone', () => {
    expect(placed(evidenceOf(5, beside(-2, -12), 3), groups, 0)).toEqual([0, 0, 2, 2, 0]);
    expect(placed(evidenceOf(5, beside(-12, -2), 3), groups, 0)).toEqual([0, 0, 2, 2, 2]);
  });

  it('stays alone where it is likelier to be', () => {
    expect(placed(evidenceOf(5, beside(-4, -12), 3), groups, 0)).toEqual(groups);
    expect(placed(evidenceOf(5, beside(-2, -12), 3), groups, 2)).toEqual(groups);
  });

  it('stays alone where it may as well be of another group', () => {
    expect(placed(evidenceOf(5, beside(-2, -2.1), 20), groups, 0.2)).toEqual(groups);
    expect(placed(evidenceOf(5, beside(-2, -4), 20), groups, 0.2)).toEqual([0, 0, 2, 2, 0]);
  });

  it('stays alone where it is not known how many are', () => {
    expect(placed(evidenceOf(5, beside(5, -12), 0, false), groups, 0)).toEqual(groups);
  });

  it('comes first in the group that it is put to where it stands before it', () => {
    const turned = (left: number, right: number) => beside(-2, -12)(4 - right, 4 - left);
    expect(placed(evidenceOf(5, turned, 3), [0, 1, 1, 3, 3], 0)).toEqual([0, 1, 1, 0, 0]);
  });

  it('is the only thing that moves', () => {
    const weights = fc.array(fc.double({ min: -20, max: 20, noNaN: true }), { minLength: 66, maxLength: 66 });
    const sizes = fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(weights, sizes, fc.integer({ min: 0, max: 12 }), (pairs, of, alone) => {
        const before = of.flatMap((size, i) => {
          const first = of.slice(0, i).reduce((sum, one) => sum + one, 0);
          return Array.from({ length: size }, () => first);
        });
        const size = before.length;
        const weigh = (a: number, b: number) => pairs[(a * size + b) % pairs.length] as number;
        const after = placed(evidenceOf(size, weigh, alone), before, 0);
        before.forEach((group, record) => {
          const isSingle = before.filter((one) => one === group).length === 1;
          if (!isSingle) expect(after[record]).toBe(after[group]);
          expect(after[after[record] as number]).toBe(after[record]);
          expect(after[record]).toBeLessThanOrEqual(record);
        });
      }),
    );
  });
});
