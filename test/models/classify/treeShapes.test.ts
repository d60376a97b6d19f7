import { describe, expect, test } from 'vitest';
import type { TreeShape } from '../../../models/classify/growTree.ts';
import { bestShape } from '../../../models/classify/treeShapes.ts';
import { seededRandom } from '../../../models/numeric/random.ts';

const labels = Uint8Array.from({ length: 1000 }, (_, i) => (i % 4 === 0 ? 1 : 0));

/** The shape that is chosen where the mean loss of a part's rows is as told, and how often each was fitted. */
function chosen(lossOf: (shape: TreeShape, part: number) => number) {
  const random = seededRandom(1);
  const fitted: string[] = [];
  const { shape, fits } = bestShape([0, 1, 2, 3, 4], labels, (part, shape) => {
    const weight = Number.isFinite(shape.leastRows) ? (shape.leastWeight < 3 ? ' light' : '') : ' heavy';
    fitted.push(`${shape.leaves}${weight}`);
    const heldLosses = Float64Array.from({ length: 200 }, () => lossOf(shape, part) + 0.2 * (random() - 0.5));
    return { base: 0, trees: [], heldLosses, heldLoss: heldLosses.reduce((sum, one) => sum + one, 0) };
  });
  return { shape, fits, times: (one: string) => fitted.filter((name) => name === one).length };
}

describe('the shape of trees', () => {
  test('is that of the least loss over all parts, whatever the first says', () => {
    const { shape, fits } = chosen(({ leaves }, part) =>
      part === 0 ? 0.5 - leaves / 10_000 : 0.5 + leaves / 1000,
    );
    expect(shape.leaves).toBe(4);
    expect(fits.length).toBe(5);
  });

  test('that is clearly behind on the first part is not tried on the others', () => {
    const { shape, times } = chosen(({ leaves }) => (leaves === 4 ? 0.9 : 0.5 - leaves / 10_000));
    expect(shape.leaves).toBe(31);
    expect([times('4'), times('31')]).toEqual([1, 5]);
  });

  test('has leaves of a third of that weight where that helps', () => {
    const { shape } = chosen(({ leastWeight }) => (leastWeight < 3 ? 0.4 : 0.5));
    expect(shape).toMatchObject({ leastWeight: 1, leastRows: expect.closeTo(16 / 3, 1) });
  });

  test('has leaves of as many rows as weigh 3 before there is a tree, or of that weight throughout, whichever helps', () => {
    const lossFor = (better: boolean) => (shape: TreeShape) =>
      Number.isFinite(shape.leastRows) === better ? 0.4 : 0.5;
    // 250 of 1,000 are positive: 3 / (¼ · ¾)
    expect(chosen(lossFor(true)).shape).toMatchObject({ leastWeight: 3, leastRows: expect.closeTo(16, 0) });
    expect(chosen(lossFor(false)).shape.leastRows).toBe(Number.POSITIVE_INFINITY);
  });
});
