import { forEachTie } from './ties.ts';
import { meanOf } from './vectors.ts';

/** The correlation of two equally long series, −1 to 1; 0 where one of them is constant. */
export function pearson(a: Float64Array, b: Float64Array): number {
  if (isConstant(a) || isConstant(b)) return 0;
  const [meanA, meanB] = [meanOf(a), meanOf(b)];
  let [ab, aa, bb] = [0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    const da = (a[i] as number) - meanA;
    const db = (b[i] as number) - meanB;
    ab += da * db;
    aa += da * da;
    bb += db * db;
  }
  return aa > 0 && bb > 0 ? ab / Math.sqrt(aa * bb) : 0;
}

/** By its values: what rounding leaves of a constant about its mean is no spread. */
const isConstant = (values: Float64Array) => values.every((one) => one === values[0]);

/** The correlation of the ranks, ties sharing their mean rank. */
export const spearman = (a: Float64Array, b: Float64Array): number => pearson(ranks(a), ranks(b));

/** Ranks from 1, ties sharing their mean. */
export function ranks(values: Float64Array): Float64Array {
  const order = Uint32Array.from(values, (_, i) => i).sort(
    (i, j) => (values[i] as number) - (values[j] as number),
  );
  const rank = new Float64Array(values.length);
  forEachTie(order, values, (from, to) => {
    for (let i = from; i < to; i++) rank[order[i] as number] = (from + to + 1) / 2;
  });
  return rank;
}
