import type { Binned } from './binning.ts';

/**
 * A tree by node, 0 the root; plain JSON. A row goes to `left` where its value is no greater than the threshold, else
 * to the node after `left`; a leaf has 0 there. `value`: log odds that the node adds, in an inner node what it would
 * add as a leaf.
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
  /**
   * where it is less than that: what so many rows weigh, at the mean of those that are parted. Rows that are nearly
   * sure weigh hardly anything, and would never be parted by their weight alone.
   */
  readonly leastRows: number;
  readonly l2: number;
}

/** What a tree is where nothing else is asked for. */
export const usualShape: TreeShape = {
  learningRate: 0.1,
  leaves: 15,
  leastWeight: 1,
  leastRows: Number.POSITIVE_INFINITY,
  l2: 1,
};

/** A tree as it was grown: beside what it keeps, the bin at which each node parts, and the rows of its leaves. */
export interface GrownTree {
  readonly tree: Tree;
  readonly bin: readonly number[];
  readonly leaves: readonly { readonly node: number; readonly rows: Uint32Array }[];
}

/** Sums over rows: of the gradient, and of the hessian, which is their weight. */
interface Sums {
  readonly g: number;
  readonly h: number;
}

interface Split {
  readonly gain: number;
  readonly column: number;
  readonly bin: number;
  readonly low: Sums;
}

interface Leaf extends Sums {
  readonly node: number;
  readonly rows: Uint32Array;
  /** bin by bin, column after column: sums of gradient, hessian; absent where the leaf stays one */
  readonly histogram: Float64Array | undefined;
  readonly split: Split | undefined;
}

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
  { leaves: mostLeaves, leastWeight, leastRows, l2, learningRate }: TreeShape,
): GrownTree | undefined {
  const column: number[] = [];
  const threshold: number[] = [];
  const left: number[] = [];
  const value: number[] = [];
  const bin: number[] = [];
  const layout = layoutOf(thresholds);
  const leastOf = (h: number, rows: Uint32Array) => Math.min(leastWeight, (leastRows * h) / rows.length);
  const canPart = (h: number, rows: Uint32Array) => h >= 2 * leastOf(h, rows);
  const leafOf = (node: number, rows: Uint32Array, { g, h }: Sums, histogram?: Float64Array): Leaf => {
    column[node] = -1;
    threshold[node] = 0;
    left[node] = 0;
    bin[node] = 0;
    value[node] = (-g / (h + l2)) * learningRate;
    const split = histogram && bestSplit(histogram, layout, { g, h }, leastOf(h, rows), l2);
    return { node, rows, g, h, histogram, split };
  };
  const all = new Uint32Array(gradient.length).map((_, i) => i);
  const sum = (values: Float64Array) => values.reduce((total, one) => total + one, 0);
  const histogram = histogramOf(bins, layout, gradient, hessian, all);
  const open = [leafOf(0, all, { g: sum(gradient), h: sum(hessian) }, histogram)];
  while (open.length < mostLeaves) {
    const leaf = open.reduce((most, one) => ((one.split?.gain ?? 0) > (most.split?.gain ?? 0) ? one : most));
    const { split } = leaf;
    if (!split || !leaf.histogram) break;
    const [lowRows, highRows] = part(leaf.rows, bins[split.column] as Uint8Array, split.bin);
    const high = { g: leaf.g - split.low.g, h: leaf.h - split.low.h };
    const at = column.length;
    column[leaf.node] = split.column;
    threshold[leaf.node] = thresholds[split.column]?.[split.bin] as number;
    bin[leaf.node] = split.bin;
    left[leaf.node] = at;
    open.splice(open.indexOf(leaf), 1);
    const isGrown = open.length + 2 >= mostLeaves;
    const [partsLow, partsHigh] = [canPart(split.low.h, lowRows), canPart(high.h, highRows)];
    const isLowSmall = lowRows.length <= highRows.length;
    let [small, large]: (Float64Array | undefined)[] = [];
    if (!isGrown && (partsLow || partsHigh)) {
      small = histogramOf(bins, layout, gradient, hessian, isLowSmall ? lowRows : highRows);
      large = leaf.histogram;
      for (let i = 0; i < large.length; i++) large[i] = (large[i] as number) - (small[i] as number);
    }
    const [ofLow, ofHigh] = isLowSmall ? [small, large] : [large, small];
    open.push(leafOf(at, lowRows, split.low, partsLow ? ofLow : undefined));
    open.push(leafOf(at + 1, highRows, high, partsHigh ? ofHigh : undefined));
  }
  return open.length < 2 ? undefined : { tree: { column, threshold, left, value }, bin, leaves: open };
}

