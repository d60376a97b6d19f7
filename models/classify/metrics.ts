import { ranks } from '../numeric/correlation.ts';
import { fitLogistic } from './logistic.ts';
import { rankChances } from './ranking.ts';

/** How good chances are, held to what came, in whatever order the rows come. */
export interface ClassifierFigures {
  /** the chance that a positive is ranked above a negative; NaN is never given: .5 where one class is absent */
  readonly auc: number;
  /** mean squared difference */
  readonly brier: number;
  readonly logLoss: number;
  /** share of positives in the tenth of the highest chances, against that of all */
  readonly topDecileLift: number;
  /** 1 where chances are as sharp as they should be, less where they are too sure */
  readonly calibrationSlope: number;
  /** mean difference of chance and share over ten groups of equal size, 0 to 1 */
  readonly expectedCalibrationError: number;
}

/** Source: Hand & Till (2001) for the AUC by ranks; Naeini et al. (2015) for the calibration error; Cox (1958) for the slope. */
export function classifierFigures(chances: Float64Array, labels: Uint8Array): ClassifierFigures {
  const n = labels.length;
  const positives = labels.reduce((sum, one) => sum + one, 0);
  const clipped = chances.map((p) => Math.min(Math.max(p, 1e-12), 1 - 1e-12));
  let [brier, logLoss] = [0, 0];
  clipped.forEach((p, i) => {
    const y = labels[i] as number;
    brier += ((chances[i] as number) - y) ** 2;
    logLoss -= y === 1 ? Math.log(p) : Math.log(1 - p);
  });
  const ranking = rankChances(chances, labels);
  const topRows = Math.max(1, Math.round(n / 10));
  const hits = ranking.labels.subarray(0, topRows).reduce((sum, label) => sum + label, 0);
  let error = 0;
  for (let group = 0; group < 10; group++) {
    let difference = 0;
    for (let at = Math.floor((group * n) / 10); at < Math.floor(((group + 1) * n) / 10); at++)
      difference += (chances[ranking.order[at] as number] as number) - (ranking.labels[at] as number);
    error += Math.abs(difference) / n;
  }
  const logits = clipped.map((p) => Math.log(p / (1 - p)));
  const isConstant = logits.every((one) => one === logits[0]);
  const slope = isConstant
    ? 0
    : (fitLogistic({ rows: n, columns: 1, values: logits }, labels, 0).weights[0] ?? 0);
  return {
    auc: auc(chances, labels, positives),
    brier: brier / n,
    logLoss: logLoss / n,
    topDecileLift: positives > 0 ? hits / topRows / (positives / n) : 0,
    calibrationSlope: slope,
    expectedCalibrationError: error,
  };
}

function auc(chances: Float64Array, labels: Uint8Array, positives: number): number {
  const negatives = labels.length - positives;
  if (positives === 0 || negatives === 0) return 0.5;
  const sum = ranks(chances).reduce((total, rank, i) => total + rank * (labels[i] as number), 0);
  return (sum - (positives * (positives + 1)) / 2) / (positives * negatives);
}
