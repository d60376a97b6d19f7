import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clusters } from '../../../transforms/identity/clusters.ts';
import { ties } from '../../../transforms/identity/ties.ts';

const links = (...pairs: readonly (readonly [number, number])[]) => ({
  left: pairs.map(([a]) => a),
  right: pairs.map(([, b]) => b),
});
const told = (...pairs: readonly (readonly [number, number])[]) => {
  const { records, others, links: places } = ties(links(...pairs));
  return Object.fromEntries(records.map((record, i) => [record, [others[i], places[i]]]));
};

describe('the link that ties a record to its customer', () => {
  it('is of two groups the one that joined them, though all of their records have stronger ones', () => {
    expect(told([1, 2], [7, 8], [8, 2])).toEqual({ 1: [2, 0], 2: [1, 0], 8: [2, 2], 7: [8, 1] });
  });

  it('leaves out what only repeats what stronger links say', () => {
    expect(told([1, 2], [2, 3], [1, 3])).toEqual({ 1: [2, 0], 2: [1, 0], 3: [2, 1] });
  });

  it('leads from every record to the first one of its customer, over links that were made', () => {
    const record = fc.integer({ min: 1, max: 15 });
    const pair = fc.tuple(record, record).filter(([a, b]) => a !== b);
    fc.assert(
      fc.property(fc.array(pair, { maxLength: 30 }), (pairs) => {
        const { records, others, links: places } = ties(links(...pairs));
        const firstOf = clusters(links(...pairs));
        expect([...records].sort((a, b) => a - b)).toEqual([...firstOf.keys()].sort((a, b) => a - b));
        const next = new Map(records.map((one, i) => [one, others[i] as number]));
        records.forEach((one, i) => {
          expect(new Set(pairs[places[i] as number])).toEqual(new Set([one, others[i]]));
          let at = one;
          for (let steps = 0; at !== firstOf.get(one) && steps < 20; steps++) at = next.get(at) as number;
          expect(at).toBe(firstOf.get(one));
        });
      }),
    );
  });
});