/** Where a leaf gains most by being parted, either side weighing enough. */
function bestSplit(
  histogram: Float64Array,
  { starts }: Layout,
  { g, h }: Sums,
  least: number,
  l2: number,
): Split | undefined {
  const whole = (g * g) / (h + l2);
  let [column, bin, lowG, lowH] = [-1, -1, 0, 0];
  // of the two sides together, so that a split gains what this is above the whole
  let best = whole + 1e-12;
  for (let c = 0; c + 1 < starts.length; c++) {
    const from = starts[c] as number;
    const last = (starts[c + 1] as number) - 2;
    let gl = 0;
    let hl = 0;
    for (let at = from; at < last; at += 2) {
      gl += histogram[at] as number;
      hl += histogram[at + 1] as number;
      if (hl < least) continue;
      const hr = h - hl;
      if (hr < least) break;
      const gr = g - gl;
      // gl² / (hl + l2) + gr² / (hr + l2) > best, without dividing
      const [wl, wr] = [hl + l2, hr + l2];
      if (gl * gl * wr + gr * gr * wl > best * wl * wr) {
        best = (gl * gl) / wl + (gr * gr) / wr;
        column = c;
        bin = (at - from) / 2;
        lowG = gl;
        lowH = hl;
      }
    }
  }
  return column < 0 ? undefined : { gain: best - whole, column, bin, low: { g: lowG, h: lowH } };
}

/** How histograms lie: column after column, bin by bin. */
interface Layout {
  /** where the bins of each column begin, and after the last where they end */
  readonly starts: Uint32Array;
  /** columns of two bins, and those of other numbers */
  readonly twofold: readonly number[];
  readonly others: readonly number[];
}

function layoutOf(thresholds: readonly Float64Array[]): Layout {
  const starts = new Uint32Array(thresholds.length + 1);
  thresholds.forEach((cuts, c) => (starts[c + 1] = (starts[c] as number) + 2 * (cuts.length + 1)));
  const columns = [...thresholds.keys()];
  const isTwofold = (c: number) => thresholds[c]?.length === 1;
  return {
    starts,
    twofold: columns.filter(isTwofold),
    others: columns.filter((c) => !isTwofold(c)),
  };
}

/** Columns are added several at a time, whose sums need not wait for each other. */
function histogramOf(
  bins: readonly Uint8Array[],
  { starts, twofold, others }: Layout,
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
  // an odd last one of the others is added beside itself, past the end
  const end = starts[bins.length] as number;
  const last = others.at(-1) ?? 0;
  const spare = others.length % 2 === 0 ? 0 : (starts[last + 1] as number) - (starts[last] as number);
  const histogram = new Float64Array(end + spare);
  for (let k = 0; k < twofold.length; k += 4) {
    // where fewer than four are left, the last of them again and again
    const four = [0, 1, 2, 3].map((i) => twofold[Math.min(k + i, twofold.length - 1)] as number);
    const [a, b, c, d] = four.map((one) => bins[one]) as [Uint8Array, Uint8Array, Uint8Array, Uint8Array];
    const sums = lowerSums(a, b, c, d, rows, ordered);
    four.forEach((one, i) => histogram.set(sums.subarray(2 * i, 2 * i + 2), starts[one] as number));
  }
  for (let k = 0; k < others.length; k += 2) {
    const first = others[k] as number;
    const second = others[k + 1];
    addColumns(
      histogram,
      starts[first] as number,
      second === undefined ? end : (starts[second] as number),
      bins[first] as Uint8Array,
      bins[second ?? first] as Uint8Array,
      rows,
      ordered,
    );
  }
  return histogram;
}

/** Sums of the lower one of two bins, of four columns; nothing is asked of the last bin of a column. */
function lowerSums(
  a: Uint8Array,
  b: Uint8Array,
  c: Uint8Array,
  d: Uint8Array,
  rows: Uint32Array,
  ordered: Float64Array,
): Float64Array {
  let [ga, ha, gb, hb, gc, hc, gd, hd] = [0, 0, 0, 0, 0, 0, 0, 0];
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] as number;
    const g = ordered[2 * i] as number;
    const h = ordered[2 * i + 1] as number;
    const ofA = 1 - (a[row] as number);
    const ofB = 1 - (b[row] as number);
    const ofC = 1 - (c[row] as number);
    const ofD = 1 - (d[row] as number);
    ga += g * ofA;
    ha += h * ofA;
    gb += g * ofB;
    hb += h * ofB;
    gc += g * ofC;
    hc += h * ofC;
    gd += g * ofD;
    hd += h * ofD;
  }
  return Float64Array.of(ga, ha, gb, hb, gc, hc, gd, hd);
}

function addColumns(
  histogram: Float64Array,
  from: number,
  fromSecond: number,
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
    const beside = fromSecond + 2 * (second[row] as number);
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
