import { forEachTie } from '../numeric/ties.ts';

/** Rows from the highest chance to the lowest. */
export interface Ranking {
  readonly order: Uint32Array;
  /**
   * By place in the order, what to expect of its label: among equal chances the mean of all of them, since nothing says
   * which comes first.
   */
  readonly labels: Float64Array;
}

/** Chances in falling order with their labels, the same in whatever order the rows come. */
export function rankChances(chances: Float64Array, labels: Uint8Array): Ranking {
  const order = Uint32Array.from(chances, (_, i) => i).sort(
    (a, b) => (chances[b] as number) - (chances[a] as number) || a - b,
  );
  const expected = new Float64Array(order.length);
  forEachTie(order, chances, (from, to) => {
    const positives = order.subarray(from, to).reduce((sum, row) => sum + (labels[row] as number), 0);
    expected.fill(positives / (to - from), from, to);
  });
  return { order, labels: expected };
}
