/** Year, month and day as they stand in a text, before anything is checked; a year of two digits is below 100. */
export interface DateParts {
  readonly year: number;
  readonly yearDigits: number;
  readonly month: number;
  readonly day: number;
}

/** The readings of a text: one, several where the order of its numbers is in doubt, none where it is no full date. */
export interface DateReadings {
  /** if ambiguous: day first, month first, then year first where a year of two digits may be that; the first two may be equal */
  readonly readings: readonly DateParts[];
  readonly isAmbiguous: boolean;
}

const monthNames: ReadonlyMap<string, number> = new Map(
  ['en', 'de', 'fr', 'es', 'it', 'pt'].flatMap((language) => {
    const format = new Intl.DateTimeFormat(language, { month: 'long', timeZone: 'UTC' });
    return Array.from({ length: 12 }, (_, index) => {
      const name = format.format(Date.UTC(2000, index, 15)).toLowerCase();
      return [name, index + 1] as const;
    });
  }),
);
const englishMonths =
  'january february march april may june july august september october november december'.split(' ');

function monthOf(word: string): number | null {
  const known = monthNames.get(word);
  if (known) return known;
  const short =
    word.length >= 3 ? englishMonths.findIndex((name) => name.startsWith(word.replace('sept', 'sep'))) : -1;
  return short < 0 ? null : short + 1;
}

const numerals = '〇一二三四五六七八九';

/** 一九九〇年十二月三十一日 → 1990年12月31日 */
export function arabicNumerals(text: string): string {
  return text
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

/** Reads folded, lower-cased text without a time of day as year, month and day. */
export function readDateParts(text: string): DateReadings {
  const none: DateReadings = { readings: [], isAmbiguous: false };
  const chinese = /^(\d{2,4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*[日号號]?$/.exec(text);
  if (chinese) return one(parts(chinese[1] ?? '', chinese[2] ?? '', chinese[3] ?? ''));
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
  const short = /^(\d{2})(\d{2})(\d{2})$/.exec(text);
  if (short) return one(parts(short[1] ?? '', short[2] ?? '', short[3] ?? ''));
  const yearFirst = /^(\d{4})([-/. ])(\d{1,2})\2(\d{1,2})$/.exec(text);
  if (yearFirst) return one(parts(yearFirst[1] ?? '', yearFirst[3] ?? '', yearFirst[4] ?? ''));
  const yearLast = /^(\d{1,2})([-/. ])(\d{1,2})\2(\d{4}|\d{1,2})$/.exec(text);
  if (yearLast)
    return readYearLast(yearLast[1] ?? '', yearLast[2] ?? '', yearLast[3] ?? '', yearLast[4] ?? '');
  return readMonthName(text) ?? none;
}

/** 85/3/4 begins with its year, and so does 05/3/4, since no year has one digit; 05/03/04 may be read in three ways. */
function readYearLast(first: string, separator: string, second: string, third: string): DateReadings {
  if (third.length < 4 && first.length === 2 && (Number(first) > 31 || third.length === 1))
    return one(parts(first, second, third));
  if (third.length === 1) return { readings: [], isAmbiguous: false };
  if (separator === '.') return one(parts(third, second, first));
  const yearLast = eitherWay(first, second, third);
  const mayBeginWithYear =
    third.length === 2 &&
    first.length === 2 &&
    first !== third &&
    Number(second) <= 12 &&
    Number(third) <= 31;
  if (!mayBeginWithYear) return yearLast;
  const [dayFirst = parts(third, second, first), monthFirst = dayFirst] = yearLast.readings;
  return { readings: [dayFirst, monthFirst, parts(first, second, third)], isAmbiguous: true };
}

/** `2 Jan 1990`, `January 2nd, 1990`, `2-jan-90`. */
function readMonthName(text: string): DateReadings | null {
  const tokens = text
    .replace(/(\d)(?:st|nd|rd|th)\b/g, '$1')
    .split(/[\s,./-]+|\bde\b|\bof\b/)
    .filter((token) => token !== '' && token !== 'de' && token !== 'of');
  const words = tokens.filter((token) => /\p{L}/u.test(token));
  const numbers = tokens.filter((token) => /^\d{1,4}$/.test(token));
  const month = words.length === 1 ? monthOf(words[0] ?? '') : null;
  const [first = '', second = ''] = numbers;
  if (month === null || numbers.length !== 2 || tokens.length !== 3) return null;
  return one(first.length === 4 ? parts(first, month, second) : parts(second, month, first));
}
