import { expect, it } from 'vitest';
import { seededRandom } from '../../../models/numeric/index.ts';
import { PatternNumbers } from '../../../transforms/identity/patternNumbers.ts';

it('numbers each pattern once, in the order in which it was seen first, however large and however many', () => {
  const random = seededRandom(7);
  const patterns = Array.from({ length: 20_000 }, () =>
    Math.floor(random() * 2 ** (random() < 0.5 ? 12 : 53)),
  );
  const numbers = new PatternNumbers();
  const given = patterns.map((pattern) => numbers.numberOf(pattern));
  const seen = [...new Set([0, ...patterns])];
  expect(numbers.size).toBe(seen.length);
  expect([...numbers.from(0)]).toEqual(seen);
  expect(given.map((number) => seen[number])).toEqual(patterns);
  expect([...numbers.add(patterns).from(seen.length - 2)]).toEqual(seen.slice(-2));
});
