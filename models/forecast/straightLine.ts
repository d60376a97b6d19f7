import { meanOf } from '../numeric/vectors.ts';

/** The line mean + slope · (t − middle) through the values of steps t = 0, 1, …, by least squares. */
export interface StraightLine {
  readonly mean: number;
  readonly slope: number;
  readonly middle: number;
}

export function straightLine(series: Float64Array): StraightLine {
  const middle = (series.length - 1) / 2;
  let [top, bottom] = [0, 0];
  series.forEach((one, t) => {
    top += (t - middle) * one;
    bottom += (t - middle) ** 2;
  });
  return { mean: meanOf(series), slope: bottom > 0 ? top / bottom : 0, middle };
}

/** What the straight line through a series leaves of it. */
export function withoutLine(series: Float64Array): Float64Array {
  const { mean, slope, middle } = straightLine(series);
  return series.map((one, t) => one - mean - slope * (t - middle));
}
