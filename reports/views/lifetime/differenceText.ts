import type { Format } from '../../components/locale.ts';
import type { LifetimeGroup } from '../../loaders/lifetime.ts';

/** A difference of means with its interval, in whole units of money; what rounds to nothing has no sign. */
export function differenceText(
  { difference, low, high }: Pick<LifetimeGroup, 'difference' | 'low' | 'high'>,
  format: Pick<Format, 'money'>,
): string {
  if (difference === null) return '–';
  const money = (amount: number) => format.money(Math.abs(amount) < 0.5 ? 0 : amount);
  return `${money(difference)} (${money(low ?? 0)} … ${money(high ?? 0)})`;
}
