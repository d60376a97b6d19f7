import { lossOfLogOdds, sigmoid } from '../numeric/logisticFunctions.ts';
import type { Matrix } from '../numeric/matrix.ts';
import { sampleIndices, seededRandom } from '../numeric/random.ts';
import { type Binned, binColumns, binsOf } from './binning.ts';
import type { BoostedTrees } from './boostedTrees.ts';
import { type GrownTree, growTree, type Tree, type TreeShape, usualShape } from './growTree.ts';

/** Trees of a part at most, where nothing else is asked for, and rows that each is grown on. */
export const mostTrees = 200;
const mostSampled = 40_000;

export interface LabelledRows {
  readonly matrix: Matrix;
  /** 0 or 1 */
  readonly labels: Uint8Array;
}

/** Rows to fit on, and rows held out of that. */
export interface Part {
  readonly inner: LabelledRows;
  readonly held: LabelledRows;
}

/** A part that is binned once, for trees of any shape. */
export interface BinnedPart {
  readonly binned: Binned;
  readonly labels: Uint8Array;
  readonly held: { readonly bins: readonly Uint8Array[]; readonly labels: Uint8Array };
}

export function binPart({ inner, held }: Part): BinnedPart {
  const binned = binColumns(inner.matrix);
  const bins = binsOf(binned.thresholds, held.matrix);
  return { binned, labels: inner.labels, held: { bins, labels: held.labels } };
}

export interface GrowthOptions extends Partial<TreeShape> {
  /** of each part, at most */
  readonly trees?: number;
  readonly patience?: number;
  /** rows that each tree is grown on, drawn anew; the gradients are those of all */
  readonly sampleRows?: number;
  readonly seed?: number;
}

/** The trees of each part, and the log loss that they leave the rows held out, summed over those of all parts. */
export interface PartFits {
  readonly fits: readonly BoostedTrees[];
  readonly heldLoss: number;
}

/**
 * Trees grown one after the other on the gradient of the logistic loss, over histograms of columns that are binned
 * once; of several parts one of each in turn, until the loss of the rows held out of all of them has not fallen for
 * `patience` trees. How many trees help is so told by all rows at once: a fifth of them, with few of the rarer class,
 * tells it badly. Trees that rank well overstate what they know, which a calibration puts right afterwards; so the loss
 * is that of log odds drawn towards the base as far as helps.
 *
 * Labels are 0 or 1. Values are numbers: a NaN would go one way while trees grow and another when they score. Without
 * rows, with one class, or where no tree leaves the rows held out less loss, there is no tree, and everybody gets the
 * base.
 *
 * Source: Friedman (2001), Greedy Function Approximation: A Gradient Boosting Machine; Friedman (2002), Stochastic
 * Gradient Boosting; growTree.ts for the trees.
 */
export function growParts(parts: readonly BinnedPart[], options: GrowthOptions = {}): PartFits {
  const { trees: most = mostTrees, patience = 10, sampleRows = mostSampled, seed = 1, ...given } = options;
  const shape: TreeShape = { ...usualShape, ...given };
  const bases = parts.map(({ labels }) => baseOf(labels));
  const held = heldRows(parts, bases);
  const growing = parts.map((part, p) => ({
    grow: grower(part, bases[p] as number, shape, sampleRows, seed),
    trees: [] as Tree[],
    bins: part.held.bins,
    ways: held.waysOf(p),
  }));
  let [least, best, slope] = [heldLoss(held, 1), 0, 1];
  for (let round = 1; round <= most; round++) {
    let isGrown = false;
    for (const { grow, trees, bins, ways } of growing) {
      const grown = grow();
      if (!grown) continue;
      trees.push(grown.tree);
      addBinned(ways, grown, bins);
      isGrown = true;
    }
    if (!isGrown) break;
    slope = bestSlope(held, slope);
    const loss = heldLoss(held, slope);
    if (loss < least) [least, best] = [loss, round];
    else if (round - best >= patience) break;
  }
  const fits = growing.map(({ trees }, p) => ({ base: bases[p] as number, trees: trees.slice(0, best) }));
  return { fits, heldLoss: least };
}

