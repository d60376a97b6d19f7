import type { LifetimeDecile } from '../../loaders/lifetime.ts';
import type { Context } from './context.ts';

type Deciles = readonly Pick<LifetimeDecile, 'customers' | 'predicted' | 'realised'>[];

/** Share of what came beside which predictions are no more to be relied on (the check clv_deciles_predicted). */
const most = 1 / 3;

function sums(deciles: Deciles) {
  const sum = (of: 'predicted' | 'realised') =>
    deciles.reduce((all, row) => all + row.customers * row[of], 0);
  return { predicted: sum('predicted'), realised: sum('realised') };
}

/** Whether so much more or less was expected than came that no expectation must be told without saying so. */
export function isFarOff(deciles: Deciles): boolean {
  const { predicted, realised } = sums(deciles);
  return Math.abs(predicted - realised) > most * realised;
}

/** How many more or fewer orders were expected than came; null where nothing was held out. */
export function heldOutSentence(
  deciles: Deciles,
  holdoutDays: number | null,
  { t, format }: Pick<Context, 't' | 'format'>,
): string | null {
  if (deciles.length === 0) return null;
  const days = format.count(holdoutDays ?? 0);
  const { predicted, realised } = sums(deciles);
  if (realised === 0) return t.noneCame(format.count(predicted), days);
  const off = predicted / realised - 1;
  return (off >= 0 ? t.tooMany : t.tooFew)(format.percent(Math.abs(off)), days);
}
