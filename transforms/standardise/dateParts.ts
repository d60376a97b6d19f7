import { monthOf } from './monthNames.ts';

/** Year, month and day as they stand in a text, before anything is checked; a year of two digits is below 100. */
export interface DateParts {
  readonly year: number;
  readonly yearDigits: number;
  readonly month: number;
  readonly day: number;
}

/** The readings of a text: one, several where the order of its numbers is in doubt, none where it is no full date. */
export interface DateReadings {
  /**
   * if ambiguous: day first, month first, then year first where a year of two digits may be that; the first
   * two may be equal
   */
  readonly readings: readonly DateParts[];
  readonly isAmbiguous: boolean;
}

const numerals = '〇一二三四五六七八九';
const numeral = /[零〇○一二三四五六七八九十百廿卅]|元月/;

/** 100 to 119: the years of the Republic that have three digits */
const hundred = (
  _: string,
  one: string | undefined,
  ten: string | undefined,
  more: string | undefined,
): string => String(100 + (ten ? 10 : 0) + Math.max(numerals.indexOf(one ?? more ?? '〇'), 0));

/** 一九九〇年十二月三十一日 → 1990年12月31日, 三月廿一日 and 三月廿一 → 3月21日, 元月一日 → 1月1日, 一百零四年 → 104年 */
export function arabicNumerals(text: string): string {
  if (!numeral.test(text)) return text;
  return text
    .replace(/(?<=月\s*[一二三四五六七八九十廿卅]{1,3})$/, '日')
    .replaceAll('元月', '一月')
    .replaceAll('廿', '二十')
    .replaceAll('卅', '三十')
    .replace(/一?百(?:[零〇]([一二三四五六七八九])|(?:一?(十)([一二三四五六七八九])?))?(?=年)/g, hundred)
    .replace(
      /([二三四五六七八九]?)十([一二三四五六七八九]?)(?=[月日号號年])/g,
      (_, tens: string, ones: string) =>
        String((tens ? numerals.indexOf(tens) : 1) * 10 + (ones ? numerals.indexOf(ones) : 0)),
    )
    .replace(/[零〇○一二三四五六七八九](?=[零〇○一二三四五六七八九\d]*[年月日号號])/g, (digit) =>
      String(Math.max(numerals.indexOf(digit), 0)),
    );
}

const parts = (year: string, month: string | number, day: string): DateParts => ({
  year: Number(year),
  yearDigits: year.length,
  month: Number(month),
  day: Number(day),
});

const one = (reading: DateParts): DateReadings => ({ readings: [reading], isAmbiguous: false });

/** Day and month in either order, where the numbers allow both. */
function eitherWay(first: string, second: string, year: string): DateReadings {
  const dayFirst = parts(year, second, first);
  const monthFirst = parts(year, first, second);
  if (dayFirst.month > 12) return one(monthFirst);
  if (monthFirst.month > 12 || first === second || Number(first) === Number(second)) return one(dayFirst);
  return { readings: [dayFirst, monthFirst], isAmbiguous: true };
}

/**
 * Eight digits by themselves, whatever is lost or misplaced of the signs between them (15/121960,
 * 04/0/21984); nothing where they would be no month and day of a year.
 */
export function readDigits(text: string): DateReadings {
  const digits = text.replaceAll(/[-/.]/g, '');
  const found = /^\d{8}$/.test(digits) ? readDateParts(digits) : { readings: [], isAmbiguous: false };
  return found.readings.every(({ month, day }) => month >= 1 && month <= 12 && day >= 1 && day <= 31)
    ? found
    : { readings: [], isAmbiguous: false };
}

/**
 * Reads folded, lower-cased text without a time of day as year, month and day; a year of three digits only
 * where it is first.
 */
export function readDateParts(text: string): DateReadings {
  const none: DateReadings = { readings: [], isAmbiguous: false };
  const inCharacters = /^(\d{2,4})\s*[年년]\s*(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日号號일]?$/.exec(text);
  if (inCharacters) return one(parts(inCharacters[1] ?? '', inCharacters[2] ?? '', inCharacters[3] ?? ''));
  const compact = /^(\d{4})(\d{2})(\d{2})$/.exec(text);
  if (compact) {
    const [, year = '', month = '', day = ''] = compact;
    const iso = parts(year, month, day);
    const yearLast = parts(text.slice(4), text.slice(2, 4), text.slice(0, 2));
    const isIso = iso.year >= 1800 && iso.month >= 1 && iso.month <= 12 && iso.day >= 1;
    return isIso || yearLast.year < 1800 || yearLast.year > 2200
      ? one(iso)
      : eitherWay(text.slice(0, 2), text.slice(2, 4), text.slice(4));
  }
  const short = /^(\d{2,3})(\d{2})(\d{2})$/.exec(text);
  if (short) return one(parts(short[1] ?? '', short[2] ?? '', short[3] ?? ''));
  const separated = text.replace(/\s*([-/.])\s*/g, '$1').replace(/\.$/, '');
  const yearFirst = /^(\d{3,4})([-/. ])(\d{1,2})\2(\d{1,2})$/.exec(separated);
  if (yearFirst) return one(parts(yearFirst[1] ?? '', yearFirst[3] ?? '', yearFirst[4] ?? ''));
  const yearLast = /^(\d{1,2})([-/. ])(\d{1,2})\2(\d{4}|\d{1,2})$/.exec(separated);
  if (yearLast)
    return readYearLast(yearLast[1] ?? '', yearLast[2] ?? '', yearLast[3] ?? '', yearLast[4] ?? '');
  return readMonthName(text) ?? none;
}

/**
 * 85/3/4 begins with its year, and so does 05/3/4, since no year has one digit; 05/03/04 may be read in three
 * ways, 05.03.04 in two, for before dots the day comes before the month.
 */
function readYearLast(first: string, separator: string, second: string, third: string): DateReadings {
  if (
    third.length < 4 &&
    first.length === 2 &&
    (Number(first) > 31 || Number(first) === 0 || third.length === 1)
  )
    return one(parts(first, second, third));
  if (third.length === 1) return { readings: [], isAmbiguous: false };
  const yearLast = separator === '.' ? one(parts(third, second, first)) : eitherWay(first, second, third);
  const mayBeginWithYear =
    third.length === 2 &&
    first.length === 2 &&
    first !== third &&
    Number(second) <= 12 &&
    Number(third) >= 1 &&
    Number(third) <= 31;
  if (!mayBeginWithYear) return yearLast;
  const [dayFirst = parts(third, second, first), monthFirst = dayFirst] = yearLast.readings;
  return { readings: [dayFirst, monthFirst, parts(first, second, third)], isAmbiguous: true };
}

/** `2 Jan 1990`, `January 2nd, 1990`, `2-jan-90`, `02JAN1990`, `2. Mrz 1990`. */
function readMonthName(text: string): DateReadings | null {
  const tokens = text
    .replace(/(?<=\d)(?:st|nd|rd|th|er|o)\b/g, '')
    .replace(/(?<=\d)(?=\p{L})|(?<=\p{L})(?=\d)/gu, ' ')
    .split(/[\s,./-]+|\bde\b|\bof\b/)
    .filter((token) => token !== '' && token !== 'de' && token !== 'of');
  if (tokens.length !== 3) return null;
  const words = tokens.filter((token) => /\p{L}/u.test(token));
  const [first = '', second = ''] = tokens.filter((token) => /^\d{1,4}$/.test(token));
  const month = words.length === 1 && second !== '' ? monthOf(words[0] ?? '') : null;
  if (month === null) return null;
  return one(first.length === 4 ? parts(first, month, second) : parts(second, month, first));
}
