import { type PairedDifference, pairedDifference } from '../compare/pairedDifference.ts';
import { lossOfChance } from '../numeric/logisticFunctions.ts';

/** With fewer who left, or who stayed, no model is told from chance. */
const leastOfEither = 10;

/** Standard errors that chance exceeds one time in twenty, and, where the better of two is taken, one in forty each. */
export const beyondChance = { one: 1.645, ofTwo: 1.96 } as const;

/** Whether there are so many of both kinds. */
export function hasEnoughOfEither(labels: Uint8Array): boolean {
  const positives = labels.reduce((sum, one) => sum + one, 0);
  return Math.min(positives, labels.length - positives) >= leastOfEither;
}

/** The share that left, drawn towards one half by one customer: never 0 or 1, which would be sure. */
export const baseRate = (labels: Uint8Array): number =>
  (labels.reduce((sum, one) => sum + one, 0) + 0.5) / (labels.length + 1);

/**
 * The log losses of two sets of chances of the same rows held against each other, row by row: of a mean below 0 the
 * first is better.
 */
export function compareChances(
  first: Float64Array,
  second: Float64Array,
  labels: Uint8Array,
): PairedDifference {
  const losses = (chances: Float64Array) => chances.map((p, i) => lossOfChance(p, labels[i] as number));
  return pairedDifference(losses(first), losses(second));
}

/** Whether the first chances lose less than the second by more than so many standard errors. */
export function isBetterBy(
  errors: number,
  first: Float64Array,
  second: Float64Array,
  labels: Uint8Array,
): boolean {
  const { mean, standardError } = compareChances(first, second, labels);
  return mean + errors * standardError < 0;
}
