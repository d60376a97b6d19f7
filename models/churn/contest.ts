import { type ClassifierFigures, classifierFigures } from '../classify/metrics.ts';
import { type PairedDifference, pairedDifference } from '../compare/pairedDifference.ts';
import { logOddsOfChance, lossOfChance, sigmoid } from '../numeric/logisticFunctions.ts';

/** With fewer who left, or who stayed, no model is told from chance. */
export const leastOfEither = 10;

/** Standard errors that chance exceeds one time in twenty, and, where the better of two is taken, one in forty each. */
const beyondChance = { one: 1.645, ofTwo: 1.96 } as const;

/** Whether there are so many of both kinds. */
function hasEnoughOfEither(labels: Uint8Array): boolean {
  const positives = labels.reduce((sum, one) => sum + one, 0);
  return Math.min(positives, labels.length - positives) >= leastOfEither;
}

/** The share that left, drawn towards one half by one customer: never 0 or 1, which would be sure. */
export const baseRate = (labels: Uint8Array): number =>
  (labels.reduce((sum, one) => sum + one, 0) + 0.5) / (labels.length + 1);

/** Chances moved by less than this many units of log odds are where they should be. */
const leastMove = 1e-9;

/**
 * Chances whose log odds are moved by one number, so that their mean is the share of the labels; they rank the rows as
 * before. How many leave differs from one period to the next, which no candidate can know: whose level happens to be
 * nearer says nothing of who tells the customers apart.
 */
export function atLevel(chances: Float64Array, labels: Uint8Array): Float64Array {
  const positives = labels.reduce((sum, one) => sum + one, 0);
  const logOdds = chances.map(logOddsOfChance);
  const sumAt = (move: number) => logOdds.reduce((sum, z) => sum + sigmoid(z + move), 0);
  let [low, high] = [-2 * mostLogOdds, 2 * mostLogOdds];
  while (high - low > leastMove) {
    const middle = (low + high) / 2;
    if (sumAt(middle) < positives) low = middle;
    else high = middle;
  }
  return logOdds.map((z) => sigmoid(z + (low + high) / 2));
}

/** Log odds of chances are no further from 0 than this. */
const mostLogOdds = logOddsOfChance(1);

export interface ContestFigures extends ClassifierFigures {
  /** log loss of the chances moved to the share that came (`atLevel`): candidates are compared by this */
  readonly logLossAtLevel: number;
}

/** What a candidate said of rows held out, and how good that was. */
export interface HeldOut {
  readonly chances: Float64Array;
  readonly levelled: Float64Array;
  readonly figures: ContestFigures;
}

/**
 * Chances held to what came.
 * @throws RangeError without rows
 */
export function holdTo(labels: Uint8Array, chances: Float64Array): HeldOut {
  const levelled = atLevel(chances, labels);
  const logLossAtLevel =
    levelled.reduce((sum, p, i) => sum + lossOfChance(p, labels[i] as number), 0) / labels.length;
  return { chances, levelled, figures: { ...classifierFigures(chances, labels), logLossAtLevel } };
}

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

/** Whether the first, both at the level that came, loses less than the second by more than so many standard errors. */
export function isBetterBy(errors: number, first: HeldOut, second: HeldOut, labels: Uint8Array): boolean {
  const { mean, standardError } = compareChances(first.levelled, second.levelled, labels);
  return mean + errors * standardError < 0;
}

/** A candidate by its name. */
export interface Tried<Name extends string> extends HeldOut {
  readonly name: Name;
}

/**
 * The candidate to go by, of those held to the same rows: the plainest stands unless one less plain beats it by more than
 * chance, and the model of the least loss must beat what then stands, by more than chance of the better of two; all at
 * the level that came. With too few of either kind the plainest stands.
 * @param plain rules without a model, the plainest first
 * @param models one or two
 */
export function chooseByContest<Name extends string>(
  plain: readonly Tried<Name>[],
  models: readonly Tried<Name>[],
  labels: Uint8Array,
): { readonly chosen: Name; readonly isModel: boolean } {
  const plainest = plain[0];
  if (!plainest || models.length === 0) throw new RangeError('nothing to compare');
  if (!hasEnoughOfEither(labels)) return { chosen: plainest.name, isModel: false };
  const standing = plain.reduce((stands, next) =>
    isBetterBy(beyondChance.one, next, stands, labels) ? next : stands,
  );
  const best = models.reduce((first, next) =>
    next.figures.logLossAtLevel < first.figures.logLossAtLevel ? next : first,
  );
  const isModel = isBetterBy(beyondChance.ofTwo, best, standing, labels);
  return { chosen: (isModel ? best : standing).name, isModel };
}
