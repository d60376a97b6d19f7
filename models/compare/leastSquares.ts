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
  /** drivers that hang on fewer than ten rows: what those few did is no effect */
  readonly tooFew: readonly string[];
}

/** Rows that must carry a driver: no error can be told of what fewer have, or of what one far value makes. */
const leastCarriers = 10;

/**
 * Ordinary least squares with errors that hold where the spread of the outcome differs between rows (HC3), by t with
 * one degree of freedom less than rows carry the driver, or plain ones where those are wider: HC3 is too small where
 * the few that have a driver happen to be alike, which skewed outcomes often are. Columns are centred and scaled first,
 * so that units do not matter to the arithmetic. `undefined` where there are fewer than ten rows to a driver, or the
 * outcome or all drivers are constant or carried by too few.
 *
 * Source: MacKinnon & White (1985), J. of Econometrics 29(3), for HC3; Long & Ervin (2000), The American Statistician
 * 54(3), for preferring it; Kish (1965), Survey Sampling, for the number of rows that carry a driver; Angrist & Pischke
 * (2009), Mostly Harmless Econometrics, section 8.1, for the wider of the two. The degrees of freedom are about those of
 * Bell & McCaffrey in Imbens & Kolesár (2016), Review of Economics and Statistics 98(4), for HC3: theirs take in that
 * residuals depend on each other, for which these have one less.
 */
export function leastSquares(
  outcome: Float64Array,
  drivers: Readonly<Record<string, Float64Array>>,
  confidence = 0.95,
): Regression | undefined {
  const n = outcome.length;
  const y = standardise(outcome);
  const { kept: independent, dropped } = independentColumns(drivers);
  if (!y || n < 10 * (independent.length + 1)) return undefined;
  const { kept, leverage, tooFew } = carriedColumns(independent, n);
  const p = kept.length;
  if (p === 0) return undefined;
  const beta = kept.map(({ influence }) => dot(influence, y.z));
  /** squared errors, as least squares leaves them, and as they would be without the row */
  const [squares, squaresWithout] = [new Float64Array(n), new Float64Array(n)];
  for (let r = 0; r < n; r++) {
    const error = kept.reduce(
      (rest, { z }, i) => rest - (beta[i] as number) * (z[r] as number),
      y.z[r] as number,
    );
    squares[r] = error ** 2;
    squaresWithout[r] = (error / freedom(leverage[r] as number)) ** 2;
  }
  const degrees = n - p - 1;
  const errorVariance = squares.reduce((sum, one) => sum + one, 0) / degrees;
  const effects = kept.map(({ name, sd, influence, carriers }, i): Effect => {
    const standardised = beta[i] as number;
    const weights = influence.map((one) => one ** 2);
    const tests = [
      { error: Math.sqrt(dot(weights, squaresWithout)), degrees: Math.min(degrees, carriers - 1) },
      { error: Math.sqrt(dot(influence, influence) * errorVariance), degrees },
    ];
    const half = Math.max(
      ...tests.map((one) => one.error * studentQuantile((1 + confidence) / 2, one.degrees)),
    );
    const unit = y.sd / sd;
    return {
      driver: name,
      coefficient: standardised * unit,
      low: (standardised - half) * unit,
      high: (standardised + half) * unit,
      p: Math.max(
        ...tests.map(({ error, degrees: free }) =>
          error > 0 ? studentBeyond(standardised / error, free) : standardised === 0 ? 1 : 0,
        ),
      ),
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
    adjustedR2: Math.max(0, 1 - errorVariance),
    confidence,
    dropped,
    tooFew,
  };
}

interface Column {
  readonly name: string;
  readonly z: Float64Array;
  readonly mean: number;
  readonly sd: number;
}

/** A column among the others that it is fitted with. */
interface CarriedColumn extends Column {
  /** what each row's outcome adds to the coefficient */
  readonly influence: Float64Array;
  /**
   * How many rows the coefficient hangs on, by their weights in its error: n where all count alike, m for a flag that m
   * of many rows have, near 1 where one value is far from all others, or a row that is fitted exactly has a part in it:
   * Kish's effective number of unequal weights.
   */
  readonly carriers: number;
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

/**
 * The columns that enough rows carry, with the leverage of the rows; what fewest carry goes first: then others may
 * stay.
 */
function carriedColumns(columns: readonly Column[], n: number) {
  const tooFew: string[] = [];
  for (let found = influences(columns, n); ; ) {
    const [weakest] = [...found.kept].sort((a, b) => a.carriers - b.carriers);
    if (!weakest || weakest.carriers >= leastCarriers) return { ...found, tooFew };
    tooFew.push(weakest.name);
    found = influences(
      found.kept.filter((one) => one !== weakest),
      n,
    );
  }
}

function influences(columns: readonly Column[], n: number) {
  const p = columns.length;
  const gram = new Float64Array(p * p);
  columns.forEach(({ z }, i) => {
    for (let j = 0; j <= i; j++) gram[i * p + j] = gram[j * p + i] = dot(z, (columns[j] as Column).z);
  });
  const inverse = invertPositive(gram, p);
  const leverage = new Float64Array(n).fill(1 / n);
  const influence = columns.map(({ z: own }, i) => {
    const ofRows = new Float64Array(n);
    columns.forEach(({ z }, j) => {
      const share = inverse[i * p + j] as number;
      for (let r = 0; r < n; r++) ofRows[r] = (ofRows[r] as number) + share * (z[r] as number);
    });
    for (let r = 0; r < n; r++)
      leverage[r] = (leverage[r] as number) + (own[r] as number) * (ofRows[r] as number);
    return ofRows;
  });
  const kept = columns.map(({ name, z, mean, sd }, i): CarriedColumn => {
    const ofRows = influence[i] as Float64Array;
    const weights = ofRows.map((one, r) => one ** 2 / freedom(leverage[r] as number));
    const sum = weights.reduce((all, one) => all + one, 0);
    return { name, z, mean, sd, influence: ofRows, carriers: sum ** 2 / dot(weights, weights) };
  });
  return { kept, leverage };
}

/** How far a row may be from its fitted value: what is left of 1, a little where nothing is. */
const freedom = (leverage: number) => Math.max(1 - leverage, 1e-9);