/** So many trees of all rows, where it is known how many help. */
export function growTrees(
  { matrix, labels }: LabelledRows,
  trees: number,
  { sampleRows = mostSampled, seed = 1, ...given }: Omit<GrowthOptions, 'trees' | 'patience'> = {},
): BoostedTrees {
  const base = baseOf(labels);
  const shape = { ...usualShape, ...given };
  const grow = grower({ binned: binColumns(matrix), labels }, base, shape, sampleRows, seed);
  const grown: Tree[] = [];
  while (grown.length < trees) {
    const next = grow();
    if (!next) break;
    grown.push(next.tree);
  }
  return { base, trees: grown };
}

/** Log odds of the share, half a row of either class added. */
function baseOf(labels: Uint8Array): number {
  const positives = labels.reduce((sum, one) => sum + one, 0);
  return Math.log((positives + 0.5) / (labels.length - positives + 0.5));
}

/** Grows the next tree of a part on what those before it leave; undefined where no split gains anything. */
function grower(
  { binned, labels }: Pick<BinnedPart, 'binned' | 'labels'>,
  base: number,
  shape: TreeShape,
  sampleRows: number,
  seed: number,
): () => GrownTree | undefined {
  const random = seededRandom(seed);
  const { rows } = binned;
  const scores = new Float64Array(rows).fill(base);
  const sampled = Math.min(rows, sampleRows);
  const gradient = new Float64Array(sampled);
  const hessian = new Float64Array(sampled);
  return () => {
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
    if (grown && sampled < rows) addBinned(scores, grown, binned.bins);
    else if (grown) addLeaves(scores, grown);
    return grown;
  };
}

/** The rows held out of all parts, one part after the other. */
interface HeldRows {
  readonly labels: Uint8Array;
  /** log odds before any tree, and how far the trees lead away from them */
  readonly bases: Float64Array;
  readonly ways: Float64Array;
}

function heldRows(
  parts: readonly BinnedPart[],
  bases: readonly number[],
): HeldRows & { readonly waysOf: (part: number) => Float64Array } {
  const starts = [0];
  for (const { held } of parts) starts.push((starts.at(-1) as number) + held.labels.length);
  const count = starts.at(-1) as number;
  const all = {
    labels: new Uint8Array(count),
    bases: new Float64Array(count),
    ways: new Float64Array(count),
  };
  parts.forEach(({ held }, p) => {
    all.labels.set(held.labels, starts[p]);
    all.bases.fill(bases[p] as number, starts[p], starts[p + 1]);
  });
  return { ...all, waysOf: (part) => all.ways.subarray(starts[part], starts[part + 1]) };
}

/** Of log odds that go so much of their way from the base. */
function heldLoss({ labels, bases, ways }: HeldRows, slope: number): number {
  let loss = 0;
  for (let i = 0; i < labels.length; i++)
    loss += lossOfLogOdds((bases[i] as number) + slope * (ways[i] as number), labels[i] as number);
  return loss;
}

/** The part of their way from the base, none to all of it, that leaves least loss; sought from `near` by Newton's steps. */
function bestSlope({ labels, bases, ways }: HeldRows, near: number): number {
  let slope = near;
  for (let step = 0, moved = 1; step < 20 && moved > 1e-3; step++) {
    let [g, h] = [0, 1e-9];
    for (let i = 0; i < labels.length; i++) {
      const way = ways[i] as number;
      const p = sigmoid((bases[i] as number) + slope * way);
      g += (p - (labels[i] as number)) * way;
      h += p * (1 - p) * way * way;
    }
    const next = Math.min(1, Math.max(0, slope - g / h));
    moved = Math.abs(next - slope);
    slope = next;
  }
  return slope;
}

function pickBins(bin: Uint8Array, rows: Uint32Array): Uint8Array {
  const picked = new Uint8Array(rows.length);
  for (let i = 0; i < rows.length; i++) picked[i] = bin[rows[i] as number] as number;
  return picked;
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
