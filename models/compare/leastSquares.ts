import { invertPositive } from '../numeric/cholesky.ts';
import { studentBeyond, studentQuantile } from '../numeric/studentT.ts';
import { dot } from '../numeric/vectors.ts';

/** What a driver does to the outcome, other drivers held. */
export interface Effect {
  readonly driver: string;
  /** outcome per unit of the driver */
  readonly coefficient: number;
  readonly low: number;
  readonly high: number;
  /** two-sided; 0 to 1 */
  readonly p: number;
  /** standard deviations of the outcome per standard deviation of the driver */
  readonly standardised: number;
}

export interface Regression {
  readonly rows: number;
  readonly intercept: number;
  readonly effects: readonly Effect[];
  /** share of the outcome's variance that the drivers explain, less what as many random columns would (0 at least) */
  readonly adjustedR2: number;
  readonly confidence: number;
  /** drivers that say nothing of their own: constant, or made of those before them */
  readonly dropped: readonly string[];
}

/**
 * Ordinary least squares with errors that hold where the spread of the outcome differs between rows (HC3). Columns are
 * centred and scaled first, so that units do not matter to the arithmetic. `undefined` where there are fewer than ten
 * rows to a driver, or the outcome or all drivers are constant.
 *
 * Source: MacKinnon & White (1985), J. of Econometrics 29(3), for HC3; Long & Ervin (2000), The American Statistician
 * 54(3), for preferring it.
 */
export function leastSquares(
  outcome: Float64Array,
  drivers: Readonly<Record<string, Float64Array>>,
  confidence = 0.95,
): Regression | undefined {
  const n = outcome.length;
  const y = standardise(outcome);
  const { kept, dropped } = independentColumns(drivers);
  const p = kept.length;
  if (!y || p === 0 || n < 10 * (p + 1)) return undefined;
  const gram = new Float64Array(p * p);
  const slope = new Float64Array(p);
  for (let i = 0; i < p; i++) {
    const a = kept[i] as Column;
    slope[i] = dot(a.z, y.z);
    for (let j = 0; j <= i; j++) gram[i * p + j] = gram[j * p + i] = dot(a.z, (kept[j] as Column).z);
  }
  const inverse = invertPositive(gram, p);
  const beta = Float64Array.from(slope, (_, i) =>
    slope.reduce((sum, each, j) => sum + (inverse[i * p + j] as number) * each, 0),
  );
  const meat = new Float64Array(p * p);
  const row = new Float64Array(p);
  let residuals = 0;
  for (let r = 0; r < n; r++) {
    let fitted = 0;
    for (let i = 0; i < p; i++) {
      row[i] = (kept[i] as Column).z[r] as number;
      fitted += (beta[i] as number) * (row[i] as number);
    }
    const error = (y.z[r] as number) - fitted;
    residuals += error * error;
    let leverage = 1 / n;
    for (let i = 0; i < p; i++)
      for (let j = 0; j < p; j++)
        leverage += (row[i] as number) * (inverse[i * p + j] as number) * (row[j] as number);
    const squared = (error / Math.max(1 - leverage, 1e-9)) ** 2;
    for (let i = 0; i < p; i++)
      for (let j = 0; j <= i; j++)
        meat[i * p + j] = (meat[i * p + j] as number) + squared * (row[i] as number) * (row[j] as number);
  }
  for (let i = 0; i < p; i++) for (let j = 0; j < i; j++) meat[j * p + i] = meat[i * p + j] as number;
  const degrees = n - p - 1;
  const reach = studentQuantile((1 + confidence) / 2, degrees);
  const effects = kept.map(({ name, sd }, i): Effect => {
    let variance = 0;
    for (let j = 0; j < p; j++)
      for (let k = 0; k < p; k++)
        variance +=
          (inverse[i * p + j] as number) * (meat[j * p + k] as number) * (inverse[k * p + i] as number);
    const error = Math.sqrt(variance);
    const standardised = beta[i] as number;
    const unit = y.sd / sd;
    return {
      driver: name,
      coefficient: standardised * unit,
      low: (standardised - reach * error) * unit,
      high: (standardised + reach * error) * unit,
      p: error > 0 ? studentBeyond(standardised / error, degrees) : standardised === 0 ? 1 : 0,
      standardised,
    };
  });
  return {
    rows: n,
    intercept: effects.reduce(
      (rest, { coefficient }, i) => rest - coefficient * (kept[i] as Column).mean,
      y.mean,
    ),
    effects,
    adjustedR2: Math.max(0, 1 - residuals / degrees),
    confidence,
    dropped,
  };
}

interface Column {
  readonly name: string;
  readonly z: Float64Array;
  readonly mean: number;
  readonly sd: number;
}

/** A column less its mean, over its standard deviation; `undefined` for one that is constant. */
function standardise(values: Float64Array): Omit<Column, 'name'> | undefined {
  const n = values.length;
  const mean = values.reduce((sum, one) => sum + one, 0) / n;
  const variance = values.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (n - 1);
  const sd = Math.sqrt(variance);
  if (!(sd > 1e-12 * Math.max(1, Math.abs(mean)))) return undefined;
  return { z: values.map((one) => (one - mean) / sd), mean, sd };
}

/** The drivers that vary and are not combinations of those before them, by Gram–Schmidt. */
function independentColumns(drivers: Readonly<Record<string, Float64Array>>) {
  const kept: Column[] = [];
  const dropped: string[] = [];
  const basis: Float64Array[] = [];
  for (const [name, values] of Object.entries(drivers)) {
    const column = standardise(values);
    const rest = column && Float64Array.from(column.z);
    if (rest)
      for (const one of basis) {
        const share = dot(one, rest);
        for (let i = 0; i < rest.length; i++) rest[i] = (rest[i] as number) - share * (one[i] as number);
      }
    const length = rest ? Math.sqrt(dot(rest, rest)) : 0;
    if (!column || !rest || !(length > 1e-6 * Math.sqrt(values.length))) {
      dropped.push(name);
      continue;
    }
    basis.push(rest.map((one) => one / length));
    kept.push({ name, ...column });
  }
  return { kept, dropped };
}
