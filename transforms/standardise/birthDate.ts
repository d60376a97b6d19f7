import { commonEraYear, isOfRepublic } from './birthYear.ts';
import { type DateOrder, dateOrderOf } from './dateOrder.ts';
import { arabicNumerals, type DateParts, readDateParts, readDigits } from './dateParts.ts';
import { asciiDigits } from './decimalDigits.ts';
import { inCommonEra } from './eras.ts';
import { isPlaceholder } from './nothing.ts';
import type { Raw, Standardised } from './standardised.ts';
import { foldText, isTooLong } from './text.ts';
import { utcDay } from './utcDay.ts';
import { dayNumberMillis } from './writtenTime.ts';

/**
 * - `incomplete`: a year, a year and month, or a month and day
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

/**
 * - `time_zone`: a time in UTC is midnight of a day in the zone of the context, and that day was taken
 * - `utc_day`: the day of a time in UTC was taken, which may be the day before or after where it was meant
 * - `separators`: eight digits are a date, and what parts them stands in the wrong place: 15/121960
 */
export type BirthDateAssumption =
  | 'day_month_order'
  | 'century'
  | 'excel_serial'
  | 'roc_year'
  | 'japanese_era'
  | 'buddhist_year'
  | 'time_zone'
  | 'utc_day'
  | 'separators';

/** `value` is ISO 8601, `1990-01-02`; future dates and those of over 120 years are given and not valid. */
export interface StandardBirthDate extends Standardised<string, BirthDateReason, BirthDateAssumption> {
  /** the readings of an ambiguous date, day first, then month first, then year first; else empty */
  readonly candidates: readonly string[];
  /**
   * a date that forms and systems often put in where there is none, 1 January 1990: it may be somebody's all
   * the same
   */
  readonly isDefault: boolean;
}

export interface BirthDateContext {
  /** ISO 8601 date of today; without it neither future, age nor century can be judged */
  readonly asOf?: string;
  /** how 01/02/1990 is written here; without it the country decides */
  readonly order?: DateOrder;
  /**
   * by code or name; without order and country 01/02/1990 is ambiguous. In TW years of two and three digits
   * are the Republic's
   */
  readonly country?: Raw;
  /**
   * an IANA zone: times in UTC that are midnight there, as 1990-01-01T16:00:00Z is in Shanghai, mean the day
   * that begins
   */
  readonly timeZone?: string;
}

const oldestYears = 120;
const fillers = new Set([
  '0001-01-01',
  '1111-11-11',
  '1601-01-01',
  '1753-01-01',
  '1899-12-30',
  '1899-12-31',
  '1900-01-01',
  '9999-12-31',
  '9999-09-09',
]);
/** 1990, 1990年, 1990-05, 1990年5月, 199005, May 1990, 5月3日 */
const incomplete =
  /^(?:\d{1,2}\s*[月월]\s*\d{1,2}\s*[日号號일]?|(?:1[89]|20)\d\d(?:\s*[年년]|\s*[-/.年년]\s*\d{1,2}\s*[月월]?|0[1-9]|1[0-2])?|\p{L}{3,9}\.?,?\s+(?:1[89]|20)\d\d)$/u;
const weekday =
  /^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*[,.]?\s+|[\s,(]*(?:星期|周|礼拜|週|禮拜)[一二三四五六日天][\s)]*$/;
const timeOfDay =
  /(?:[t ]+|(?<=日))(?:上午|下午|凌晨|中午|晚上)?\s*\d{1,2}(?::\d{2}(?::\d{2}(?:\.\d+)?)?|[时時点]\d{0,2}分?)\s*(?:[ap]m)?\s*(?:z|(?:gmt|utc)?[+-]\d{2}:?\d{2}|gmt|utc|cst)?(?:\s*\([^)]*\))?$/;
/** words of the lunar calendar, 正月初二 among them */
const lunar =
  /农历|農曆|阴历|陰曆|旧历|舊曆|夏历|夏曆|lunar|[(\s](?:农|農|阴|陰)[)\s]|[正腊臘冬]月|[初闰閏][一二三四五六七八九十\d]/;
const solar = /\(?(?:公历|公曆|阳历|陽曆|国历|國曆|新历|新曆|西历|西曆)\)?\s*:?|\([阳陽公]\)/g;
const label = /^(?:公元|西元|生于|出生于|出生日期|生日|born|dob)\s*:?\s*/;
/** beside the date: (41歳), 41 years old */
const age =
  /(?<=\d[日号]?)[\s,(]+(?:満|满|age\s)?\d{1,3}\s*(?:岁|歲|歳|才|세|years?(?: old)?|y\/?o|ans|jahre?|años|лет)\)?$/;
