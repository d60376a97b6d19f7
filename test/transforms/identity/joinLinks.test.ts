import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { joinLinks } from '../../../transforms/identity/joinLinks.ts';

const links = (...pairs: readonly (readonly [number, number])[]) => ({
  left: pairs.map(([a]) => a),
  right: pairs.map(([, b]) => b),
});
const people = (firstOf: ReadonlyMap<number, number>) => Object.fromEntries(firstOf);

describe('links between records', () => {
  it('make one customer of all that they connect', () => {
    const { firstOf } = joinLinks(links([1, 2], [2, 3], [8, 9]), []);
    expect(people(firstOf)).toEqual({ 1: 1, 2: 1, 3: 1, 8: 8, 9: 8 });
  });

  it('leave a third record with the one that it is linked to most strongly where two are kept apart', () => {
    const { firstOf, refused } = joinLinks(links([2, 3], [1, 2]), [[1, 3]]);
    expect(people(firstOf)).toEqual({ 1: 1, 2: 2, 3: 2 });
    expect([...refused]).toEqual([1]);
  });

  it('are all made where those kept apart do not meet', () => {
    const { firstOf, refused } = joinLinks(links([1, 2], [3, 4]), [[1, 4]]);
    expect(people(firstOf)).toEqual({ 1: 1, 2: 1, 3: 3, 4: 3 });
    expect(refused.size).toBe(0);
  });

  it('make one customer of a hundred thousand records of whom two are kept apart, but for one link', () => {
    const count = 100_000;
    const left = Array.from({ length: count }, (_, i) => i);
    const { firstOf, refused } = joinLinks({ left, right: left.map((one) => one + 1) }, [[0, count]]);
    expect([...refused]).toEqual([count - 1]);
    expect(firstOf.get(count - 1)).toBe(0);
    expect(firstOf.get(count)).toBe(count);
  });

  it('never bring together two that are kept apart, and name each customer by its smallest record', () => {
    const record = fc.integer({ min: 1, max: 12 });
    const pair = fc.tuple(record, record).filter(([a, b]) => a !== b);
    fc.assert(
      fc.property(fc.array(pair, { maxLength: 30 }), fc.array(pair, { maxLength: 6 }), (made, apart) => {
        const { firstOf } = joinLinks(links(...made), apart);
        for (const [a, b] of apart)
          if (firstOf.has(a) && firstOf.has(b)) expect(firstOf.get(a)).not.toBe(firstOf.get(b));
        for (const [one, first] of firstOf) {
          expect(first).toBeLessThanOrEqual(one);
          expect(firstOf.get(first)).toBe(first);
        }
      }),
    );
  });
});
