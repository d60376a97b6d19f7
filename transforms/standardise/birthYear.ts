import type { BirthDateAssumption } from './birthDate.ts';
import type { DateParts } from './dateParts.ts';
import { regionOf } from './region.ts';
import type { Raw } from './standardised.ts';

/**
 * A year that stands first, of two digits in Taiwan, or of three there or before 年; the Republic's years
 * reach 119 in 2030.
 */
export const isOfRepublic = ({ year, yearDigits }: DateParts, text: string, country: Raw): boolean =>
  year > 0 &&
  year < 120 &&
  ((yearDigits === 3 && text.includes('年')) ||
    ((yearDigits === 3 || (yearDigits === 2 && Number(/^\d{2}/.exec(text)?.[0]) === year)) &&
      regionOf(country) === 'TW'));

/**
 * A year as it is written in the common era; null for one of two digits without a date to count from.
 * @param digits how many it was written with
 * @param assumed gets what had to be assumed
 */
export function commonEraYear(
  year: number,
  digits: number,
  isRepublic: boolean,
  asOf: string | undefined,
  assumed: BirthDateAssumption[],
): number | null {
  const note = (assumption: BirthDateAssumption) => {
    if (!assumed.includes(assumption)) assumed.push(assumption);
  };
  if (isRepublic) {
    note('roc_year');
    return year + 1911;
  }
  if (digits === 4 && year >= 2400 && year < 2700) {
    note('buddhist_year');
    return year - 543;
  }
  if (digits > 2) return year;
  if (asOf === undefined) return null;
  note('century');
  const today = Number(asOf.slice(0, 4));
  return today - ((((today - year) % 100) + 100) % 100);
}
