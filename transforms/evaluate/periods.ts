import { msPerDay } from '../days.ts';
import { fullYear, monthOf } from '../standardise/light/index.ts';
import { dateOrder, dayOf } from './dates.ts';

/** What the rows of a series stand for; a step is a number without a calendar. */
export type PeriodUnit = 'day' | 'week' | 'month' | 'quarter' | 'year' | 'step';

/** Texts as places in time, in units since 1970 (days may have parts; steps are themselves). */
export interface Periods {
  readonly unit: PeriodUnit;
  /** NaN where a text is none */
  readonly places: readonly number[];
}

type Read = (text: string) => number;

/** A reader of the first pattern that fits. */
const reader =
  (...patterns: readonly (readonly [RegExp, (parts: Record<string, string>) => number])[]): Read =>
  (text) => {
    for (const [pattern, place] of patterns) {
      const parts = pattern.exec(text)?.groups;
      if (parts) return place(parts);
    }
    return Number.NaN;
  };

const within = (value: number, least: number, most: number): number =>
  value >= least && value <= most ? value : Number.NaN;

const yearPlace = (digits: string | undefined): number => within(fullYear(digits ?? ''), 1000, 2999) - 1970;
const partOfYear = (year: string | undefined, part: number, parts: number): number =>
  yearPlace(year) * parts + within(part, 1, parts) - 1;
const monthPlace = ({ y, m, name }: Record<string, string>): number =>
  partOfYear(y, Number(name === undefined ? m : monthOf(name)), 12);
const quarterOf = ({ y, q = '' }: Record<string, string>): number => {
  const chinese = '一二三四'.indexOf(q);
  return partOfYear(y, chinese >= 0 ? chinese + 1 : Number(q), 4);
};

/** The week of ISO 8601: the first one has the fourth of January. 1970-01-05 was a Monday. */
function weekOf({ y, w }: Record<string, string>): number {
  const firstOf = (year: number) => Math.floor((Date.UTC(year, 0, 4) / msPerDay - 4) / 7);
  const year = yearPlace(y) + 1970;
  return firstOf(year) + within(Number(w), 1, firstOf(year + 1) - firstOf(year)) - 1;
}

