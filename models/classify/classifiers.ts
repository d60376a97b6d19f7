import type { Matrix } from '../clusters/features.ts';
import { seededRandom } from '../numeric/random.ts';
import { fitBoostedTrees, scoreBoostedTrees } from './boostedTrees.ts';
import { fitLogistic, predictLogistic, sigmoid } from './logistic.ts';

/** Gives the chance of each row, 0 to 1. */
export type Classifier = (matrix: Matrix) => Float64Array;

/** Logistic regression on z-scored columns, penalised. */
export function logisticClassifier(matrix: Matrix, labels: Uint8Array): Classifier {
  const scale = columnScale(matrix);
  const model = fitLogistic(scale(matrix), labels, 1);
  return (other) => predictLogistic(model, scale(other));
}

/**
 * Boosted trees, as many as help rows that they were not grown on; their scores are then bent to chances by Platt's two
 * parameters, fitted on those rows.
 *
 * Source: Platt (1999), Probabilistic Outputs for Support Vector Machines.
 */
export function boostedClassifier(matrix: Matrix, labels: Uint8Array, seed = 1): Classifier {
  const random = seededRandom(seed);
  const isHeld = Uint8Array.from(labels, () => (random() < 0.2 ? 1 : 0));
  const inner = subset(matrix, labels, (i) => isHeld[i] === 0);
  const held = subset(matrix, labels, (i) => isHeld[i] === 1);
  const shape = { learningRate: 0.06, leaves: 10, leastWeight: 3, l2: 1 };
  const tried = fitBoostedTrees(inner.matrix, inner.labels, { ...shape, trees: 400, validation: held });
  const scores = scoreBoostedTrees(tried, held.matrix);
  const platt = fitLogistic({ rows: scores.length, columns: 1, values: scores }, held.labels, 1e-3);
  const trees = Math.max(1, Math.round(tried.trees.length * 1.1));
  // among many rows a fifth more of them adds nothing
  const whole = labels.length > 50_000 ? tried : fitBoostedTrees(matrix, labels, { ...shape, trees });
  // too few held rows, or a slope that turns round, bend nothing
  const [slope, shift] =
    held.labels.length >= 200 && (platt.weights[0] as number) > 0
      ? [platt.weights[0] as number, platt.intercept]
      : [1, 0];
  return (other) => scoreBoostedTrees(whole, other).map((score) => sigmoid(shift + slope * score));
}

/** Rows that pass, with their labels. */
export function subset(
  { columns, values }: Matrix,
  labels: Uint8Array,
  passes: (row: number) => boolean,
): { readonly matrix: Matrix; readonly labels: Uint8Array } {
  const rows = Uint32Array.from(labels, (_, i) => i).filter(passes);
  const picked = new Float64Array(rows.length * columns);
  rows.forEach((row, i) => picked.set(values.subarray(row * columns, (row + 1) * columns), i * columns));
  return {
    matrix: { rows: rows.length, columns, values: picked },
    labels: Uint8Array.from(rows, (i) => labels[i] as number),
  };
}

function columnScale({ rows, columns, values }: Matrix): (other: Matrix) => Matrix {
  const means = new Float64Array(columns);
  const deviations = new Float64Array(columns);
  values.forEach((value, at) => {
    means[at % columns] = (means[at % columns] as number) + value / rows;
  });
  values.forEach((value, at) => {
    deviations[at % columns] =
      (deviations[at % columns] as number) + (value - (means[at % columns] as number)) ** 2 / rows;
  });
  return (other) => ({
    ...other,
    values: other.values.map((value, at) => {
      const deviation = Math.sqrt(deviations[at % columns] as number);
      return deviation > 1e-12 ? (value - (means[at % columns] as number)) / deviation : 0;
    }),
  });
}
