import { describe, expect, it } from 'vitest';
import { agglomerate, type Evidence } from '../../../transforms/identity/agglomerate.ts';

/** Evidence of records whose pairs weigh so much by field, in the order 0–1, 0–2, 1–2; fields are added up. */
function ofThree(...pairs: readonly (readonly [number, number])[]): Evidence {
  const weights = new Float32Array(3 * 3 * 2).fill(Number.NaN);
  for (const [i, [left, right]] of [[0, 1] as const, [0, 2] as const, [1, 2] as const].entries())
    weights.set(pairs[i] ?? [], (left * 3 + right) * 2);
  return {
    size: 3,
    features: 2,
    weights,
    sum: () => {
      let total = 0;
      return {
        add: (_, weight) => {
          total += weight;
        },
        get total() {
          return total;
        },
      };
    },
  };
}

describe('groups of records', () => {
  it('take in a record that is like one of them, and unlike another in a field', () => {
    expect(agglomerate(ofThree([10, 10], [8, 2], [8, -3]), 0).groups).toEqual([0, 0, 0]);
  });

  it('take in none that is like one in this and like another in that, and itself like neither', () => {
    const { groups, refused } = agglomerate(ofThree([10, 10], [8, -9], [-9, 8]), 0);
    expect(groups).toEqual([0, 0, 2]);
    expect(refused).toEqual({ a: 0, b: 2, weight: -1 });
  });
});
