import { type Binned, mostBins } from './binning.ts';

/**
 * A tree by node, 0 the root; plain JSON. A row goes to `left` where its value is no greater than the threshold, else to
 * the node after `left`; a leaf has 0 there. `value`: log odds that the node adds, in an inner node what it would add as a leaf.
 */
export interface Tree {
  readonly column: readonly number[];
  readonly threshold: readonly number[];
  readonly left: readonly number[];
  readonly value: readonly number[];
}

export interface TreeShape {
  readonly learningRate: number;
  readonly leaves: number;
  /** the smallest sum of p (1 − p) in a leaf */
  readonly leastWeight: number;
  readonly l2: number;
}

/** A tree as it was grown: beside what it keeps, the bin at which each node parts. */
export interface GrownTree {
  readonly tree: Tree;
  readonly bin: readonly number[];
}

interface Leaf {
  readonly node: number;
  readonly rows: Uint32Array;
  /** per column and bin: sums of gradient, hessian */
  readonly histogram: Float64Array;
  readonly gain: number;
  readonly column: number;
  readonly bin: number;
}

const width = 2 * mostBins;

/**
 * One tree on the gradient, leaf by leaf where most is gained; undefined where no split gains anything.
 *
 * Source: Chen & Guestrin (2016), XGBoost, eq. 5 and 7; Ke et al. (2017), LightGBM, for growth by leaves and for taking
 * the larger child's histogram as what the smaller one leaves of the parent's.
 */
export function growTree(
  { bins, thresholds }: Binned,
  gradient: Float64Array,
  hessian: Float64Array,
  { leaves: mostLeaves, leastWeight, l2, learningRate }: TreeShape,
): GrownTree | undefined {
  const column: number[] = [];
  const threshold: number[] = [];
  const left: number[] = [];
  const value: number[] = [];
  const bin: number[] = [];
  const worth = (g: number, h: number) => (g * g) / (h + l2);
  const leafOf = (node: number, rows: Uint32Array, histogram: Float64Array): Leaf => {
    let g = 0;
    let h = 0;
    for (let at = 0; at < width; at += 2) {
      g += histogram[at] as number;
      h += histogram[at + 1] as number;
    }
    const whole = worth(g, h);
    let [gain, best, bestBin] = [1e-12, -1, -1];
    for (let c = 0; c < bins.length; c++) {
      const cuts = thresholds[c]?.length ?? 0;
      let leftGradient = 0;
      let leftWeight = 0;
      for (let b = 0, at = c * width; b < cuts; b++, at += 2) {
        leftGradient += histogram[at] as number;
        leftWeight += histogram[at + 1] as number;
        if (leftWeight < leastWeight) continue;
        if (h - leftWeight < leastWeight) break;
        const gained = worth(leftGradient, leftWeight) + worth(g - leftGradient, h - leftWeight) - whole;
        if (gained > gain) {
          gain = gained;
          best = c;
          bestBin = b;
        }
      }
    }
    column[node] = -1;
    threshold[node] = 0;
    left[node] = 0;
    bin[node] = 0;
    value[node] = (-g / (h + l2)) * learningRate;
    return { node, rows, histogram, gain: best < 0 ? 0 : gain, column: best, bin: bestBin };
  };
  const all = new Uint32Array(gradient.length).map((_, i) => i);
  const open = [leafOf(0, all, histogramOf(bins, gradient, hessian, all))];
  while (open.length < mostLeaves) {
    const leaf = open.reduce((most, one) => (one.gain > most.gain ? one : most));
    if (leaf.column < 0) break;
    const [low, high] = part(leaf.rows, bins[leaf.column] as Uint8Array, leaf.bin);
    const at = column.length;
    column[leaf.node] = leaf.column;
    threshold[leaf.node] = thresholds[leaf.column]?.[leaf.bin] as number;
    bin[leaf.node] = leaf.bin;
    left[leaf.node] = at;
    open.splice(open.indexOf(leaf), 1);
    const isLowSmall = low.length <= high.length;
    const small = histogramOf(bins, gradient, hessian, isLowSmall ? low : high);
    const large = leaf.histogram;
    for (let i = 0; i < large.length; i++) large[i] = (large[i] as number) - (small[i] as number);
    open.push(leafOf(at, low, isLowSmall ? small : large), leafOf(at + 1, high, isLowSmall ? large : small));
  }
  return open.length < 2 ? undefined : { tree: { column, threshold, left, value }, bin };
}

function histogramOf(
  bins: readonly Uint8Array[],
  gradient: Float64Array,
  hessian: Float64Array,
  rows: Uint32Array,
): Float64Array {
  const count = rows.length;
  const ordered = new Float64Array(2 * count);
  for (let i = 0; i < count; i++) {
    ordered[2 * i] = gradient[rows[i] as number] as number;
    ordered[2 * i + 1] = hessian[rows[i] as number] as number;
  }
  // columns by twos, whose sums need not wait for each other; an odd last one is added beside itself, past the end
  const histogram = new Float64Array((bins.length + (bins.length % 2)) * width);
  for (let c = 0; c < bins.length; c += 2) {
    const bin = bins[c] as Uint8Array;
    addColumns(histogram, c * width, bin, bins[c + 1] ?? bin, rows, ordered);
  }
  return histogram;
}

function addColumns(
  histogram: Float64Array,
  from: number,
  first: Uint8Array,
  second: Uint8Array,
  rows: Uint32Array,
  ordered: Float64Array,
): void {
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] as number;
    const g = ordered[2 * i] as number;
    const h = ordered[2 * i + 1] as number;
    const at = from + 2 * (first[row] as number);
    const beside = from + width + 2 * (second[row] as number);
    histogram[at] = (histogram[at] as number) + g;
    histogram[beside] = (histogram[beside] as number) + g;
    histogram[at + 1] = (histogram[at + 1] as number) + h;
    histogram[beside + 1] = (histogram[beside + 1] as number) + h;
  }
}

function part(rows: Uint32Array, bin: Uint8Array, last: number): readonly [Uint32Array, Uint32Array] {
  const parted = new Uint32Array(rows.length);
  let low = 0;
  let high = rows.length;
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] as number;
    if ((bin[row] as number) <= last) parted[low++] = row;
    else parted[--high] = row;
  }
  return [parted.subarray(0, low), parted.subarray(low)];
}
