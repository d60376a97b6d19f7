import { ranks } from '../numeric/correlation.ts';
import { logOddsOfChance, lossOfChance } from '../numeric/logisticFunctions.ts';
import { fitLogistic } from './logistic.ts';
import { rankChances } from './ranking.ts';

/** How good chances are, held to what came, in whatever order the rows come; NaN is never given. */
export interface ClassifierFigures {
  /** the chance that a positive is ranked above a negative; .5 where one class is absent */
  readonly auc: number;
  /** mean squared difference */
  readonly brier: number;
  readonly logLoss: number;
  /** share of positives in the tenth of the highest chances, against that of all; 0 where there are none */
  readonly topDecileLift: number;
  /**
   * 1 where chances are as sharp as they should be, less where they are too sure; null where no slope is the best: one
   * chance for all, one class, or classes that a chance parts
   */
  readonly calibrationSlope: number | null;
  /** mean difference of chance and share over ten groups of equal size, 0 to 1 */
  readonly expectedCalibrationError: number;
}

/**
 * Figures of chances, 0 to 1, against labels, 0 or 1.
 *
 * Source: Hand & Till (2001) for the AUC by ranks; Naeini et al. (2015) for the calibration error; Cox (1958) for the
 * slope.
 * @throws RangeError without rows
 */
export function classifierFigures(chances: Float64Array, labels: Uint8Array): ClassifierFigures {
  const n = labels.length;
  if (n === 0) throw new RangeError('no rows to hold chances to');
  const positives = labels.reduce((sum, one) => sum + one, 0);
  let [brier, logLoss] = [0, 0];
  chances.forEach((p, i) => {
    const y = labels[i] as number;
    brier += (p - y) ** 2;
    logLoss += lossOfChance(p, y);
  });
  const ranking = rankChances(chances, labels);
  const topRows = Math.max(1, Math.round(n / 10));
  const hits = ranking.labels.subarray(0, topRows).reduce((sum, label) => sum + label, 0);
  let error = 0;
  for (let group = 0; group < 10; group++) {
    let difference = 0;
    for (let at = Math.floor((group * n) / 10); at < Math.floor(((group + 1) * n) / 10); at++)
      difference += (chances[ranking.order[at] as number] as number) - (ranking.labels[at] as number);
    error += Math.abs(difference);
  }
  return {
    auc: auc(chances, labels),
    brier: brier / n,
    logLoss: logLoss / n,
    topDecileLift: positives > 0 ? hits / topRows / (positives / n) : 0,
    calibrationSlope: calibrationSlope(chances, labels),
    expectedCalibrationError: error / n,
  };
}

/**
 * Source: Albert & Anderson (1984), Biometrika 71(1): there is a slope where each class has a chance below one of the
 * other.
 */
function calibrationSlope(chances: Float64Array, labels: Uint8Array): number | null {
  const [least, most] = [
    [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY],
    [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY],
  ] as [[number, number], [number, number]];
  const values = chances.map(logOddsOfChance);
  values.forEach((z, i) => {
    const label = labels[i] === 1 ? 1 : 0;
    least[label] = Math.min(least[label], z);
    most[label] = Math.max(most[label], z);
  });
  if (!(least[0] < most[1] && least[1] < most[0])) return null;
  const { weights, converged } = fitLogistic({ rows: labels.length, columns: 1, values }, labels, 0);
  return converged ? (weights[0] ?? null) : null;
}

/** The chance that a positive is ranked above a negative; .5 where one class is absent. */
export function auc(chances: Float64Array, labels: Uint8Array): number {
  const positives = labels.reduce((sum, one) => sum + one, 0);
  const negatives = labels.length - positives;
  if (positives === 0 || negatives === 0) return 0.5;
  const sum = ranks(chances).reduce((total, rank, i) => total + rank * (labels[i] as number), 0);
  return (sum - (positives * (positives + 1)) / 2) / (positives * negatives);
}
