import { studentBeyond, studentQuantile } from '../numeric/studentT.ts';
import type { Comparison } from './comparison.ts';
import { notTestable } from './comparison.ts';

/** What a test of means needs of a group: n values, their mean and the standard deviation of the sample (n − 1). */
export interface Sample {
  readonly n: number;
  readonly mean: number;
  readonly sd: number;
}

/** A spread of less than this share of the mean is none: so much is left of equal values by sums of their squares. */
const leastSpread = 1e-6;

const varianceOf = ({ n, mean, sd }: Sample): number => (sd > leastSpread * Math.abs(mean) ? sd ** 2 / n : 0);

/**
 * The difference of two means, second minus first, where the spreads need not be the same: t interval and two-sided p
 * with the degrees of freedom of Welch and Satterthwaite.
 *
 * Source: Welch (1947), Biometrika 34(1–2).
 */
export function compareMeans(first: Sample, second: Sample, confidence = 0.95): Comparison {
  if (!(first.n > 0 && second.n > 0)) return notTestable('empty');
  if (!(first.n > 1 && second.n > 1)) return notTestable('no-variance');
  const [v1, v2] = [varianceOf(first), varianceOf(second)];
  const error = Math.sqrt(v1 + v2);
  if (!(error > 0)) return notTestable('no-variance');
  const difference = second.mean - first.mean;
  const degrees = (v1 + v2) ** 2 / (v1 ** 2 / (first.n - 1) + v2 ** 2 / (second.n - 1));
  const half = studentQuantile((1 + confidence) / 2, degrees) * error;
  return {
    testable: true,
    difference,
    low: difference - half,
    high: difference + half,
    p: studentBeyond(difference / error, degrees),
    confidence,
  };
}
