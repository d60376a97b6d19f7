import { pairedDifference } from '../compare/pairedDifference.ts';
import { notFalling } from '../numeric/isotonic.ts';
import { lossOfChance, sigmoid, softplus } from '../numeric/logisticFunctions.ts';
import { fitLogistic } from './logistic.ts';

/**
 * Bends log odds: chance = σ(y(a · ln p − b · ln(1 − p) + c)) with p = σ(log odds); plain JSON. y is what it is given,
 * or rises by lines through the knots, and on beyond the first and last at a slope of 1.
 */
export interface Calibration {
  readonly a: number;
  readonly b: number;
  readonly c: number;
  /** log odds, both rising strictly */
  readonly knots?: { readonly from: readonly number[]; readonly to: readonly number[] };
}

export const noCalibration: Calibration = { a: 1, b: 1, c: 0 };

const leastRows = 200;
/** Next to no penalty: it ends the search where the log odds part the labels. */
const penalty = 1e-3;

/** Of fewer rows than these the shares of groups say no more than the three parameters. */
const rowsForKnots = 2000;
const groups = 20;
/** Rows of either class that are added to those of a group and to those expected of it: a small group moves little. */
const prior = 1;
const checks = 5;
/** Standard errors by which knots must lower the loss of rows that they were not laid through. */
const beyondChance = 1.96;

/**
 * Fitted on log odds of rows that the model has not seen. Where one of the slopes would turn round, both are the same
 * (Platt's two parameters); where that would turn round too, or rows are fewer than 200 or of one class, nothing is
 * bent. Of 2,000 rows or more the shares of groups, made not to fall, bend it further where that helps rows left out of
 * it beyond chance.
 *
 * Source: Kull, Silva Filho & Flach (2017), Beta calibration; Platt (1999), Probabilistic Outputs for Support Vector
 * Machines; Zadrozny & Elkan (2002), Transforming classifier scores into accurate multiclass probability estimates, for
 * the shares that do not fall.
 */
export function fitCalibration(logOdds: Float64Array, labels: Uint8Array): Calibration {
  const smooth = fitBeta(logOdds, labels);
  if (!smooth) return noCalibration;
  if (labels.length < rowsForKnots) return smooth;
  const [plain, bent] = [new Float64Array(labels.length), new Float64Array(labels.length)];
  for (let check = 0; check < checks; check++) {
    const [inside, outside] = [
      rowsWhere(logOdds, labels, (i) => i % checks !== check),
      rowsWhere(logOdds, labels, (i) => i % checks === check),
    ];
    const without = fitBeta(inside.logOdds, inside.labels) ?? noCalibration;
    const kinds = [
      [plain, without],
      [bent, withKnots(without, inside.logOdds, inside.labels)],
    ] as const;
    for (const [losses, calibration] of kinds)
      calibrate(calibration, outside.logOdds).forEach((chance, i) => {
        losses[i * checks + check] = lossOfChance(chance, outside.labels[i] as number);
      });
  }
  const { mean, standardError } = pairedDifference(bent, plain);
  return mean + beyondChance * standardError < 0 ? withKnots(smooth, logOdds, labels) : smooth;
}

const rowsWhere = (logOdds: Float64Array, labels: Uint8Array, passes: (row: number) => boolean) => ({
  logOdds: logOdds.filter((_, i) => passes(i)),
  labels: labels.filter((_, i) => passes(i)),
});

/** Two slopes and an intercept, or one slope; undefined where rows do not tell them. */
function fitBeta(logOdds: Float64Array, labels: Uint8Array): Calibration | undefined {
  const positives = labels.reduce((sum, one) => sum + one, 0);
  if (labels.length < leastRows || positives === 0 || positives === labels.length) return undefined;
  const values = new Float64Array(2 * labels.length);
  logOdds.forEach((z, i) => {
    values[2 * i] = logChance(z);
    values[2 * i + 1] = -logChance(-z);
  });
  const beta = fitLogistic({ rows: labels.length, columns: 2, values }, labels, penalty);
  const [a = 0, b = 0] = beta.weights;
  if (a >= 0 && b >= 0 && a + b > 0) return { a, b, c: beta.intercept };
  const platt = fitLogistic({ rows: labels.length, columns: 1, values: logOdds }, labels, penalty);
  const slope = platt.weights[0] ?? 0;
  return slope > 0 ? { a: slope, b: slope, c: platt.intercept } : undefined;
}

/**
 * Groups of equal size by what the calibration gives them, each moved to the share it has, and pooled until none falls.
 */
export function withKnots(calibration: Calibration, logOdds: Float64Array, labels: Uint8Array): Calibration {
  const given = logOdds.map((z) => bend(calibration, z));
  const order = Uint32Array.from(given.keys()).sort(
    (i, j) => (given[i] as number) - (given[j] as number) || i - j,
  );
  const found = Array.from({ length: groups }, (_, group) => {
    const endOf = (one: number) => Math.round((one * order.length) / groups);
    const rows = order.subarray(endOf(group), endOf(group + 1));
    const sum = (of: (row: number) => number) => rows.reduce((total, row) => total + of(row), 0);
    const positives = sum((row) => labels[row] as number);
    const expected = sum((row) => sigmoid(given[row] as number));
    const oddsOf = (n: number) => (n + prior) / (rows.length - n + prior);
    const middle = sum((row) => given[row] as number) / rows.length;
    return { middle, moved: middle + Math.log(oddsOf(positives) / oddsOf(expected)), n: rows.length };
  });
  const sizes = found.map(({ n }) => n);
  const middles = Float64Array.from(found, ({ middle }) => middle);
  const rising = notFalling(
    found.map(({ moved }) => moved),
    sizes,
  );
  const [from, to]: [number[], number[]] = [[], []];
  for (let group = 0, end = 0; group < groups; group = end) {
    let [sum, n] = [0, 0];
    for (; end < groups && rising[end] === rising[group]; end++) {
      sum += (middles[end] as number) * (sizes[end] as number);
      n += sizes[end] as number;
    }
    const middle = sum / n;
    if (from.length > 0 && !(middle > (from.at(-1) as number))) continue;
    from.push(middle);
    to.push(rising[group] as number);
  }
  return { ...calibration, knots: { from, to } };
}

/** No rows tell a chance nearer to 0 or 1 than this. */
const leastChance = 1e-6;

/** Chances, above 0 and below 1, in the order of the log odds. */
export const calibrate = (calibration: Calibration, logOdds: Float64Array): Float64Array =>
  logOdds.map((z) => Math.min(1 - leastChance, Math.max(leastChance, sigmoid(bend(calibration, z)))));

function bend({ a, b, c, knots }: Calibration, z: number): number {
  const x = a * logChance(z) - b * logChance(-z) + c;
  if (!knots) return x;
  const { from, to } = knots;
  let above = 0;
  while (above < from.length && (from[above] as number) < x) above++;
  const [x0, y0, x1, y1] = [from[above - 1], to[above - 1], from[above], to[above]];
  if (x0 === undefined || y0 === undefined) return x + (y1 as number) - (x1 as number);
  if (x1 === undefined || y1 === undefined) return x + y0 - x0;
  return y0 + ((x - x0) * (y1 - y0)) / (x1 - x0);
}

/** ln σ(z) */
const logChance = (z: number): number => -softplus(-z);
