import { expect, test } from 'vitest';
import { askedOf } from '../../../models/recommend/histories.ts';

test('as many customers are asked as was said, evenly spread, and only those with a last basket', () => {
  const basket = { day: 1, items: Uint32Array.of(0) };
  for (const able of [0, 1, 599, 600, 601, 1199, 1200, 5000]) {
    const asked = askedOf(new Array(able).fill(basket), 600);
    expect(asked.length).toBe(Math.min(able, 600));
    const steps = asked.slice(1).map((one, i) => one - (asked[i] as number));
    if (steps.length > 0) expect(Math.max(...steps) - Math.min(...steps)).toBeLessThanOrEqual(1);
  }
  expect(askedOf([undefined, basket, undefined, basket], 10)).toEqual([1, 3]);
});
