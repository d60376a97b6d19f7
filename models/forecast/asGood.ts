import { pairedDifference } from '../compare/pairedDifference.ts';
import { type Backtest, horizonsApart } from './backtest.ts';
import { absoluteErrors } from './loss.ts';

/** Fewer origins than these tell no method from another. */
export const leastOrigins = 3;

/** A method that is off by more than this times the best is not as good, however uncertain that is. */
export const mostError = 1.1;

/**
 * Whether a method is no worse than another by more than one standard error of the difference, nor by more than a
 * tenth. Horizons of near origins overlap, so that they count for no more than as many as fit beside each other.
 */
export function isAsGood(
  { errors }: Pick<Backtest, 'errors'>,
  best: Pick<Backtest, 'errors'>,
  origins: readonly number[],
  loss = absoluteErrors,
): boolean {
  const [sizes, least] = [errors.map(loss.ofOrigin), best.errors.map(loss.ofOrigin)];
  const sum = (of: readonly number[]) => of.reduce((all, one) => all + one, 0);
  const { mean: worse, sd } = pairedDifference(sizes, least);
  const horizon = errors[0]?.length ?? 1;
  return sum(sizes) <= mostError * sum(least) && worse <= sd / Math.sqrt(horizonsApart(origins, horizon));
}
