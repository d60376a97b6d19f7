import { invertPositive } from '../numeric/cholesky.ts';
import { studentBeyond, studentQuantile } from '../numeric/studentT.ts';
import { dot } from '../numeric/vectors.ts';
import { leaveOut, times } from './leaveOut.ts';

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
  /** drivers that hang on fewer than ten rows (clusters, where there are any): what those few did is no effect */
  readonly tooFew: readonly string[];
}

/** Rows, or clusters of them, that must carry a driver: of what fewer have, or one far value makes, no error can be told. */
const leastCarriers = 10;

export interface RegressionOptions {
  /** of the intervals, 0 to 1; .95 without it */
  readonly confidence?: number;
  /** whose each row is, where rows of one are alike beyond what the drivers say; every row its own without it */
  readonly clusters?: readonly string[];
}

/**
 * Ordinary least squares with errors that hold where the spread of the outcome differs between rows, and where rows of
 * one cluster go together: the sum of the squares by which the coefficient moves as each cluster is left out (CR3; HC3
 * where every row is its own), by t with one degree of freedom less than clusters carry the driver, or plain errors
 * where those are wider: CR3 is too small where the few that have a driver happen to be alike, which skewed outcomes
 * often are. Columns are centred and scaled first, so that units do not matter to the arithmetic. `undefined` where
 * there are fewer than ten rows to a driver, or the outcome or all drivers are constant or carried by too few.
 *
 * Source: MacKinnon & White (1985), J. of Econometrics 29(3), for HC3; Long & Ervin (2000), The American Statistician
 * 54(3), for preferring it; Bell & McCaffrey (2002), Survey Methodology 28(2), for CR3; Cameron & Miller (2015), J. of
 * Human Resources 50(2), for few and unequal clusters; Kish (1965), Survey Sampling, for the number of rows that carry a
 * driver; Angrist & Pischke (2009), Mostly Harmless Econometrics, section 8.1, for the wider of the two. The degrees of
 * freedom are about those of Bell & McCaffrey in Imbens & Kolesár (2016), Review of Economics and Statistics 98(4), for
 * HC3: theirs take in that residuals depend on each other, for which these have one less.
 */
export function leastSquares(
  outcome: Float64Array,
  drivers: Readonly<Record<string, Float64Array>>,
  { confidence = 0.95, clusters }: RegressionOptions = {},
): Regression | undefined {
  const n = outcome.length;
  const y = standardise(outcome);
  const { kept: independent, dropped } = independentColumns(drivers);
  if (!y || n < 10 * (independent.length + 1)) return undefined;
  const { columns, fits, squares, tooFew } = carriedColumns(independent, y.z, rowsBy(clusters, n));
  const p = columns.length;
  if (p === 0) return undefined;
  const degrees = n - p - 1;
  const errorVariance = squares / degrees;
  const effects = columns.map(({ name, sd }, i): Effect => {
    const { standardised, variance, plainVariance, carriers } = fits[i] as Fit;
    const tests = [
      { error: Math.sqrt(variance), degrees: Math.min(degrees, carriers - 1) },
      { error: Math.sqrt(plainVariance * errorVariance), degrees },
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
      (rest, { coefficient }, i) => rest - coefficient * (columns[i] as Column).mean,
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

/** A coefficient among the others that it is fitted with. */
interface Fit {
  readonly standardised: number;
  /** squares of what leaving each cluster out changes, summed */
  readonly variance: number;
  /** over the variance of the errors, were they all alike */
  readonly plainVariance: number;
  /**
   * How many clusters the coefficient hangs on, by their weights in its error: all of them where all count alike, m for
   * a flag that m of many have, near 1 where one value is far from all others, or a cluster that is fitted exactly has
   * a part in it. Source: Kish (1965), Survey Sampling, for the effective number of unequal weights.
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

/** The rows of each cluster; every row for itself without clusters. */
function rowsBy(clusters: readonly string[] | undefined, n: number): readonly (readonly number[])[] {
  if (!clusters) return Array.from({ length: n }, (_, row) => [row]);
  const rows = new Map<string, number[]>();
  clusters.forEach((cluster, row) => {
    const known = rows.get(cluster);
    if (known) known.push(row);
    else rows.set(cluster, [row]);
  });
  return [...rows.values()];
}

/** The columns that enough clusters carry, fitted; what fewest carry goes first: then others may stay. */
function carriedColumns(
  independent: readonly Column[],
  y: Float64Array,
  clusters: readonly (readonly number[])[],
) {
  const tooFew: string[] = [];
  for (let columns = independent; ; ) {
    const found = fit(columns, y, clusters);
    const carriers = found.fits.map((one) => one.carriers);
    const least = Math.min(...carriers);
    if (columns.length === 0 || least >= leastCarriers) return { columns, ...found, tooFew };
    const weakest = columns[carriers.indexOf(least)] as Column;
    tooFew.push(weakest.name);
    columns = columns.filter((one) => one !== weakest);
  }
}

/** Least squares of centred columns, with what leaving out each cluster does to the coefficients. */
function fit(columns: readonly Column[], y: Float64Array, clusters: readonly (readonly number[])[]) {
  const design = [...columns.map(({ z }) => z), new Float64Array(y.length).fill(1)];
  const gram = Float64Array.from(design.flatMap((one) => design.map((other) => dot(one, other))));
  const inverse = invertPositive(gram, design.length);
  const coefficients = times(
    inverse,
    Float64Array.from(design, (z) => dot(z, y)),
  );
  const errors = y.map((one, row) =>
    design.reduce((rest, z, i) => rest - (coefficients[i] as number) * (z[row] as number), one),
  );
  const sums = design.map(() => ({ variance: 0, weight: 0, weightSquares: 0 }));
  for (const rows of clusters) {
    const { fall, growth } = leaveOut({ design, outcome: y, inverse, coefficients }, rows);
    sums.forEach((sum, i) => {
      sum.variance += (fall[i] as number) ** 2;
      sum.weight += growth[i] as number;
      sum.weightSquares += (growth[i] as number) ** 2;
    });
  }
  const fits = columns.map((_, i): Fit => {
    const { variance, weight, weightSquares } = sums[i] as (typeof sums)[number];
    return {
      standardised: coefficients[i] as number,
      variance,
      plainVariance: inverse[i * design.length + i] as number,
      carriers: weight ** 2 / weightSquares,
    };
  });
  return { fits, squares: dot(errors, errors) };
}
