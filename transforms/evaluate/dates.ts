import { msPerDay } from '../days.ts';
import { dayNumberMillis, fullYear, isDayNumber, monthOf, plainClock } from '../standardise/light/index.ts';

const time =
  '(?:(?:T|,?\\s+)(?<h>\\d{1,2}):(?<min>\\d{2})(?::(?<s>\\d{2})(?:[.,]\\d+)?)?(?:\\s*(?<half>[AP])\\.?M\\.?)?\\s*(?:Z|UTC|[+-]\\d{2}(?::?\\d{2})?)?)?';
const shapes = (...patterns: readonly string[]) =>
  patterns.map((pattern) => new RegExp(`^${pattern}${time}$`, 'iu'));
const year = '(?<y>\\d{4}|\\d{2})';
const month = '(?<m>\\d{1,2})';
const day = '(?<d>\\d{1,2})';
const nth = `${day}(?:st|nd|rd|th)?`;
/** of a month, in any language */
const named = `(?<name>\\p{L}{3,12})\\.?`;

const dateForms = {
  'year first': shapes(
    `${year}(?<mark>[-/.])${month}\\k<mark>${day}`,
    `${year}\\s*年\\s*${month}\\s*月\\s*${day}\\s*[日号]?`,
    '(?<y>\\d{4})(?<m>\\d{2})(?<d>\\d{2})',
    `(?<y>\\d{4})[- ]${named}[- ]${day}`,
  ),
  'month first': shapes(
    `${month}(?<mark>[-/.])${day}\\k<mark>${year}`,
    `${named}[- ]${nth},?[- ](?<y>\\d{4})`,
  ),
  'day first': shapes(
    `${day}(?<mark>[-/.])${month}\\k<mark>${year}`,
    `${nth}(?<mark>[-/.])${named}\\k<mark>${year}`,
    `${nth}\\.? ${named},? ${year}`,
    `${day}${named}(?<y>\\d{4})`,
  ),
} as const;
/** The order of the parts of a date, a count of seconds or milliseconds, or the number by which Excel knows a day. */
export type DateForm = keyof typeof dateForms | 'since 1970' | 'day number';
const allForms: readonly DateForm[] = ['year first', 'month first', 'day first', 'since 1970', 'day number'];

/** The milliseconds of a day number of Excel. */
const numberedOf = (text: string): number => (isDayNumber(text) ? dayNumberMillis(text) : Number.NaN);

/** Other counts are no times of ours. */
const [firstCounted, lastCounted] = [Date.UTC(1990), Date.UTC(2100)];

/** The milliseconds of a count of seconds or milliseconds since 1970. */
function countedOf(text: string): number {
  const unit = /^\d{9,10}(?:\.\d+)?$/.test(text) ? 1000 : /^\d{12,13}(?:\.\d+)?$/.test(text) ? 1 : Number.NaN;
  const moment = Math.floor(Number(text) * unit);
  return moment >= firstCounted && moment < lastCounted ? moment : Number.NaN;
}

/**
 * The milliseconds since 1970 of a date in that order with the time behind it, NaN where it is none. Times are those of
 * the clock on the wall: an offset from UTC does not move them. Counts since 1970 are of UTC.
 */
export function momentOf(text: string, form: DateForm): number {
  const spelled = text.normalize('NFKC').trim();
  if (form === 'since 1970') return countedOf(spelled);
  if (form === 'day number') return numberedOf(spelled);
  const plain = plainClock(spelled);
  for (const shape of dateForms[form]) {
    const parts = shape.exec(plain)?.groups;
    if (!parts) continue;
    const month = Number(parts.name === undefined ? parts.m : monthOf(parts.name)) - 1;
    if (month < 0 || month > 11) return Number.NaN;
    const year = fullYear(parts.y ?? '');
    const midnight = Date.UTC(year, month, Number(parts.d));
    if (year < 100 || new Date(midnight).getUTCDate() !== Number(parts.d)) return Number.NaN;
    const [h, min, s] = [Number(parts.h ?? 0), Number(parts.min ?? 0), Number(parts.s ?? 0)];
    const half = parts.half?.toLowerCase();
    if (min > 59 || s > 59 || (half ? h < 1 || h > 12 : h > 23)) return Number.NaN;
    const hours = half ? (h % 12) + (half === 'p' ? 12 : 0) : h;
    return midnight + ((hours * 60 + min) * 60 + s) * 1000;
  }
  return Number.NaN;
}

/** The days since 1970 of a date in that order, NaN where it is none; a time is a part of the day. */
export const dayOf = (text: string, form: DateForm): number => momentOf(text, form) / msPerDay;

/** In which order the parts of dates stand. */
export interface DateOrder {
  /**
   * the orders under which most of the texts are dates and that nothing tells apart, never none; the likeliest first
   */
  readonly forms: readonly DateForm[];
  /** a text that is another date under another of them */
  readonly unclear?: string;
}

/** So many times longer must the time be that is spanned, for years of two digits to be known not to stand there. */
const fartherApart = 5;

/**
 * The order in which dates are written, as far as they tell: a day above twelve is no month. Of years with two digits,
 * which could be days as well, it is known where they stand if the dates would lie far farther apart otherwise.
 */
export function dateOrder(texts: readonly string[]): DateOrder {
  const read = allForms.map((form) => ({ form, moments: texts.map((text) => momentOf(text, form)) }));
  const counts = read.map(({ moments }) => moments.filter(Number.isFinite).length);
  const most = Math.max(...counts);
  const tied = read.filter((_, i) => counts[i] === most);
  if (most < texts.length || tied.length === 1) return { forms: tied.map(({ form }) => form) };
  const spans = tied.map(({ form, moments }) => ({ form, span: spanOf(moments) }));
  const least = (isYearFirst: boolean) =>
    Math.min(...spans.filter(({ form }) => (form === 'year first') === isYearFirst).map(({ span }) => span));
  const near = tied.filter(({ form }) => {
    const isYearFirst = form === 'year first';
    return least(isYearFirst) <= fartherApart * least(!isYearFirst);
  });
  const [first, ...others] = near.toSorted(
    (a, b) => Number(a.form === 'year first') - Number(b.form === 'year first'),
  );
  const unclear = texts.find((_, i) => others.some(({ moments }) => moments[i] !== first?.moments[i]));
  return {
    forms: [first, ...others].flatMap((one) => (one ? [one.form] : [])),
    ...(unclear === undefined ? {} : { unclear }),
  };
}

function spanOf(moments: readonly number[]): number {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const one of moments) [low, high] = [Math.min(low, one), Math.max(high, one)];
  return high - low;
}
