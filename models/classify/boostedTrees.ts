import type { Matrix } from '../clusters/features.ts';
import { sampleIndices, seededRandom } from '../numeric/random.ts';
import { sigmoid } from './logistic.ts';

export interface BoostOptions {
  readonly trees?: number;
  readonly learningRate?: number;
  readonly leaves?: number;
  /** the smallest sum of p (1 − p) in a leaf */
  readonly leastWeight?: number;
  readonly l2?: number;
  /** rows held to while it grows; growing stops where their loss has not fallen for `patience` trees */
  readonly validation?: { readonly matrix: Matrix; readonly labels: Uint8Array };
  readonly patience?: number;
  /** rows that each tree is grown on, drawn anew; the gradients are those of all */
  readonly sampleRows?: number;
  readonly seed?: number;
}

/** A split goes left where the value is no greater than the threshold; a leaf has no children. */
interface Node {
  readonly column: number;
  readonly threshold: number;
  readonly left: number;
  readonly right: number;
  readonly value: number;
}

export interface BoostedTrees {
  /** log odds before any tree */
  readonly base: number;
  readonly trees: readonly (readonly Node[])[];
}

const mostBins = 64;

/**
 * Trees grown one after the other on the gradient of the logistic loss, leaf by leaf, over histograms of binned columns.
 *
 * Source: Friedman (2001), Greedy Function Approximation: A Gradient Boosting Machine; Ke et al. (2017), LightGBM;
 * Chen & Guestrin (2016), XGBoost, eq. 5 and 7 for leaf values and gains; Friedman (2002), Stochastic Gradient Boosting.
 */
export function fitBoostedTrees(
  matrix: Matrix,
  labels: Uint8Array,
  options: BoostOptions = {},
): BoostedTrees {
  const { trees: most = 300, patience = 20, validation, sampleRows = 40_000, seed = 1 } = options;
  const random = seededRandom(seed);
  const { rows } = matrix;
  const { bins, thresholds } = binned(matrix);
  const positives = labels.reduce((sum, one) => sum + one, 0);
  const base = Math.log((positives + 0.5) / (rows - positives + 0.5));
  const scores = new Float64Array(rows).fill(base);
  const validationScores = validation ? new Float64Array(validation.matrix.rows).fill(base) : undefined;
  const gradient = new Float64Array(rows);
  const hessian = new Float64Array(rows);
  const trees: (readonly Node[])[] = [];
  let [least, best] = [Number.POSITIVE_INFINITY, 0];
  for (let round = 0; round < most; round++) {
    for (let i = 0; i < rows; i++) {
      const p = sigmoid(scores[i] as number);
      gradient[i] = p - (labels[i] as number);
      hessian[i] = p * (1 - p);
    }
    const tree = grow(bins, thresholds, gradient, hessian, sampleIndices(rows, sampleRows, random), options);
    if (!tree) break;
    for (let i = 0; i < rows; i++) scores[i] = (scores[i] as number) + leafValue(tree, matrix, i);
    trees.push(tree);
    if (!validation || !validationScores) continue;
    let loss = 0;
    for (let i = 0; i < validationScores.length; i++) {
      const z = (validationScores[i] as number) + leafValue(tree, validation.matrix, i);
      validationScores[i] = z;
      const signed = validation.labels[i] === 1 ? -z : z;
      loss += Math.max(signed, 0) + Math.log1p(Math.exp(-Math.abs(signed)));
    }
    if (loss < least - 1e-9 * Math.abs(least === Number.POSITIVE_INFINITY ? 0 : least))
      [least, best] = [loss, trees.length];
    else if (trees.length - best >= patience) break;
  }
  return { base, trees: validation ? trees.slice(0, best) : trees };
}

/** Log odds of each row. */
export function scoreBoostedTrees({ base, trees }: BoostedTrees, matrix: Matrix): Float64Array {
  const scores = new Float64Array(matrix.rows).fill(base);
  for (const tree of trees)
    for (let i = 0; i < scores.length; i++) scores[i] = (scores[i] as number) + leafValue(tree, matrix, i);
  return scores;
}

function leafValue(tree: readonly Node[], { columns, values }: Matrix, row: number): number {
  let node = tree[0] as Node;
  while (node.left > 0)
    node = tree[
      (values[row * columns + node.column] as number) <= node.threshold ? node.left : node.right
    ] as Node;
  return node.value;
}

interface Binned {
  /** per column the bin of each row */
  readonly bins: readonly Uint8Array[];
  /** per column, ascending; bin b holds values up to threshold b, the last bin the rest */
  readonly thresholds: readonly Float64Array[];
}

