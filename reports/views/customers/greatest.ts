import type { Format } from '../../components/locale.ts';
import { isUnknown } from '../../components/terms.ts';

interface Sayings {
  best(name: string, share: string): string;
  bestKnown(name: string, share: string, unknown: string): string;
  readonly noneKnown: string;
}

/**
 * Which value has most of the whole. What is not known is no value: where it has most, the greatest known one
 * is told with it.
 * @param parts value and amount, the greatest first
 */
export function greatest(
  parts: readonly (readonly [value: string, amount: number])[],
  { best, bestKnown, noneKnown }: Sayings,
  name: (value: string) => string,
  format: Pick<Format, 'percent'>,
): string {
  const all = parts.reduce((sum, [, amount]) => sum + amount, 0);
  const share = (amount: number) => format.percent(amount / all);
  const [first] = parts;
  const known = parts.find(([value, amount]) => !isUnknown(value) && amount > 0);
  if (!first || !known) return noneKnown;
  return known === first
    ? best(name(known[0]), share(known[1]))
    : bestKnown(name(known[0]), share(known[1]), share(first[1]));
}
