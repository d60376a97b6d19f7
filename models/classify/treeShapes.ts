import { type TreeShape, usualShape } from './growTree.ts';

/** Leaves of a tree: few where columns mostly add up, more where they work together. */
const treeSizes = [4, 10, 31] as const;
/** The smallest sum of p (1 − p) in a leaf, before there is a tree or throughout. */
const leastWeight = 3;
/** Parts of it that a lighter leaf may weigh, such as holds the few rows that are alike. */
const lighter = [1 / 3, 1 / 9] as const;

/** A shape and what was fitted with it. */
export interface ShapeFit<Fit> {
  readonly shape: TreeShape;
  readonly fit: Fit;
}

/**
 * The shape that leaves the rows held out the least loss, and its fit. First the size, where a leaf needs no more rows
 * than weigh enough before there is a tree: sure rows are parted on. Then, of that size, whether leaves should weigh as
 * much throughout, which keeps the few that are of the rarer class from standing alone, or less, which lets them. Of
 * equals it is the one that was tried first.
 */
export function bestShape<Fit extends { readonly heldLoss: number }>(
  labels: Uint8Array,
  fitted: (shape: TreeShape) => Fit,
): ShapeFit<Fit> {
  const share = (labels.reduce((sum, one) => sum + one, 0) + 0.5) / (labels.length + 1);
  const leastRows = leastWeight / (share * (1 - share));
  const tried = (shape: TreeShape) => ({ shape, fit: fitted(shape) });
  const sizes = treeSizes.map((leaves) => tried({ ...usualShape, leaves, leastWeight, leastRows }));
  const sized = sizes.reduce(better);
  const weights = [
    { leastWeight, leastRows: Number.POSITIVE_INFINITY },
    ...lighter.map((part) => ({ leastWeight: part * leastWeight, leastRows: part * leastRows })),
  ];
  return weights.map((weight) => tried({ ...sized.shape, ...weight })).reduce(better, sized);
}

const better = <Fit extends { readonly heldLoss: number }>(
  one: ShapeFit<Fit>,
  other: ShapeFit<Fit>,
): ShapeFit<Fit> => (other.fit.heldLoss < one.fit.heldLoss ? other : one);
