import { arabicNumerals, type DateParts, readDateParts } from './dateParts.ts';
import type { Raw, Standardised } from './standardised.ts';
import { foldText, isPlaceholder, isTooLong } from './text.ts';

/**
 * - `incomplete`: a year, or a year and month
 * - `ambiguous`: day and month may be either way round; `candidates` holds both
 * - `impossible`: no such day, e.g. 29 February 1990
 * - `century`: a year of two digits and no date to count from
 * - `lunar`: a date of the lunar calendar
 */
export type BirthDateReason =
  | 'empty'
  | 'placeholder'
  | 'too_long'
  | 'not_a_date'
  | 'incomplete'
  | 'ambiguous'
  | 'impossible'
  | 'century'
  | 'lunar'
  | 'future'
  | 'over_120_years';

export type BirthDateAssumption =
  | 'day_month_order'
  | 'century'
  | 'excel_serial'
  | 'roc_year'
  | 'buddhist_year';

/** `value` is ISO 8601, `1990-01-02`; future dates and those of over 120 years are given and not valid. */
export interface StandardBirthDate extends Standardised<string, BirthDateReason, BirthDateAssumption> {
  /** the readings of an ambiguous date, day first, then month first, then year first; else empty */
  readonly candidates: readonly string[];
  /** a date that systems put in where there is none: 1 January 1970 or 1900 */
  readonly isDefault: boolean;
}

export interface BirthDateContext {
  /** ISO 8601 date of today; without it neither future, age nor century can be judged */
  readonly asOf?: string;
  /** how 01/02/1990 is written here; without it such a date is ambiguous */
  readonly order?: 'dmy' | 'mdy';
}

const oldestYears = 120;
const fillers = new Set([
  '0001-01-01',
  '1111-11-11',
  '1899-12-30',
  '1899-12-31',
  '1900-01-01',
  '9999-12-31',
  '9999-09-09',
]);
/** 1990, 1990年, 1990-05, 1990年5月, 199005, May 1990 */
const yearOrMonth =
  /^(?:(?:1[89]|20)\d\d(?:\s*年|\s*[-/.年]\s*\d{1,2}\s*月?|0[1-9]|1[0-2])?|\p{L}{3,9}\.?,?\s+(?:1[89]|20)\d\d)$/u;
const weekday =
  /^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*[,.]?\s+|[\s,(]*(?:星期|周|礼拜|週|禮拜)[一二三四五六日天][\s)]*$/;
const timeOfDay =
  /(?:[t ]+|(?<=日))(?:上午|下午|凌晨|中午|晚上)?\s*\d{1,2}(?::\d{2}(?::\d{2}(?:\.\d+)?)?|[时時点]\d{0,2}分?)\s*(?:[ap]m)?\s*(?:z|(?:gmt|utc)?[+-]\d{2}:?\d{2}|gmt|utc|cst)?(?:\s*\([^)]*\))?$/;
const defaults = new Set(['1900-01-01', '1970-01-01']);

/**
 * A birth date from the spellings people and systems use: ISO, slashes, dots, compact, Chinese (digits or numerals),
 * month names, years of two digits, serial days of Excel, years of the Republic (民国) and Buddhist years. A time of day
 * is cut off as it stands; no time zone is applied.
 *
 * Source: ISO 8601; serial days as in ECMA-376 part 1, 18.17.4 (the 1900 date base).
 */
export function standardiseBirthDate(raw: Raw, context: BirthDateContext = {}): StandardBirthDate {
  if (isTooLong(raw)) return failed('too_long');
  const folded = foldText(raw).toLowerCase();
  if (folded === '') return failed('empty');
  if (isPlaceholder(folded) || /^[0\s/.-]+$/.test(folded)) return failed('placeholder');
  if (/农历|農曆|阴历|陰曆|lunar/.test(folded)) return failed('lunar');
  const assumed: BirthDateAssumption[] = [];
  const republic = /^(?:民国|民國|中华民国|中華民國|roc)\s*/.exec(folded);
  if (republic) assumed.push('roc_year');
  const text = arabicNumerals(folded.slice(republic?.[0].length ?? 0))
    .replace(/^(?:公元|西元|生于|出生于|born|dob)\s*:?\s*/, '')
    .replace(/出?生$/, '')
    .replace(weekday, '')
    .replace(timeOfDay, '')
    .replace(weekday, '')
    .trim();
  if (yearOrMonth.test(text)) return failed('incomplete');
  const serial = serialDate(text);
  if (serial) return checked(serial, ['excel_serial'], context);
  const { readings, isAmbiguous } = readDateParts(text);
  const dates = readings.map((reading) => resolve(reading, republic !== null, context.asOf, assumed));
  const reading = isAmbiguous && context.order === 'mdy' ? dates[1] : dates[0];
  if (reading === undefined) return failed('not_a_date');
  if (typeof reading !== 'string') return failed(reading.reason);
  if (isAmbiguous && context.order === undefined) {
    const candidates = [...new Set(dates.filter((date) => typeof date === 'string'))];
    return { ...failed('ambiguous'), candidates };
  }
  if (isAmbiguous) assumed.push('day_month_order');
  return checked(reading, assumed, context);
}

interface Unreadable {
  readonly reason: BirthDateReason;
}

/** The ISO date of a reading, its year brought into the common era. */
function resolve(
  { year, yearDigits, month, day }: DateParts,
  isRepublic: boolean,
  asOf: string | undefined,
  assumed: BirthDateAssumption[],
): string | Unreadable {
  const full = fullYear(year, yearDigits, isRepublic, asOf, assumed);
  if (full === null) return { reason: 'century' };
  const date = isoDate(full, month, day);
  return date ?? { reason: 'impossible' };
}

function fullYear(
  year: number,
  digits: number,
  isRepublic: boolean,
  asOf: string | undefined,
  assumed: BirthDateAssumption[],
): number | null {
  const note = (assumption: BirthDateAssumption) => {
    if (!assumed.includes(assumption)) assumed.push(assumption);
  };
  if (isRepublic) return year + 1911;
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

/** null for a day that does not exist */
function isoDate(year: number, month: number, day: number): string | null {
  if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1) return null;
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = month === 2 ? (isLeap ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;
  return day > days ? null : [String(year).padStart(4, '0'), pad(month), pad(day)].join('-');
}

const pad = (number: number): string => String(number).padStart(2, '0');

/** Five digits, with or without a fraction, as days since 1899-12-30; below 10,000 (1927) they are more likely something else. */
function serialDate(text: string): string | null {
  if (!/^[1-5]\d{4}(?:\.\d+)?$/.test(text)) return null;
  return new Date(Date.UTC(1899, 11, 30) + Math.floor(Number(text)) * 86_400_000).toISOString().slice(0, 10);
}

function checked(
  value: string,
  assumed: readonly BirthDateAssumption[],
  { asOf }: BirthDateContext,
): StandardBirthDate {
  const isDefault = defaults.has(value);
  if (fillers.has(value)) return { ...failed('placeholder'), isDefault };
  const reason =
    asOf === undefined
      ? null
      : value > asOf
        ? 'future'
        : Number(asOf.slice(0, 4)) - Number(value.slice(0, 4)) - (asOf.slice(5) < value.slice(5) ? 1 : 0) >
            oldestYears
          ? 'over_120_years'
          : null;
  return { value, valid: reason === null, reason, assumed, candidates: [], isDefault };
}

const failed = (reason: BirthDateReason): StandardBirthDate => ({
  value: null,
  valid: false,
  reason,
  assumed: [],
  candidates: [],
  isDefault: false,
});
