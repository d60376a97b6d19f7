/**
 * The k/of quantile of values sorted ascending, by linear interpolation between order statistics (type 7, the default
 * of R, NumPy and pandas; `percentile_cont` in SQL). `quantile(sorted, 1, 2)` is the median.
 *
 * `k` is a whole number from 0 to `of`; an empty input gives NaN.
 *
 * Source: Hyndman & Fan (1996), Sample Quantiles in Statistical Packages, The American Statistician 50(4).
 */
export function quantile(sorted: ArrayLike<number>, k: number, of: number): number {
  const position = k * (sorted.length - 1);
  const lower = Math.floor(position / of);
  const part = position - lower * of;
  const from = sorted[lower] ?? Number.NaN;
  const to = sorted[lower + 1] ?? from;
  return (from * (of - part) + to * part) / of;
}
