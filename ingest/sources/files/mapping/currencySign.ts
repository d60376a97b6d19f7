import { currencySigns, numberParts } from '../../../../transforms/standardise/light/index.ts';
import { currencies } from '../../../contracts/index.ts';

const meanings: ReadonlyMap<string, readonly string[]> = new Map(
  [...[...currencies].map((code) => [code, code] as const), ...Object.entries(currencySigns)].map(
    ([sign, codes]) => [sign, codes.split(' ')],
  ),
);

/**
 * The signs and codes of currencies at either end of an amount: `¥88` has ¥, `US$ 12 USD` has US$ and USD,
 * `12.50` none.
 */
export const signsOf = (written: string): readonly string[] =>
  numberParts(written).units.filter((unit) => meanings.has(unit));

/** The currencies that a sign is written for; none: it is of no currency. */
export const currenciesOf = (sign: string): readonly string[] => meanings.get(sign) ?? [];

/** The sign of an amount that cannot mean the currency, if any; none says nothing. */
export const signAgainst = (written: string, currency: string): string | undefined =>
  signsOf(written).find((sign) => !currenciesOf(sign).includes(currency));
