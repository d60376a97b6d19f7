import { dateOrder, dayOf } from './dates.ts';
import { isMissing } from './missing.ts';
import { numberOf } from './numbers.ts';
import { dayOfMonthDigits, periodDays } from './periods.ts';

/**
 * What the cells of a column are: numbers (missing is NaN) in one of the ways to write them, dates as days, or else
 * categories.
 */
export type ColumnValues =
  | { readonly kind: 'number' | 'date'; readonly values: Float64Array; readonly unreadable: number }
  | { readonly kind: 'category'; readonly values: readonly (string | null)[] };

/** Cells that say something and are no number or date may be so many, and no more different texts than that. */
const mostUnreadable = 0.05;
const mostOddTexts = 5;
/**
 * Among so many different numbers or dates, texts without a digit may be as many as half: they stand for none, without
 * being known to. Of fewer, numbers and texts may together be names of kinds; and >20 is no missing value.
 */
const manyValues = 20;
const mostWordsAmongMany = 0.5;

interface Reading {
  readonly kind: 'number' | 'date';
  readonly found: ReadonlyMap<string, number>;
  readonly unreadable: number;
}

/** Reads a column: the way of writing numbers or dates that fits most cells, where nearly all fit one. */
export function readColumn(texts: readonly (string | null)[]): ColumnValues {
  const distinct = new Map<string, number>();
  for (const text of texts)
    if (text !== null && !isMissing(text, 'numbers')) distinct.set(text, (distinct.get(text) ?? 0) + 1);
  let best: Reading | undefined;
  for (const way of waysToRead([...distinct.keys()])) {
    const reading = readingOf(distinct, way);
    if (reading && (!best || reading.unreadable < best.unreadable)) best = reading;
    if (best?.unreadable === 0) break;
  }
  if (!best)
    return {
      kind: 'category',
      values: texts.map((text) => (isMissing(text, 'categories') ? null : text)),
    };
  const { kind, found, unreadable } = best;
  const values = Float64Array.from(
    texts,
    (text) => (text === null ? undefined : found.get(text)) ?? Number.NaN,
  );
  return { kind, values, unreadable };
}

/** What the texts, each with how often it occurs, are when read so; undefined where they are something else. */
function readingOf(distinct: ReadonlyMap<string, number>, { kind, read }: Way): Reading | undefined {
  const found = new Map<string, number>();
  let [filled, unreadable, words, odd] = [0, 0, 0, 0];
  for (const [text, count] of distinct) {
    const value = read(text.trim());
    filled += count;
    if (Number.isFinite(value)) {
      found.set(text, value);
      continue;
    }
    unreadable += count;
    if (!/\d/.test(text)) words += count;
    if (++odd > mostOddTexts) return undefined;
  }
  const mostWords = found.size >= manyValues ? mostWordsAmongMany : mostUnreadable;
  const fits =
    found.size > 0 && unreadable - words <= mostUnreadable * filled && unreadable <= mostWords * filled;
  return fits ? { kind, found, unreadable } : undefined;
}

interface Way {
  readonly kind: 'number' | 'date';
  readonly read: (text: string) => number;
}

/** Eight digits of our time, as a day. */
const dayOfDigits = (text: string): number =>
  /^(?:19|20)\d{6}$/.test(text) ? dayOf(text, 'year first') : Number.NaN;

function* waysToRead(texts: readonly string[]): Generator<Way> {
  // dates of digits are numbers as well, but no numbers are all dates
  yield { kind: 'date', read: dayOfDigits };
  yield { kind: 'date', read: dayOfMonthDigits };
  yield { kind: 'number', read: (text) => numberOf(text, '.') };
  yield { kind: 'number', read: (text) => numberOf(text, ',') };
  for (const form of dateOrder(texts).forms) yield { kind: 'date', read: (text) => dayOf(text, form) };
  for (const read of periodDays(texts)) yield { kind: 'date', read };
}
