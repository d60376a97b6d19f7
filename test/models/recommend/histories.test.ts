import { expect, test } from 'vitest';
import { lastHeldOut, nextHeldOut, spreadOver } from '../../../models/recommend/histories.ts';

const basket = (day: number) => ({ day, items: Uint32Array.of(day) });

test('as many customers are asked as was said, evenly spread, and only those with a basket to be held to', () => {
  for (const able of [0, 1, 599, 600, 601, 1199, 1200, 5000]) {
    const asked = spreadOver(new Array(able).fill(basket(1)), 600);
    expect(asked.length).toBe(Math.min(able, 600));
    const steps = asked.slice(1).map((one, i) => one - (asked[i] as number));
    if (steps.length > 0) expect(Math.max(...steps) - Math.min(...steps)).toBeLessThanOrEqual(1);
  }
  expect(spreadOver([undefined, basket(1), undefined, basket(1)], 10)).toEqual([1, 3]);
});

test('the next basket is the first one after a fifth of all days of return, and all that is known is before', () => {
  const days = [[1, 2, 3, 4], [1, 3, 9, 10, 11], [2, 8], [9, 12], [4]];
  const held = nextHeldOut(days.map((all) => all.map(basket)));
  // days of return: 2 3 3 4 8 9 10 11 12; the eighth of the nine is 11
  expect(held?.day).toBe(11);
  expect(held?.known.map((all) => all.map(({ day }) => day))).toEqual([
    [1, 2, 3, 4],
    [1, 3, 9, 10],
    [2, 8],
    [9],
    [4],
  ]);
  expect(held?.asked.map((one) => one?.day)).toEqual([undefined, 11, undefined, 12, undefined]);
});

test('the last basket is so whenever it was', () => {
  const held = lastHeldOut([[1, 2, 3], [9, 12], [4]].map((all) => all.map(basket)));
  expect(held?.day).toBe(13);
  expect(held?.known.map((all) => all.map(({ day }) => day))).toEqual([[1, 2], [9], [4]]);
  expect(held?.asked.map((one) => one?.day)).toEqual([3, 12, undefined]);
});

test('nothing is held out where nobody came back, or nobody on a later day', () => {
  expect(nextHeldOut([[basket(1)], []])).toBeUndefined();
  expect(lastHeldOut([[basket(1)], []])).toBeUndefined();
  expect(nextHeldOut([[basket(1), basket(1)]])).toBeUndefined();
});
