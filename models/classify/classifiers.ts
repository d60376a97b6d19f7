import { type Matrix, rowsOf } from '../numeric/matrix.ts';
import { sampleIndices, seededRandom } from '../numeric/random.ts';
import { type BoostedTrees, meanOfTrees, scoreBoostedTrees, treeContributions } from './boostedTrees.ts';
import { type Calibration, calibrate, fitCalibration, noCalibration } from './calibration.ts';
import { binPart, growParts, growTrees, type LabelledRows, mostTrees, type Part } from './growParts.ts';
import type { TreeShape } from './growTree.ts';
import { fitLogistic } from './logistic.ts';
import { scaleColumns } from './scaleColumns.ts';
import { bestShape } from './treeShapes.ts';

/** Gives the chance of each row, 0 to 1. */
export type Classifier = (matrix: Matrix) => Float64Array;

/** A fitted model, plain JSON. */
export type ClassifierParameters =
  | {
      readonly kind: 'logistic';
      /** per column, on the values as they are */
      readonly weights: readonly number[];
      readonly means: readonly number[];
      /** log odds of the mean row */
      readonly atMean: number;
      readonly calibration: Calibration;
    }
  | ({ readonly kind: 'trees'; readonly calibration: Calibration } & BoostedTrees);

const heldFolds = 5;
/** Beyond these a fit without the rows held out no longer misses them. */
const manyRows = 20_000;
/** Rows of a part, at most, by which the best shape is told. */
const rowsToChooseBy = 10_000;
/** All rows are a quarter more than the parts had that told how many trees help: they bear some more of them. */
const treesOfAll = 1.1;

export interface ClassifierOptions {
  readonly seed?: number;
  readonly trees?: number;
}

/**
 * Logistic regression on z-scored columns (those of 0 and 1 as they are), penalised as scikit-learn's C = 1; calibrated
 * on rows held out of earlier fits.
 */
export function fitLogisticClassifier(
  matrix: Matrix,
  labels: Uint8Array,
  options: ClassifierOptions = {},
): ClassifierParameters {
  const { parts } = holdOut(matrix, labels, options);
  const whole = plainLogistic(matrix, labels);
  const tried = parts.map(({ inner }) => plainLogistic(inner.matrix, inner.labels, whole));
  const calibration = calibrationOf(parts, (held, i) => logOddsOf(at(tried, i), held));
  return { ...whole, calibration };
}

/**
 * Boosted trees of the shape and number that help the rows held out of all parts, and calibrated on those. The model is
 * the mean of a fit of all rows and of the mean of the parts' own: those are five and so steadier, each without a fifth
 * of the rows, which that has. Of many rows there is one part, and its fit is the model.
 */
export function fitBoostedClassifier(
  matrix: Matrix,
  labels: Uint8Array,
  options: ClassifierOptions = {},
): ClassifierParameters {
  const { seed = 1, trees = mostTrees } = options;
  const { parts, isAllNeeded } = holdOut(matrix, labels, options);
  const fitted = (of: readonly Part[]) => {
    const binned = of.map(binPart);
    return (shape: TreeShape) => growParts(binned, { ...shape, seed, trees });
  };
  const drawn = ({ inner, held }: Part): Part => ({
    inner: fewer(inner, rowsToChooseBy, seed),
    held: fewer(held, rowsToChooseBy, seed),
  });
  const { shape, fit } = bestShape(labels, fitted(isAllNeeded ? parts : parts.map(drawn)));
  const { fits } = isAllNeeded ? fit : fitted(parts)(shape);
  const calibration = calibrationOf(parts, (held, i) => scoreBoostedTrees(at(fits, i), held));
  const ofParts = meanOfTrees(fits);
  if (!isAllNeeded) return { kind: 'trees', ...ofParts, calibration };
  const grown = Math.round((treesOfAll * ofParts.trees.length) / fits.length);
  const whole = growTrees({ matrix, labels }, grown, { ...shape, seed });
  return { kind: 'trees', ...meanOfTrees([whole, ofParts]), calibration };
}

/** One calibration for the rows held out of all parts. */
function calibrationOf(
  parts: readonly Part[],
  logOdds: (held: Matrix, part: number) => Float64Array,
): Calibration {
  return fitCalibration(
    Float64Array.from(parts.flatMap(({ held }, i) => [...logOdds(held.matrix, i)])),
    Uint8Array.from(parts.flatMap(({ held }) => [...held.labels])),
  );
}

