import { randomLcg, randomNormal } from 'd3-random';
import {
  boostedClassifier,
  type Classifier,
  classifierFigures,
  logisticClassifier,
  type Matrix,
} from '../models/index.ts';
import type { Bench, Figure } from './bench.ts';

const columns = 30;

/** Features of which ten count, two of them together, and labels drawn from the chance they make. */
function customers(rows: number, seed: number): { readonly matrix: Matrix; readonly labels: Uint8Array } {
  const random = randomLcg(seed);
  const normal = randomNormal.source(random)(0, 1);
  const values = new Float64Array(rows * columns);
  const labels = new Uint8Array(rows);
  for (let i = 0; i < rows; i++) {
    let z = -1;
    for (let c = 0; c < columns; c++) {
      const value = normal();
      values[i * columns + c] = value;
      if (c < 10) z += (0.5 - c * 0.1) * value;
    }
    z += (values[i * columns + 10] as number) * (values[i * columns + 11] as number);
    labels[i] = random() < 1 / (1 + Math.exp(-z)) ? 1 : 0;
  }
  return { matrix: { rows, columns, values }, labels };
}

/** Churn models of many customers: fit and score. */
export const bench: Bench = {
  name: 'churn',
  async run({ events: rows = 200_000 }) {
    const { matrix, labels } = customers(rows, 0.42);
    const unseen = customers(rows / 10, 0.71);
    const fits: readonly (readonly [string, (of: Matrix, labels: Uint8Array) => Classifier])[] = [
      ['logistic regression', logisticClassifier],
      ['boosted trees', boostedClassifier],
    ];
    const figures: Figure[] = [];
    let total = 0;
    for (const [name, fit] of fits) {
      const begun = performance.now();
      const classifier = fit(matrix, labels);
      classifier(matrix);
      const seconds = (performance.now() - begun) / 1000;
      total += seconds;
      const { auc, expectedCalibrationError } = classifierFigures(classifier(unseen.matrix), unseen.labels);
      figures.push({ label: `${name}, ${rows} rows × ${columns}, fit and score`, value: seconds, unit: 's' });
      figures.push({ label: `${name}, AUC`, value: auc, unit: '' });
      figures.push({
        label: `${name}, expected calibration error`,
        value: expectedCalibrationError,
        unit: '',
        target: '≤ .03',
      });
    }
    figures.push({ label: 'both', value: total, unit: 's', target: '≤ 20' });
    return { name: 'churn', figures };
  },
};
