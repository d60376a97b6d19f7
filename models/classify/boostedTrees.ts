import { lossOfLogOdds, sigmoid } from '../numeric/logisticFunctions.ts';
import type { Matrix } from '../numeric/matrix.ts';
import { sampleIndices, seededRandom } from '../numeric/random.ts';
import { type Binned, binColumns, binsOf } from './binning.ts';
import { type GrownTree, growTree, type Tree, type TreeShape, usualShape } from './growTree.ts';

/** Trees at most, where nothing else is asked for. */
export const mostTrees = 200;

export interface LabelledRows {
  readonly matrix: Matrix;
  /** 0 or 1 */
  readonly labels: Uint8Array;
}

export interface GrowthOptions extends Partial<TreeShape> {
  readonly trees?: number;
  readonly patience?: number;
  /** rows that each tree is grown on, drawn anew; the gradients are those of all */
  readonly sampleRows?: number;
  readonly seed?: number;
}

export interface BoostOptions extends GrowthOptions {
  /** rows held to while it grows; growing stops where their loss has not fallen for `patience` trees */
  readonly validation?: LabelledRows;
}

/** Rows to grow trees on, and rows to hold them to, binned once for trees of any shape. */
export interface BinnedRows {
  readonly binned: Binned;
  readonly labels: Uint8Array;
  readonly held?: { readonly bins: readonly Uint8Array[]; readonly labels: Uint8Array };
}

export function binRows({ matrix, labels }: LabelledRows, validation?: LabelledRows): BinnedRows {
  const binned = binColumns(matrix);
  if (!validation) return { binned, labels };
  const bins = binsOf(binned.thresholds, validation.matrix);
  return { binned, labels, held: { bins, labels: validation.labels } };
}

/** Plain JSON. */
export interface BoostedTrees {
  /** log odds before any tree */
  readonly base: number;
  readonly trees: readonly Tree[];
}

/**
 * Trees as they were grown, and the log loss they leave the rows held out: of each, and summed, which is infinite
 * without such rows. Trees that rank well overstate what they know, which a calibration puts right afterwards; so the
 * loss is that of log odds drawn towards the base as far as helps.
 */
export interface BoostedFit extends BoostedTrees {
  readonly heldLosses: Float64Array;
  readonly heldLoss: number;
}

/**
 * Trees grown one after the other on the gradient of the logistic loss, over histograms of columns that are binned
 * once. Labels are 0 or 1. Values are numbers: a NaN would go one way while trees grow and another when they score.
 * Without rows, with one class, or where no tree leaves the rows held out less loss, there is no tree, and everybody
 * gets the base.
 *
 * Source: Friedman (2001), Greedy Function Approximation: A Gradient Boosting Machine; Friedman (2002), Stochastic
 * Gradient Boosting; growTree.ts for the trees.
 */
export function fitBoostedTrees(matrix: Matrix, labels: Uint8Array, options: BoostOptions = {}): BoostedFit {
  const { validation, ...growth } = options;
  return growTrees(binRows({ matrix, labels }, validation), growth);
}

/** The same of rows that are binned. */
export function growTrees({ binned, labels, held }: BinnedRows, options: GrowthOptions = {}): BoostedFit {
  const { trees: most = mostTrees, patience = 10, sampleRows = 40_000, seed = 1, ...given } = options;
  const shape: TreeShape = { ...usualShape, ...given };
  const random = seededRandom(seed);
  const { rows } = binned;
  const positives = labels.reduce((sum, one) => sum + one, 0);
  const base = Math.log((positives + 0.5) / (rows - positives + 0.5));
  const scores = new Float64Array(rows).fill(base);
  const heldScores = new Float64Array(held?.labels.length ?? 0).fill(base);
  const sampled = Math.min(rows, sampleRows);
  const gradient = new Float64Array(sampled);
  const hessian = new Float64Array(sampled);
  const trees: Tree[] = [];
  let heldLosses = lossesOf(heldScores, held?.labels ?? new Uint8Array(), base, 1);
  let [least, best, slope] = [held ? total(heldLosses) : Number.POSITIVE_INFINITY, 0, 1];
  for (let round = 0; round < most; round++) {
    const sample = sampleIndices(rows, sampleRows, random);
    for (let i = 0; i < sampled; i++) {
      const row = sample[i] as number;
      const p = sigmoid(scores[row] as number);
      gradient[i] = p - (labels[row] as number);
      hessian[i] = p * (1 - p);
    }
    const drawn =
      sampled < rows ? { ...binned, bins: binned.bins.map((bin) => pickBins(bin, sample)) } : binned;
    const grown = growTree(drawn, gradient, hessian, shape);
    if (!grown) break;
    if (sampled < rows) addBinned(scores, grown, binned.bins);
    else addLeaves(scores, grown);
    trees.push(grown.tree);
    if (!held) continue;
    addBinned(heldScores, grown, held.bins);
    slope = bestSlope(heldScores, held.labels, base, slope);
    const losses = lossesOf(heldScores, held.labels, base, slope);
    const loss = total(losses);
    if (loss < least) [least, best, heldLosses] = [loss, trees.length, losses];
    else if (trees.length - best >= patience) break;
  }
  return { base, trees: held ? trees.slice(0, best) : trees, heldLosses, heldLoss: least };
}