function binned({ rows, columns, values }: Matrix): Binned {
  const bins: Uint8Array[] = [];
  const thresholds: Float64Array[] = [];
  for (let c = 0; c < columns; c++) {
    const column = Float64Array.from({ length: rows }, (_, i) => values[i * columns + c] as number);
    const sorted = Float64Array.from(column).sort();
    const cuts: number[] = [];
    for (let b = 1; b < mostBins; b++) {
      const at = Math.floor((b * rows) / mostBins);
      const [low, high] = [sorted[at - 1] as number, sorted[at] as number];
      // the cut lies between two values that occur; inside a run of equals it moves to the run's end
      let next = at;
      if (at === 0) continue;
      if (low === high) {
        next = upperBound(sorted, low);
        if (next >= rows) continue;
      }
      const cut = ((sorted[next - 1] as number) + (sorted[next] as number)) / 2;
      if (cuts.length === 0 || cut > (cuts.at(-1) as number)) cuts.push(cut);
    }
    const edges = Float64Array.from(cuts);
    thresholds.push(edges);
    bins.push(Uint8Array.from(column, (value) => lowerBound(edges, value)));
  }
  return { bins, thresholds };
}

/** How many of the ascending values are less than the given one. */
function lowerBound(sorted: Float64Array, value: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] as number) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

function upperBound(sorted: Float64Array, value: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] as number) <= value) low = middle + 1;
    else high = middle;
  }
  return low;
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

/** One tree; undefined where no split gains anything. */
function grow(
  bins: readonly Uint8Array[],
  thresholds: readonly Float64Array[],
  gradient: Float64Array,
  hessian: Float64Array,
  all: Uint32Array,
  { leaves: mostLeaves = 15, leastWeight = 1, l2 = 1, learningRate = 0.1 }: BoostOptions,
): readonly Node[] | undefined {
  const width = mostBins * 2;
  const histogramOf = (rows: Uint32Array) => {
    const histogram = new Float64Array(bins.length * width);
    bins.forEach((bin, c) => {
      for (let i = 0; i < rows.length; i++) {
        const row = rows[i] as number;
        const at = c * width + 2 * (bin[row] as number);
        histogram[at] = (histogram[at] as number) + (gradient[row] as number);
        histogram[at + 1] = (histogram[at + 1] as number) + (hessian[row] as number);
      }
    });
    return histogram;
  };
  const value = (g: number, h: number) => (-g / (h + l2)) * learningRate;
  const worth = (g: number, h: number) => (g * g) / (h + l2);
  const leafOf = (node: number, rows: Uint32Array, histogram: Float64Array): Leaf => {
    let [g, h] = [0, 0];
    for (let b = 0; b < mostBins; b++) {
      g += histogram[2 * b] as number;
      h += histogram[2 * b + 1] as number;
    }
    let [gain, column, bin] = [0, -1, -1];
    for (let c = 0; c < bins.length; c++) {
      let [left, leftWeight] = [0, 0];
      const cuts = thresholds[c]?.length ?? 0;
      for (let b = 0; b < cuts; b++) {
        left += histogram[c * width + 2 * b] as number;
        leftWeight += histogram[c * width + 2 * b + 1] as number;
        if (leftWeight < leastWeight) continue;
        if (h - leftWeight < leastWeight) break;
        const gained = worth(left, leftWeight) + worth(g - left, h - leftWeight) - worth(g, h);
        if (gained > gain + 1e-12) [gain, column, bin] = [gained, c, b];
      }
    }
    nodes[node] = { column: -1, threshold: 0, left: 0, right: 0, value: value(g, h) };
    return { node, rows, histogram, gain, column, bin };
  };
  const nodes: Node[] = [];
  const open: Leaf[] = [leafOf(0, all, histogramOf(all))];
  while (open.length < mostLeaves) {
    const leaf = open.reduce((most, one) => (one.gain > most.gain ? one : most));
    if (leaf.column < 0) break;
    const bin = bins[leaf.column] as Uint8Array;
    const left = leaf.rows.filter((row) => (bin[row] as number) <= leaf.bin);
    const right = leaf.rows.filter((row) => (bin[row] as number) > leaf.bin);
    const threshold = thresholds[leaf.column]?.[leaf.bin] as number;
    const at = nodes.length;
    nodes[leaf.node] = { column: leaf.column, threshold, left: at, right: at + 1, value: 0 };
    // the larger child's histogram is what the smaller one's leaves of the parent's
    const isLeftSmall = left.length <= right.length;
    const small = histogramOf(isLeftSmall ? left : right);
    const large = leaf.histogram.map((one, i) => one - (small[i] as number));
    open.splice(open.indexOf(leaf), 1);
    open.push(
      leafOf(at, left, isLeftSmall ? small : large),
      leafOf(at + 1, right, isLeftSmall ? large : small),
    );
  }
  return open.length < 2 ? undefined : nodes;
}