const readMonthDigits = reader([/^(?<y>1[89]\d\d|2[01]\d\d)(?<m>\d\d)$/, monthPlace]);
/** Periods that are numbers as well. */
const readersOfDigits: readonly (readonly [PeriodUnit, Read])[] = [
  ['month', readMonthDigits],
  ['year', reader([/^(?<y>1[89]\d\d|2[01]\d\d)$/, ({ y }) => yearPlace(y)])],
  ['step', reader([/^(?<n>-?\d{1,7})$/, ({ n }) => Number(n)])],
];
const readers: readonly (readonly [Exclude<PeriodUnit, 'day' | 'step'>, Read])[] = [
  [
    'week',
    reader(
      [/^(?<y>\d{4})[-\s]?W(?<w>\d{1,2})$/i, weekOf],
      [/^W(?:eek)?\s?(?<w>\d{1,2})[-/,\s]+(?<y>\d{4})$/i, weekOf],
      [/^(?<y>\d{4}|\d{2})\s*年\s*第?\s*(?<w>\d{1,2})\s*周$/, weekOf],
    ),
  ],
  [
    'month',
    reader(
      [/^(?<y>\d{4})(?:[-/.\s]|-?M)(?<m>\d{1,2})$/i, monthPlace],
      [/^(?<m>\d{1,2})[-/.](?<y>\d{4})$/, monthPlace],
      [/^(?<y>\d{4}|\d{2})\s*年\s*(?<m>\d{1,2})\s*月份?$/, monthPlace],
      [/^(?<name>\p{L}{3,12})\.?[-/,\s']*(?<y>\d{4})$/iu, monthPlace],
      [/^(?<y>\d{4})[-/,\s]*(?<name>\p{L}{3,12})\.?$/iu, monthPlace],
    ),
  ],
  [
    'quarter',
    reader(
      [/^(?<y>\d{4})[-/.\s]?Q(?<q>[1-4])$/i, quarterOf],
      [/^Q(?<q>[1-4])[-/.,\s']*(?<y>\d{4}|\d{2})$/i, quarterOf],
      [/^(?<q>[1-4])Q[-/.,\s']*(?<y>\d{4}|\d{2})$/i, quarterOf],
      [/^(?<y>\d{4}|\d{2})\s*年\s*第?(?<q>[1-4一二三四])季度$/, quarterOf],
    ),
  ],
  ['year', reader([/^(?<y>\d{4})\s*年度?$/, ({ y }) => yearPlace(y)])],
];

const shortMonth = /^(?<name>\p{L}{3,12})\.?[-/,\s']*(?<y>\d{2})$/iu;
const readShortMonth = reader([shortMonth, monthPlace]);

/** Jan-15 is a month as spreadsheets show it, or a day: a month if the rows are in order then. */
function shortMonths(texts: readonly string[]): readonly number[] {
  const places = texts.map(readShortMonth);
  const isOrdered = (sign: 1 | -1) =>
    places.every((place, i) => i === 0 || sign * (place - (places[i - 1] as number)) >= 0);
  return isOrdered(1) || isOrdered(-1) ? places : places.map(() => Number.NaN);
}

/**
 * The ways to read the dates of a series that fit most of its texts: days in any order (`dateOrder`), weeks (2020-W06),
 * months (2020-03, Mar 2020, 3/2020), quarters (2020-Q1, Q1 2020), years and steps (1, 2, 3). Several only where days
 * can be read in several orders.
 */
export function periodsOf(texts: readonly string[]): readonly Periods[] {
  const plain = texts.map((text) => text.normalize('NFKC').trim());
  const ways = [
    // before steps, which they are as well
    { unit: 'day' as const, places: plain.map((text) => dayOf(text, 'day number')) },
    ...[...readersOfDigits, ...readers].map(([unit, read]) => ({ unit, places: plain.map(read) })),
    { unit: 'month' as const, places: shortMonths(plain) },
    ...dateOrder(plain).forms.map((form) => ({
      unit: 'day' as const,
      places: plain.map((text) => dayOf(text, form)),
    })),
  ];
  const counts = ways.map(({ places }) => places.filter(Number.isFinite).length);
  const most = Math.max(...counts);
  const best = ways.filter((_, i) => counts[i] === most);
  const [first] = best;
  const others = best.filter(
    ({ unit, places }) => unit === 'day' && places.some((place, i) => place !== first?.places[i]),
  );
  return first ? [first, ...(first.unit === 'day' ? others : [])] : [];
}

const firstDay = {
  week: (place: number) => 7 * place + 4,
  month: (place: number) => Date.UTC(1970, place) / msPerDay,
  quarter: (place: number) => Date.UTC(1970, 3 * place) / msPerDay,
  year: (place: number) => Date.UTC(1970 + place, 0) / msPerDay,
} as const;

/** The days since 1970 of a month of six digits (202003), NaN for another text. */
export const dayOfMonthDigits: Read = (text) => firstDay.month(readMonthDigits(text));

/**
 * Readers of periods as the day that each begins on, in days since 1970: weeks, months, quarters and years that no number
 * spells. Jan-85 is a month where one of the texts names no day of a month (Jan-00, Jan-85).
 */
export function periodDays(texts: readonly string[]): readonly Read[] {
  const plain =
    (read: Read): Read =>
    (text) =>
      read(text.normalize('NFKC').trim());
  const isNoDay = (text: string) => {
    const number = Number(shortMonth.exec(text)?.groups?.y ?? 1);
    return number === 0 || number > 31;
  };
  return [
    ...readers.map(([unit, read]) => plain((text) => firstDay[unit](read(text)))),
    ...(texts.some(isNoDay) ? [plain((text) => firstDay.month(readShortMonth(text)))] : []),
  ];
}
