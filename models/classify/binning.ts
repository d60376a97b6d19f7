import type { Matrix } from '../numeric/matrix.ts';
import { sampleIndices, seededRandom } from '../numeric/random.ts';

const mostBins = 64;

/** A matrix by columns, with the number of its bin in the place of each value. */
export interface Binned {
  readonly rows: number;
  /** per column the bin of each row */
  readonly bins: readonly Uint8Array[];
  /** per column, ascending; bin b holds values up to threshold b, the last bin the rest */
  readonly thresholds: readonly Float64Array[];
}

const rowsForCuts = 50_000;

/**
 * Columns cut into at most 64 parts by the quantiles of at most 50,000 rows, drawn by a fixed seed; values that are
 * equal are never parted.
 */
export function binColumns(matrix: Matrix): Binned {
  const { rows, columns, values } = matrix;
  const thresholds: Float64Array[] = [];
  const sampled = sampleIndices(rows, rowsForCuts, seededRandom(1));
  for (let c = 0; c < columns; c++) {
    const sorted = new Float64Array(sampled.length);
    for (let i = 0; i < sorted.length; i++)
      sorted[i] = values[(sampled[i] as number) * columns + c] as number;
    thresholds.push(cuts(sorted.sort()));
  }
  return { rows, bins: binsOf(thresholds, matrix), thresholds };
}

/** The bin of each row, by column, of rows that need not be those that were cut. */
export function binsOf(
  thresholds: readonly Float64Array[],
  { rows, columns, values }: Matrix,
): readonly Uint8Array[] {
  return thresholds.map((edges, c) => {
    const bin = new Uint8Array(rows);
    for (let i = 0, at = c; i < rows; i++, at += columns) bin[i] = binOf(edges, values[at] as number);
    return bin;
  });
}

/**
 * Ends of the bins of ascending values. Where few values are distinct each has its own; else a value as frequent as a
 * whole bin has, and the others share what bins are left, so that the many zeros of a column do not take those of its
 * tail.
 *
 * Source: Ke et al. (2017), LightGBM, and its greedy search of bins.
 */
function cuts(sorted: Float64Array): Float64Array {
  const ends = endsOfEquals(sorted);
  const countOf = (run: number) => (ends[run] as number) - (ends[run - 1] ?? 0);
  const isFrequent = (run: number) => countOf(run) * mostBins >= sorted.length;
  // what is left for the values that have no bin of their own
  let bins = mostBins;
  let others = sorted.length;
  for (let run = 0; run < ends.length; run++)
    if (isFrequent(run)) {
      bins -= 1;
      others -= countOf(run);
    }
  const found: number[] = [];
  let held = 0;
  for (let run = 0; run < ends.length - 1 && found.length < mostBins - 1; run++) {
    held += countOf(run);
    const isFull = ends.length <= mostBins || held * bins >= others;
    if (!isFull && !isFrequent(run) && !isFrequent(run + 1)) continue;
    const end = ends[run] as number;
    found.push(((sorted[end - 1] as number) + (sorted[end] as number)) / 2);
    if (!isFrequent(run)) {
      others -= held;
      bins = Math.max(1, bins - 1);
    }
    held = 0;
  }
  return Float64Array.from(found);
}

/** Where each run of equal values ends, after its last. */
function endsOfEquals(sorted: Float64Array): Uint32Array {
  const ends = new Uint32Array(sorted.length);
  let runs = 0;
  for (let i = 1; i <= sorted.length; i++) if (sorted[i] !== sorted[i - 1]) ends[runs++] = i;
  return ends.subarray(0, runs);
}

/** The first threshold that is no less than the value. */
function binOf(thresholds: Float64Array, value: number): number {
  let low = 0;
  let high = thresholds.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((thresholds[middle] as number) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
