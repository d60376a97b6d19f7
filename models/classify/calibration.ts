import { fitLogistic, sigmoid } from './logistic.ts';

/** Bends log odds: chance = σ(a · ln p − b · ln(1 − p) + c) with p = σ(log odds); plain JSON. */
export interface Calibration {
  readonly a: number;
  readonly b: number;
  readonly c: number;
}

export const noCalibration: Calibration = { a: 1, b: 1, c: 0 };

const leastRows = 200;

/**
 * Fitted on log odds of rows that the model has not seen. Where one of the slopes would turn round, both are the same
 * (Platt's two parameters); where that would turn round too, or rows are fewer than 200 or of one class, nothing is bent.
 *
 * Source: Kull, Silva Filho & Flach (2017), Beta calibration; Platt (1999), Probabilistic Outputs for Support Vector Machines.
 */
export function fitCalibration(logOdds: Float64Array, labels: Uint8Array): Calibration {
  const positives = labels.reduce((sum, one) => sum + one, 0);
  if (labels.length < leastRows || positives === 0 || positives === labels.length) return noCalibration;
  const values = new Float64Array(2 * labels.length);
  logOdds.forEach((z, i) => {
    values[2 * i] = logChance(z);
    values[2 * i + 1] = -logChance(-z);
  });
  const beta = fitLogistic({ rows: labels.length, columns: 2, values }, labels, 1e-3);
  const [a = 0, b = 0] = beta.weights;
  if (a >= 0 && b >= 0 && a + b > 0) return { a, b, c: beta.intercept };
  const platt = fitLogistic({ rows: labels.length, columns: 1, values: logOdds }, labels, 1e-3);
  const slope = platt.weights[0] ?? 0;
  return slope > 0 ? { a: slope, b: slope, c: platt.intercept } : noCalibration;
}

/** No rows tell a chance nearer to 0 or 1 than this. */
const leastChance = 1e-6;

/** Chances, above 0 and below 1, in the order of the log odds. */
export const calibrate = ({ a, b, c }: Calibration, logOdds: Float64Array): Float64Array =>
  logOdds.map((z) => {
    const chance = sigmoid(a * logChance(z) - b * logChance(-z) + c);
    return Math.min(1 - leastChance, Math.max(leastChance, chance));
  });

/** ln σ(z) */
const logChance = (z: number): number => Math.min(z, 0) - Math.log1p(Math.exp(-Math.abs(z)));
