import type { Matrix } from '../clusters/features.ts';
import { sampleIndices, seededRandom } from '../numeric/random.ts';

export const mostBins = 64;

/** A matrix by columns, each value replaced by the number of the part of its column that it lies in. */
export interface Binned {
  readonly rows: number;
  /** per column the bin of each row */
  readonly bins: readonly Uint8Array[];
  /** per column, ascending; bin b holds values up to threshold b, the last bin the rest */
  readonly thresholds: readonly Float64Array[];
}

const rowsForCuts = 50_000;

/** Columns cut into at most 64 parts of about equal size; values that are equal are never parted. */
export function binColumns({ rows, columns, values }: Matrix): Binned {
  const bins: Uint8Array[] = [];
  const thresholds: Float64Array[] = [];
  const sampled = sampleIndices(rows, rowsForCuts, seededRandom(1));
  for (let c = 0; c < columns; c++) {
    const sorted = new Float64Array(sampled.length);
    for (let i = 0; i < sorted.length; i++)
      sorted[i] = values[(sampled[i] as number) * columns + c] as number;
    const edges = cuts(sorted.sort());
    const bin = new Uint8Array(rows);
    for (let i = 0, at = c; i < rows; i++, at += columns) bin[i] = binOf(edges, values[at] as number);
    bins.push(bin);
    thresholds.push(edges);
  }
  return { rows, bins, thresholds };
}

function cuts(sorted: Float64Array): Float64Array {
  const found: number[] = [];
  for (let b = 1; b < mostBins; b++) {
    let at = Math.floor((b * sorted.length) / mostBins);
    if (at === 0) continue;
    // inside a run of equals the cut moves to the run's end
    if (sorted[at - 1] === sorted[at]) at = pastEquals(sorted, sorted[at] as number);
    if (at >= sorted.length) continue;
    const cut = ((sorted[at - 1] as number) + (sorted[at] as number)) / 2;
    if (found.length === 0 || cut > (found.at(-1) as number)) found.push(cut);
  }
  return Float64Array.from(found);
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

function pastEquals(sorted: Float64Array, value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] as number) <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}
