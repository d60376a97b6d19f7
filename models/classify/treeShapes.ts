import { pairedDifference } from '../compare/pairedDifference.ts';
import type { BoostedFit } from './boostedTrees.ts';
import { type TreeShape, usualShape } from './growTree.ts';

/** A shape and its fits, one of each part that it was tried on. */
export interface ShapeFits {
  readonly shape: TreeShape;
  readonly fits: readonly BoostedFit[];
}

/** Leaves of a tree: few where columns mostly add up, more where they work together. */
const treeSizes = [4, 10, 31] as const;
/** The smallest sum of p (1 − p) in a leaf, before there is a tree or throughout. */
const leastWeight = 3;
/** Part of it that a lighter leaf may weigh, such as holds the few rows that are alike. */
const lighter = 1 / 3;
/** Standard errors that a shape may be behind and yet be tried on further parts. */
const behind = 2;

/**
 * The shape that leaves the rows held out of all parts the least loss, and its fits. First the size, where a leaf needs
 * no more rows than weigh enough before there is a tree: sure rows are parted on. Then, of that size, whether leaves
 * should weigh as much throughout, which keeps the few that are of the rarer class from standing alone, or less, which
 * lets them. What is clearly behind is not tried on further parts.
 *
 * Source: Maron & Moore (1997), The Racing Algorithm: Model Selection for Lazy Learners.
 */
export function bestShape<Part>(
  parts: readonly Part[],
  labels: Uint8Array,
  fit: (part: Part, shape: TreeShape) => BoostedFit,
): ShapeFits {
  const share = (labels.reduce((sum, one) => sum + one, 0) + 0.5) / (labels.length + 1);
  const leastRows = leastWeight / (share * (1 - share));
  const sizes = treeSizes.map((leaves) => ({ ...usualShape, leaves, leastWeight, leastRows }));
  const fits = new Map<TreeShape, BoostedFit[]>();
  const fitted = (shape: TreeShape, count: number): ShapeFits => {
    const known = fits.get(shape) ?? [];
    for (const part of parts.slice(known.length, count)) known.push(fit(part, shape));
    fits.set(shape, known);
    return { shape, fits: known.slice(0, count) };
  };
  const { shape } = race(parts.length, sizes, fitted);
  const heavy = { ...shape, leastRows: Number.POSITIVE_INFINITY };
  const light = { ...shape, leastWeight: leastWeight * lighter, leastRows: leastRows * lighter };
  return race(parts.length, [shape, heavy, light], fitted);
}

/** The shape of the least loss, by its fits of one part, then of one more at a time. */
function race(
  parts: number,
  shapes: readonly TreeShape[],
  fitted: (shape: TreeShape, count: number) => ShapeFits,
): ShapeFits {
  let racing = shapes;
  for (let count = 1; ; count++) {
    const tried = racing.map((shape) => fitted(shape, count));
    const least = tried.reduce((best, one) => (lossOf(one) < lossOf(best) ? one : best));
    if (count >= parts) return least;
    racing = tried.filter((one) => !isBehind(one, least)).map(({ shape }) => shape);
  }
}

function isBehind(one: ShapeFits, least: ShapeFits): boolean {
  const { mean, standardError } = pairedDifference(lossesOf(one), lossesOf(least));
  return mean > behind * standardError;
}

const lossOf = ({ fits }: ShapeFits): number => fits.reduce((sum, { heldLoss }) => sum + heldLoss, 0);
const lossesOf = ({ fits }: ShapeFits): number[] => fits.flatMap(({ heldLosses }) => [...heldLosses]);