/** year, behind it, in Russian, Bulgarian, Ukrainian and Polish: 02.03.1985 г. */
const yearWord = /(?<=\d{4})\s*(?:г(?:ода|од)?|р(?:оку)?|r(?:oku)?)\.?$/;
const dash = /[‐-―−~_]/g;
/** 1985,3,2 */
const commas = /^(\d{1,4})\s*[,、]\s*(\d{1,2})\s*[,、]\s*(\d{1,4})$/;
const around = /^[([【<"']+|[)\]】>"']+$/g;
const defaults = new Set('1900-01-01 1970-01-01 1980-01-01 1990-01-01 2000-01-01 2001-01-01'.split(' '));

/**
 * A birth date from the spellings people and systems use: ISO, slashes, dots, compact, Chinese (digits or
 * numerals), Korean, month names, years of two digits, serial days of Excel, years of the Republic (民国), of
 * Japanese eras and Buddhist years. A time of day is cut off as it stands, but for a time in UTC that is
 * midnight in the zone of the context.
 *
 * Source: ISO 8601; serial days as in ECMA-376 part 1, 18.17.4 (the 1900 date base).
 */
export function standardiseBirthDate(raw: Raw, context: BirthDateContext = {}): StandardBirthDate {
  if (isTooLong(raw)) return failed('too_long');
  const folded = asciiDigits(foldText(raw).toLowerCase());
  if (folded === '') return failed('empty');
  if (isPlaceholder(folded) || /^[0\s/.-]+$/.test(folded)) return failed('placeholder');
  if (lunar.test(folded)) return failed('lunar');
  const assumed: BirthDateAssumption[] = [];
  const moment = utcDay(folded, context.timeZone);
  if (moment) assumed.push(moment.assumed);
  const bare = arabicNumerals(moment?.day ?? folded.replace(solar, ''))
    .replace(label, '')
    .replace(/出?生$/, '')
    .replace(age, '')
    .replace(yearWord, '')
    .replace(weekday, '')
    .replace(timeOfDay, '')
    .replace(weekday, '')
    .replace(dash, '-')
    .replace(around, '')
    .trim()
    .replace(commas, '$1/$2/$3');
  const era = inCommonEra(bare);
  if (era) assumed.push(era.assumed);
  const text = era ? era.text : bare;
  if (text === null) return failed('impossible');
  if (incomplete.test(text)) return failed('incomplete');
  const serial = serialDate(text);
  if (serial) return checked(serial, ['excel_serial'], context);
  const plain = readDateParts(text);
  const { readings, isAmbiguous } = plain.readings.length > 0 ? plain : readDigits(text);
  if (plain.readings.length === 0 && readings.length > 0) assumed.push('separators');
  const place = isAmbiguous ? placeOf(readings, context) : 0;
  if (place === null) {
    const dates = readings.map((reading) => resolve(reading, false, context.asOf, assumed));
    const candidates = [...new Set(dates.filter((date) => typeof date === 'string'))];
    const [first] = dates;
    return candidates.length === 0 && typeof first === 'object'
      ? failed(first.reason)
      : { ...failed('ambiguous'), candidates };
  }
  const reading = readings[place];
  if (reading === undefined) return failed('not_a_date');
  const isRepublic = (!isAmbiguous || place === 2) && isOfRepublic(reading, text, context.country);
  const date = resolve(reading, isRepublic, context.asOf, assumed);
  if (typeof date !== 'string') return failed(date.reason);
  if (era && (date < era.from || date > era.to)) return failed('impossible');
  if (isAmbiguous) assumed.push('day_month_order');
  return checked(date, assumed, context);
}

/**
 * Which of the readings of an ambiguous date is meant; null where neither the order of the context nor its
 * country tells.
 */
function placeOf(readings: readonly DateParts[], { order, country }: BirthDateContext): number | null {
  const told = order === 'ymd' && readings.length < 3 ? undefined : order;
  const known = told ?? dateOrderOf(country);
  return known === null ? null : ['dmy', 'mdy', 'ymd'].indexOf(known);
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
  if (yearDigits === 3 && !isRepublic) return { reason: 'not_a_date' };
  const full = commonEraYear(year, yearDigits, isRepublic, asOf, assumed);
  if (full === null) return { reason: 'century' };
  const date = isoDate(full, month, day);
  return date ?? { reason: 'impossible' };
}

/** null for a day that does not exist */
function isoDate(year: number, month: number, day: number): string | null {
  if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1) return null;
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = month === 2 ? (isLeap ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;
  return day > days ? null : [String(year).padStart(4, '0'), pad(month), pad(day)].join('-');
}

const pad = (number: number): string => String(number).padStart(2, '0');

/**
 * Five digits, with or without a fraction, as days since 1899-12-30; below 10,000 (1927) they are more likely
 * something else.
 */
function serialDate(text: string): string | null {
  if (!/^[1-5]\d{4}(?:\.\d+)?$/.test(text)) return null;
  return new Date(dayNumberMillis(text.replace(/\..*/, ''))).toISOString().slice(0, 10);
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
