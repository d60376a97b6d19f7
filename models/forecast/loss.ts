import { meanOf } from '../numeric/vectors.ts';
import type { Backtest } from './backtest.ts';

export type Tested = Pick<Backtest, 'errors' | 'mae'>;

/** What errors of a backtest come to, the less the better. */
export interface Loss {
  /** over all origins */
  readonly of: (test: Tested) => number;
  /** of one origin's steps */
  readonly ofOrigin: (errors: Float64Array) => number;
}

/** Least for the median of what may come. */
export const absoluteErrors: Loss = {
  of: ({ mae }) => mae,
  ofOrigin: (errors) => meanOf(errors.map(Math.abs)),
};

const squared: Loss['ofOrigin'] = (errors) => meanOf(errors.map((one) => one ** 2));

/** Least for the mean of what may come. */
export const squaredErrors: Loss = {
  of: ({ errors }) => meanOf(errors.map(squared)),
  ofOrigin: squared,
};
