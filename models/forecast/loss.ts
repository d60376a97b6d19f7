import type { Backtest } from './backtest.ts';

export type Tested = Pick<Backtest, 'errors' | 'mae'>;

/** What errors of a backtest come to, the less the better. */
export interface Loss {
  /** over all origins */
  readonly of: (test: Tested) => number;
  /** of one origin's steps */
  readonly ofOrigin: (errors: Float64Array) => number;
}

const meanOf = (values: ArrayLike<number>, size: (value: number) => number) => {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += size(values[i] as number);
  return sum / values.length;
};

/** Least for the median of what may come. */
export const absoluteErrors: Loss = {
  of: ({ mae }) => mae,
  ofOrigin: (errors) => meanOf(errors, Math.abs),
};

const squared: Loss['ofOrigin'] = (errors) => meanOf(errors, (one) => one ** 2);

/** Least for the mean of what may come. */
export const squaredErrors: Loss = {
  of: ({ errors }) => meanOf(errors.map(squared), (one) => one),
  ofOrigin: squared,
};
