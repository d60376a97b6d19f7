import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clusters } from '../../../transforms/identity/clusters.ts';

const pairs = fc.array(fc.tuple(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 40 })), {
  maxLength: 60,
});
const columns = (list: readonly (readonly number[])[]) => ({
  left: list.map(([a]) => a ?? 0),
  right: list.map(([, b]) => b ?? 0),
});

describe('clusters of records', () => {
  it('joins a chain of pairs under its smallest record', () => {
    const found = clusters({ left: [30, 20, 7], right: [20, 10, 9] });
    expect(Object.fromEntries(found)).toEqual({ 30: 10, 20: 10, 10: 10, 7: 7, 9: 7 });
  });

  it('has no record that occurs in no pair', () => {
    expect(clusters({ left: [], right: [] }).size).toBe(0);
  });

  it('takes numbers far apart, beyond any table, as it takes near ones', () => {
    fc.assert(
      fc.property(pairs, (list) => {
        const far = (record: number) => record * 10 ** 12;
        const found = clusters(columns(list.map(([a, b]) => [far(a), far(b)])));
        expect([...found]).toEqual([...clusters(columns(list))].map(([a, b]) => [far(a), far(b)]));
      }),
    );
  });

  it('does not depend on the order or the direction of the pairs', () => {
    fc.assert(
      fc.property(pairs, fc.infiniteStream(fc.boolean()), (list, coins) => {
        const turned = [...list].reverse().map(([a, b]) => (coins.next().value ? [b, a] : [a, b]));
        const plain = [...clusters(columns(list))];
        expect([...clusters(columns(turned))]).toEqual(plain);
      }),
    );
  });

  it('puts both ends of every pair in one cluster, and nothing together that no chain of pairs connects', () => {
    fc.assert(
      fc.property(pairs, (list) => {
        const found = clusters(columns(list));
        for (const [a, b] of list) expect(found.get(a)).toBe(found.get(b));
        for (const [record, first] of found) {
          const reached = new Set([first]);
          for (let grown = true; grown; ) {
            grown = false;
            for (const [a, b] of list)
              if (reached.has(a) !== reached.has(b)) {
                reached.add(a).add(b);
                grown = true;
              }
          }
          expect(reached.has(record)).toBe(true);
          expect(Math.min(...reached)).toBe(first);
        }
      }),
    );
  });
});
