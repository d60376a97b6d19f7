import { expect, test } from 'vitest';
import { decilesOf } from '../../../models/index.ts';
import { ranks } from '../../../models/numeric/correlation.ts';
import { forEachTie } from '../../../models/numeric/ties.ts';

const runsOf = (values: readonly number[]) => {
  const runs: [number, number][] = [];
  forEachTie(Uint32Array.from(values.keys()), Float64Array.from(values), (from, to) => runs.push([from, to]));
  return runs;
};

test('equal values are visited together, each place once', () => {
  expect(runsOf([1, 1, 2, 3, 3, 3])).toEqual([
    [0, 2],
    [2, 3],
    [3, 6],
  ]);
  expect(runsOf([])).toEqual([]);
});

test('what is no number is equal to nothing', () => {
  expect(runsOf([Number.NaN, Number.NaN, 7])).toEqual([
    [0, 1],
    [1, 2],
    [2, 3],
  ]);
});

test('ranks and tenths of values with one that is no number come to an end', () => {
  const gapped = Float64Array.of(3, Number.NaN, 3);
  expect(ranks(gapped)).toHaveLength(3);
  expect(decilesOf(gapped, gapped).reduce((sum, { customers }) => sum + customers, 0)).toBe(3);
});
