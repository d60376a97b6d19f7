import type { Sample } from './means.ts';

/**
 * Sums over the days of a period, of each day's totals: y the amount (say net revenue, in its currency), x what it is
 * divided by (say orders), yy, xy and xx the squares and products of a day's totals, not of single orders.
 */
export interface DailySums {
  /** all days of the period, those on which nothing was included */
  readonly days: number;
  readonly y: number;
  readonly yy: number;
  readonly x: number;
  readonly xy: number;
  readonly xx: number;
}

const nothing: Sample = { n: 0, mean: 0, sd: 0 };

/** The days of a period as a sample of daily totals, e.g. of net revenue: what `compareMeans` needs. */
export function dailyTotals({ days, y, yy }: DailySums): Sample {
  if (!(days > 0)) return nothing;
  const mean = y / days;
  return { n: days, mean, sd: days > 1 ? Math.sqrt(Math.max(0, yy - days * mean * mean) / (days - 1)) : 0 };
}

/**
 * A ratio of sums, e.g. revenue over orders, with the spread that makes sd / √n its standard error where days and not
 * single orders are drawn: orders of one day have the day in common. Where there is nothing to divide by (x is 0) it is
 * a sample of no days.
 *
 * Source: Cochran (1977), Sampling Techniques, 3rd edition, eq. 2.46 (ratio estimate).
 */
export function dailyRatio({ days, y, yy, x, xy, xx }: DailySums): Sample {
  if (!(days > 0 && x > 0)) return nothing;
  const mean = y / x;
  const residuals = Math.max(0, yy - 2 * mean * xy + mean * mean * xx);
  return { n: days, mean, sd: days > 1 ? (days / x) * Math.sqrt(residuals / (days - 1)) : 0 };
}
