import { remembered } from './memo.ts';
import { regionOf } from './region.ts';
import type { Raw } from './standardised.ts';

/**
 * In which order dates in numbers are written: of those that end with the year, which of day and month stands
 * first; `ymd` begins with it.
 */
export type DateOrder = 'dmy' | 'mdy' | 'ymd';

/**
 * How dates in numbers are written in a country; null for those that begin with the year, where dates from
 * elsewhere are found as well, for Canada, where both are usual, and for text that names no country.
 *
 * Source: Unicode CLDR, the short dates of the country's most spoken language, through Intl.DateTimeFormat.
 */
export const dateOrderOf = (country: Raw): DateOrder | null => {
  const region = regionOf(country);
  return region === null ? null : orderIn(region);
};

const orderIn = remembered((region): DateOrder | null => {
  if (region === 'CA') return null;
  const { language } = new Intl.Locale('und', { region }).maximize();
  const format = new Intl.DateTimeFormat(`${language}-${region}`, {
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    timeZone: 'UTC',
  });
  const [first, second] = format
    .formatToParts(0)
    .flatMap(({ type }) => (type === 'day' || type === 'month' || type === 'year' ? [type] : []));
  if (first === 'day' && second === 'month') return 'dmy';
  return first === 'month' && second === 'day' ? 'mdy' : null;
});
