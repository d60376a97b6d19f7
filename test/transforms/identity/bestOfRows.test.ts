import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BestOfRows } from '../../../transforms/identity/bestOfRows.ts';

const size = 6;
const pairs = Array.from({ length: size }, (_, a) => Array.from({ length: size }, (_, b) => [a, b] as const))
  .flat()
  .filter(([a, b]) => a < b);

/** The first of the highest values by going through all pairs. */
function highest(values: ReadonlyMap<string, number>, alive: readonly number[]) {
  let best: { a: number; b: number; value: number } | undefined;
  for (const [a, b] of pairs) {
    const value = values.get(`${a} ${b}`) ?? Number.NEGATIVE_INFINITY;
    if (alive.includes(a) && alive.includes(b) && value > (best?.value ?? Number.NEGATIVE_INFINITY))
      best = { a, b, value };
  }
  return best;
}

test('the best pair is the same as by going through all of them, whatever was changed and dropped', () => {
  const change = fc.tuple(fc.constantFrom(...pairs), fc.integer({ min: 0, max: 4 }), fc.boolean());
  fc.assert(
    fc.property(fc.array(change, { minLength: 1, maxLength: 40 }), (changes) => {
      const alive = Array.from({ length: size }, (_, i) => i);
      const kept = new BestOfRows(size, alive);
      const values = new Map<string, number>();
      for (const [[a, b], value, drops] of changes) {
        if (!alive.includes(a) || !alive.includes(b)) continue;
        if (drops) {
          alive.splice(alive.indexOf(b), 1);
          kept.drop(a, b);
        } else {
          kept.set(b, a, value);
          values.set(`${a} ${b}`, value);
        }
        expect(kept.best()).toEqual(highest(values, alive));
      }
    }),
  );
});
