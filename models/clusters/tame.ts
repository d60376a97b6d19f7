import type { Matrix } from '../numeric/matrix.ts';
import { quantile } from '../quantile.ts';

/** The ends between which the values of a column count as they are; one outside counts as the nearer end. */
export interface TamingCuts {
  readonly low: number;
  readonly high: number;
}

/** One in a hundred at either end: enough for a wholesaler among households, too few to bend a segment. */
const outside = { parts: 1, of: 100 };

/**
 * The cuts of each column: its first and last percentile (type 7). A matrix without rows has none.
 *
 * Source: Tukey (1962), The Future of Data Analysis, section on Winsorized samples.
 */
export const tamingCuts = ({ rows, columns, values }: Matrix): TamingCuts[] =>
  rows === 0
    ? []
    : Array.from({ length: columns }, (_, column) => {
        const sorted = Float64Array.from(
          { length: rows },
          (_, row) => values[row * columns + column] as number,
        ).sort();
        return {
          low: quantile(sorted, outside.parts, outside.of),
          high: quantile(sorted, outside.of - outside.parts, outside.of),
        };
      });

/** Every value drawn in between the cuts of its column. */
export const tame = ({ rows, columns, values }: Matrix, cuts: readonly TamingCuts[]): Matrix => ({
  rows,
  columns,
  values: values.map((value, i) => {
    const cut = cuts[i % columns];
    return cut ? Math.max(cut.low, Math.min(cut.high, value)) : value;
  }),
});
