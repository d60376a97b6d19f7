import { describe, expect, test } from 'vitest';
import { calibrate, fitCalibration, noCalibration } from '../../../models/classify/calibration.ts';
import { logOddsOf } from '../../../models/classify/classifiers.ts';
import {
  type ClassifierParameters,
  chancesOf,
  classifierFigures,
  contributionsOf,
  fitBoostedClassifier,
  fitLogisticClassifier,
  type Matrix,
} from '../../../models/index.ts';
import { seededRandom } from '../../../models/numeric/random.ts';

const random = seededRandom(8);
const columns = 3;
const rows = 3000;
const matrix: Matrix = { rows, columns, values: Float64Array.from({ length: rows * columns }, random) };
/** the first column pushes up, the second down, the third not at all */
const labels = Uint8Array.from({ length: rows }, (_, i) => {
  const [a = 0, b = 0] = matrix.values.subarray(i * columns, i * columns + 2);
  return random() < 1 / (1 + Math.exp(-4 * (a - b))) ? 1 : 0;
});

const models: readonly (readonly [string, ClassifierParameters])[] = [
  ['logistic regression', fitLogisticClassifier(matrix, labels)],
  ['boosted trees', fitBoostedClassifier(matrix, labels)],
];

describe.each(models)('contributions of %s', (_, model) => {
  const contributions = contributionsOf(model, matrix);

  test('and what is the same for everybody sum to the log odds', () => {
    const scores = logOddsOf(model, matrix);
    const rest = scores.map((score, i) => {
      const own = contributions.subarray(i * columns, (i + 1) * columns);
      return score - own.reduce((sum, one) => sum + one, 0);
    });
    for (const one of rest) expect(one).toBeCloseTo(rest[0] ?? 0, 9);
  });

  test('are of the sign of what the column does, and next to nothing for one that does nothing', () => {
    const mean = (column: number, passes: (value: number) => boolean) => {
      const own = [];
      for (let i = 0; i < rows; i++)
        if (passes(matrix.values[i * columns + column] ?? 0))
          own.push(contributions[i * columns + column] ?? 0);
      return own.reduce((sum, one) => sum + one, 0) / own.length;
    };
    expect(mean(0, (value) => value > 0.8)).toBeGreaterThan(1.2);
    expect(mean(1, (value) => value > 0.8)).toBeLessThan(-1.2);
    expect(Math.abs(mean(2, (value) => value > 0.8))).toBeLessThan(0.05);
  });

  test('come from parameters that survive JSON', () => {
    const again: ClassifierParameters = JSON.parse(JSON.stringify(model));
    expect(chancesOf(again, matrix)).toEqual(chancesOf(model, matrix));
  });
});

describe('calibration', () => {
  const z = Float64Array.from({ length: 5000 }, () => 6 * random() - 3);
  const truth = Uint8Array.from(z, (one) => (random() < 1 / (1 + Math.exp(-(0.4 * one + 1))) ? 1 : 0));

  test('makes chances of scores that are too sure and off the base rate', () => {
    const before = classifierFigures(calibrate(noCalibration, z), truth);
    const after = classifierFigures(calibrate(fitCalibration(z, truth), z), truth);
    expect(before.expectedCalibrationError).toBeGreaterThan(0.15);
    expect(after.expectedCalibrationError).toBeLessThan(0.03);
    expect(after.auc).toBeCloseTo(before.auc, 9);
  });

  test('of few rows, of one class or of scores that point the wrong way never turns the order round', () => {
    expect(fitCalibration(z.slice(0, 50), truth.slice(0, 50))).toEqual(noCalibration);
    expect(fitCalibration(z, new Uint8Array(z.length))).toEqual(noCalibration);
    expect(
      fitCalibration(
        z,
        truth.map((one) => 1 - one),
      ),
    ).toEqual(noCalibration);
  });
});
