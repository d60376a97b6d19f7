import { describe, expect, test } from 'vitest';
import { calibrate, fitCalibration, noCalibration, withKnots } from '../../../models/classify/calibration.ts';
import { classifierFigures } from '../../../models/index.ts';
import { sigmoid } from '../../../models/numeric/logisticFunctions.ts';
import { seededRandom } from '../../../models/numeric/random.ts';

/** Log odds from −3 to 3, and labels drawn from the chance that `chanceOf` makes of them. */
function drawn(rows: number, seed: number, chanceOf: (z: number) => number) {
  const random = seededRandom(seed);
  const logOdds = Float64Array.from({ length: rows }, () => 6 * random() - 3);
  return { logOdds, labels: Uint8Array.from(logOdds, (z) => (random() < chanceOf(z) ? 1 : 0)) };
}

/** Two levels with a flat way between them, which no sigmoid has. */
const steps = (z: number) => (z < -1.5 ? 0.02 : z < 1.5 ? 0.4 : 0.95);

describe('calibration', () => {
  test('of what no sigmoid bends follows the shares of groups, on rows that it has not seen', () => {
    const known = drawn(10_000, 1, steps);
    const calibration = fitCalibration(known.logOdds, known.labels);
    const other = drawn(10_000, 2, steps);
    const errorOf = (parameters: typeof calibration) =>
      classifierFigures(calibrate(parameters, other.logOdds), other.labels).expectedCalibrationError;
    const { a, b, c } = calibration;
    expect(errorOf({ a, b, c })).toBeGreaterThan(0.04);
    expect(errorOf(calibration)).toBeLessThan(0.025);
  });

  test('leaves the order of the rows as it is: chances rise strictly with the log odds', () => {
    const known = drawn(4000, 3, steps);
    const calibration = fitCalibration(known.logOdds, known.labels);
    expect(calibration.knots).toBeDefined();
    const chances = calibrate(
      calibration,
      Float64Array.from({ length: 2001 }, (_, i) => (i - 1000) / 100),
    );
    for (let i = 1; i < chances.length; i++)
      expect(chances[i]).toBeGreaterThanOrEqual(chances[i - 1] as number);
    const within = calibrate(
      calibration,
      Float64Array.from({ length: 601 }, (_, i) => (i - 300) / 100),
    );
    for (let i = 1; i < within.length; i++) expect(within[i]).toBeGreaterThan(within[i - 1] as number);
  });

  test('has no knots where three parameters do as well, nor of few rows', () => {
    for (let seed = 0; seed < 10; seed++) {
      const { logOdds, labels } = drawn(4000, seed, (z) => sigmoid(1.5 * z - 0.3));
      expect(fitCalibration(logOdds, labels).knots).toBeUndefined();
    }
    const { logOdds, labels } = drawn(500, 4, steps);
    expect(fitCalibration(logOdds, labels).knots).toBeUndefined();
  });

  test('lays its knots through the shares of twenty groups, with one of either class beside those of each', () => {
    // groups of 100 with one log odds each, of which 0, 5, 10 … 95 are positive
    const groups = Array.from({ length: 20 }, (_, group) => ({ z: (group - 9.5) / 3, positives: 5 * group }));
    const rows = groups.flatMap(({ z, positives }) =>
      Array.from({ length: 100 }, (_, i) => ({ z, label: i < positives ? 1 : 0 })),
    );
    const { knots } = withKnots(
      noCalibration,
      Float64Array.from(rows, ({ z }) => z),
      Uint8Array.from(rows, ({ label }) => label),
    );
    expect(knots?.from).toHaveLength(20);
    groups.forEach(({ z, positives }, group) => {
      const expected = 100 * sigmoid(z);
      const moved =
        Math.log((positives + 1) / (101 - positives)) - Math.log((expected + 1) / (101 - expected));
      expect(knots?.from[group]).toBeCloseTo(z, 9);
      expect(knots?.to[group]).toBeCloseTo(z + moved, 9);
    });
  });

  test('is plain JSON', () => {
    const { logOdds, labels } = drawn(4000, 5, steps);
    const calibration = fitCalibration(logOdds, labels);
    expect(calibrate(JSON.parse(JSON.stringify(calibration)), logOdds)).toEqual(
      calibrate(calibration, logOdds),
    );
  });
});
