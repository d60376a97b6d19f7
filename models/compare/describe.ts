import { mean, medianSorted, quantileSorted, sampleStandardDeviation } from 'simple-statistics';

/** A distribution in a few figures; all but `n` are null where there are no values, `sd` also for one value. */
export interface Description {
  readonly n: number;
  readonly mean: number | null;
  readonly median: number | null;
  /** of the sample, n − 1 */
  readonly sd: number | null;
  readonly min: number | null;
  readonly max: number | null;
  /** by the share of values below, in the order asked for */
  readonly quantiles: readonly (number | null)[];
}

/** Mean (compensated sum), median, standard deviation and quantiles of numbers. */
export function describeValues(
  values: ArrayLike<number>,
  shares: readonly number[] = [0.1, 0.25, 0.75, 0.9],
): Description {
  const sorted = Array.from(Float64Array.from(values).sort());
  const n = sorted.length;
  if (n === 0)
    return { n, mean: null, median: null, sd: null, min: null, max: null, quantiles: shares.map(() => null) };
  return {
    n,
    mean: mean(sorted),
    median: medianSorted(sorted),
    sd: n > 1 ? sampleStandardDeviation(sorted) : null,
    min: sorted[0] ?? null,
    max: sorted[n - 1] ?? null,
    quantiles: shares.map((share) => quantileSorted(sorted, share)),
  };
}
