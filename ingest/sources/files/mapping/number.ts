import { type DecimalMark, decimalOf, numberParts } from '../../../../transforms/standardise/light/index.ts';
import { currenciesOf } from './currencySign.ts';

export type { DecimalMark };

const plain = { '.': /^-?\d+(?:\.\d+)?$/, ',': /^-?\d+(?:,\d+)?$/ } as const;

/**
 * A written number as a plain decimal (`-1234.5`). Undefined: not a number, or one with a unit that is no currency. The
 * mark is what the mapping says; 5.50 among numbers with a comma is read all the same, as it can be nothing else.
 */
export function decimalText(written: string, mark: DecimalMark): string | undefined {
  if (plain[mark].test(written)) return mark === '.' ? written : written.replace(',', '.');
  const parts = numberParts(written);
  if (parts.units.some((unit) => currenciesOf(unit).length === 0)) return undefined;
  const isPointed = mark === ',' && !parts.digits.includes(',');
  return decimalOf(parts, mark) ?? (isPointed ? decimalOf(parts, '.') : undefined);
}

/** `-3` ↔ `3`; zero has no sign. */
export const negated = (decimal: string): string =>
  decimal.startsWith('-') ? decimal.slice(1) : /[1-9]/.test(decimal) ? `-${decimal}` : decimal;