function at<T>(list: readonly T[], i: number): T {
  const found = list[i];
  if (found === undefined) throw new RangeError(`no part ${i}`);
  return found;
}

/** Log odds of each row before calibration. */
export function logOddsOf(model: ClassifierParameters, matrix: Matrix): Float64Array {
  if (model.kind === 'trees') return scoreBoostedTrees(model, matrix);
  const { rows, columns, values } = matrix;
  const { weights, means, atMean } = model;
  const scores = new Float64Array(rows);
  for (let i = 0, from = 0; i < rows; i++, from += columns) {
    let sum = atMean;
    for (let c = 0; c < columns; c++)
      sum += (weights[c] as number) * ((values[from + c] as number) - (means[c] as number));
    scores[i] = sum;
  }
  return scores;
}

/** The chance of each row, 0 to 1. */
export const chancesOf = (model: ClassifierParameters, matrix: Matrix): Float64Array =>
  calibrate(model.calibration, logOddsOf(model, matrix));

/** What each column adds to the log odds of each row, against the mean row; row by row. */
export function contributionsOf(model: ClassifierParameters, matrix: Matrix): Float64Array {
  if (model.kind === 'trees') return treeContributions(model, matrix);
  const { columns, values } = matrix;
  return values.map(
    (value, at) => (model.weights[at % columns] as number) * (value - (model.means[at % columns] as number)),
  );
}

export const logisticClassifier = (matrix: Matrix, labels: Uint8Array): Classifier => {
  const model = fitLogisticClassifier(matrix, labels);
  return (other) => chancesOf(model, other);
};

export const boostedClassifier = (matrix: Matrix, labels: Uint8Array): Classifier => {
  const model = fitBoostedClassifier(matrix, labels);
  return (other) => chancesOf(model, other);
};

/** Rows that pass, with their labels. */
export function subset(matrix: Matrix, labels: Uint8Array, passes: (row: number) => boolean): LabelledRows {
  return pick(matrix, labels, Uint32Array.from(labels, (_, i) => i).filter(passes));
}

const pick = (matrix: Matrix, labels: Uint8Array, rows: Uint32Array): LabelledRows => ({
  matrix: rowsOf(matrix, rows),
  labels: Uint8Array.from(rows, (row) => labels[row] as number),
});

interface HeldOut {
  readonly parts: readonly Part[];
  readonly isAllNeeded: boolean;
}

/** Few rows are all held out once, a fifth at a time; of many a fifth is enough. */
function holdOut(matrix: Matrix, labels: Uint8Array, { seed = 1 }: ClassifierOptions): HeldOut {
  const part = (isOut: (row: number) => boolean): Part => ({
    inner: subset(matrix, labels, (i) => !isOut(i)),
    held: subset(matrix, labels, isOut),
  });
  const random = seededRandom(seed);
  const fold = labels.map(() => Math.floor(random() * heldFolds));
  const isAllNeeded = labels.length <= manyRows;
  const folds = isAllNeeded ? heldFolds : 1;
  return { parts: Array.from({ length: folds }, (_, f) => part((i) => fold[i] === f)), isAllNeeded };
}

/** At most so many of the rows, drawn. */
function fewer(all: LabelledRows, most: number, seed: number): LabelledRows {
  const { matrix, labels } = all;
  return labels.length <= most
    ? all
    : pick(matrix, labels, sampleIndices(labels.length, most, seededRandom(seed)));
}

type LogisticParameters = ClassifierParameters & { readonly kind: 'logistic' };

/** Without calibration; `near` is a fit of much the same rows, to begin at. */
function plainLogistic(matrix: Matrix, labels: Uint8Array, near?: LogisticParameters): LogisticParameters {
  const { scaled, means, centre, scale } = scaleColumns(matrix);
  const start = near && {
    weights: scale.map((one, c) => (one > 0 ? (near.weights[c] as number) / one : 0)),
    intercept: near.weights.reduce(
      (sum, weight, c) => sum + weight * ((centre[c] as number) - (near.means[c] as number)),
      near.atMean,
    ),
  };
  const { intercept, weights } = fitLogistic(scaled, labels, 1, start);
  const own = weights.map((weight, c) => weight * (scale[c] as number));
  return {
    kind: 'logistic',
    weights: Array.from(own),
    means: Array.from(means),
    atMean: own.reduce(
      (sum, one, c) => sum + one * ((means[c] as number) - (centre[c] as number)),
      intercept,
    ),
    calibration: noCalibration,
  };
}