/** Rows whose values stay near while all trees pass over them. */
const block = 512;

/** Log odds of each row. */
export function scoreBoostedTrees({ base, trees }: BoostedTrees, matrix: Matrix): Float64Array {
  const { rows, columns, values } = matrix;
  const scores = new Float64Array(rows).fill(base);
  for (let first = 0; first < rows; first += block)
    for (const tree of trees)
      addTree(
        scores.subarray(first, first + block),
        tree,
        values.subarray(first * columns, (first + block) * columns),
        columns,
      );
  return scores;
}

/**
 * What each column adds to the log odds of each row, against the mean row: at every split on the way to its leaf, the
 * change from the node's value to that of the child. With the base and the roots' values they sum to the score.
 *
 * Source: Palczewska et al. (2013), Interpreting random forest models using a feature contribution method; Saabas
 * (2014).
 */
export function treeContributions({ trees }: BoostedTrees, { rows, columns, values }: Matrix): Float64Array {
  const contributions = new Float64Array(rows * columns);
  for (let first = 0; first < rows; first += block)
    for (const { column, threshold, left, value } of trees)
      for (let i = first, from = first * columns; i < Math.min(rows, first + block); i++, from += columns) {
        let node = 0;
        for (let next = left[0] as number; next > 0; next = left[node] as number) {
          const c = column[node] as number;
          const child = (values[from + c] as number) <= (threshold[node] as number) ? next : next + 1;
          contributions[from + c] =
            (contributions[from + c] as number) + (value[child] as number) - (value[node] as number);
          node = child;
        }
      }
  return contributions;
}

function pickBins(bin: Uint8Array, rows: Uint32Array): Uint8Array {
  const picked = new Uint8Array(rows.length);
  for (let i = 0; i < rows.length; i++) picked[i] = bin[rows[i] as number] as number;
  return picked;
}

function addTree(
  scores: Float64Array,
  { column, threshold, left, value }: Tree,
  values: Float64Array,
  columns: number,
): void {
  for (let i = 0, from = 0; i < scores.length; i++, from += columns) {
    let node = 0;
    for (let next = left[0] as number; next > 0; next = left[node] as number)
      node =
        (values[from + (column[node] as number)] as number) <= (threshold[node] as number) ? next : next + 1;
    scores[i] = (scores[i] as number) + (value[node] as number);
  }
}

function addLeaves(scores: Float64Array, { tree, leaves }: GrownTree): void {
  for (const { node, rows } of leaves) {
    const added = tree.value[node] as number;
    for (let i = 0; i < rows.length; i++) {
      const row = rows[i] as number;
      scores[row] = (scores[row] as number) + added;
    }
  }
}

function addBinned(
  scores: Float64Array,
  { tree: { column, left, value }, bin }: GrownTree,
  bins: readonly Uint8Array[],
): void {
  const columnOf = column.map((c) => bins[Math.max(c, 0)] as Uint8Array);
  for (let i = 0; i < scores.length; i++) {
    let node = 0;
    for (let next = left[0] as number; next > 0; next = left[node] as number)
      node = ((columnOf[node] as Uint8Array)[i] as number) <= (bin[node] as number) ? next : next + 1;
    scores[i] = (scores[i] as number) + (value[node] as number);
  }
}

/** Of log odds that go so much of their way from the base. */
const lossesOf = (scores: Float64Array, labels: Uint8Array, base: number, slope: number): Float64Array =>
  scores.map((score, i) => lossOfLogOdds(base + slope * (score - base), labels[i] as number));

/** The part of their way from the base, none to all of it, that leaves least loss; sought from `near` by Newton's steps. */
function bestSlope(scores: Float64Array, labels: Uint8Array, base: number, near: number): number {
  let slope = near;
  for (let step = 0, moved = 1; step < 20 && moved > 1e-3; step++) {
    let [g, h] = [0, 1e-9];
    for (let i = 0; i < scores.length; i++) {
      const way = (scores[i] as number) - base;
      const p = sigmoid(base + slope * way);
      g += (p - (labels[i] as number)) * way;
      h += p * (1 - p) * way * way;
    }
    const next = Math.min(1, Math.max(0, slope - g / h));
    moved = Math.abs(next - slope);
    slope = next;
  }
  return slope;
}

const total = (values: Float64Array): number => values.reduce((sum, one) => sum + one, 0);
