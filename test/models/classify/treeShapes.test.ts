import { describe, expect, test } from 'vitest';
import type { TreeShape } from '../../../models/classify/growTree.ts';
import { bestShape } from '../../../models/classify/treeShapes.ts';

/** 250 of 1,000 are positive: before there is a tree 3 is what 3 / (¼ · ¾) of them weigh. */
const labels = Uint8Array.from({ length: 1000 }, (_, i) => (i % 4 === 0 ? 1 : 0));

/** The shape that is chosen where the loss of the rows held out is as told, its fit, and the shapes tried, in order. */
function chosen(lossOf: (shape: TreeShape) => number) {
  const tried: TreeShape[] = [];
  const found = bestShape(labels, (shape) => {
    tried.push(shape);
    return { heldLoss: lossOf(shape), of: tried.length };
  });
  return { ...found, tried };
}

describe('the shape of trees', () => {
  test.each([4, 10, 31])('has %i leaves where those leave the least loss, and its fit', (wanted) => {
    const { shape, fit, tried } = chosen(({ leaves, leastRows }) =>
      leaves === wanted && leastRows > 15 && leastRows < 17 ? 0.4 : 0.5,
    );
    expect(shape).toMatchObject({ leaves: wanted, leastWeight: 3, leastRows: expect.closeTo(16, 0) });
    expect(tried[fit.of - 1]).toBe(shape);
  });

  test('has its weight tried on that size alone', () => {
    const { tried } = chosen(({ leaves }) => (leaves === 10 ? 0.4 : 0.5));
    expect(tried.map(({ leaves }) => leaves)).toEqual([4, 10, 31, 10, 10, 10]);
  });

  test.each([
    ['as heavy throughout', { leastWeight: 3, leastRows: Number.POSITIVE_INFINITY }],
    ['of a third of that weight', { leastWeight: 1, leastRows: expect.closeTo(16 / 3, 1) }],
    ['of a ninth', { leastWeight: expect.closeTo(1 / 3, 9), leastRows: expect.closeTo(16 / 9, 1) }],
  ])('has leaves %s where that helps', (_, wanted) => {
    const isWanted = ({ leastWeight, leastRows }: TreeShape) =>
      Math.abs(leastWeight - (typeof wanted.leastWeight === 'number' ? wanted.leastWeight : 1 / 3)) < 0.1 &&
      Number.isFinite(leastRows) === (wanted.leastRows !== Number.POSITIVE_INFINITY);
    const { shape } = chosen((one) =>
      isWanted(one) && one.leaves === 31 ? 0.3 : one.leaves === 31 ? 0.4 : 0.5,
    );
    expect(shape).toMatchObject({ leaves: 31, ...wanted });
  });

  test('is the plainest of equals', () => {
    expect(chosen(() => 0.5).shape).toMatchObject({
      leaves: 4,
      leastWeight: 3,
      leastRows: expect.closeTo(16, 0),
    });
  });
});
