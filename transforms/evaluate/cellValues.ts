import { dateOrder, dayOf } from './dates.ts';
import { isMissing } from './missing.ts';
import { numberOf } from './numbers.ts';

/**
 * What the cells of a column are: numbers (missing is NaN) in one of the ways to write them, dates as days, or else
 * categories.
 */
export type ColumnValues =
  | { readonly kind: 'number' | 'date'; readonly values: Float64Array; readonly unreadable: number }
  | { readonly kind: 'category'; readonly values: readonly (string | null)[] };

/** So many of the cells that say something must fit, and those that do not be few different texts. */
const mostUnreadable = 0.05;
const mostOddTexts = 5;

/** Reads a column: the way of writing numbers or dates that fits most cells, where nearly all fit one. */
export function readColumn(texts: readonly (string | null)[]): ColumnValues {
  const distinct = new Map<string, number>();
  for (const text of texts)
    if (text !== null && !isMissing(text)) distinct.set(text, (distinct.get(text) ?? 0) + 1);
  const filled = [...distinct.values()].reduce((sum, one) => sum + one, 0);
  let best:
    | { kind: 'number' | 'date'; found: Map<string, number>; unreadable: number; odd: number }
    | undefined;
  for (const { kind, read } of waysToRead([...distinct.keys()])) {
    const found = new Map<string, number>();
    let [unreadable, odd] = [0, 0];
    for (const [text, count] of distinct) {
      const value = read(text.trim());
      if (Number.isFinite(value)) found.set(text, value);
      else [unreadable, odd] = [unreadable + count, odd + 1];
      if (unreadable > mostUnreadable * filled) break;
    }
    const fits = found.size > 0 && unreadable <= mostUnreadable * filled && odd <= mostOddTexts;
    if (fits && (!best || unreadable < best.unreadable)) best = { kind, found, unreadable, odd };
    if (best?.unreadable === 0) break;
  }
  if (!best) return { kind: 'category', values: texts.map((text) => (isMissing(text) ? null : text)) };
  const { kind, found, unreadable } = best;
  const values = Float64Array.from(
    texts,
    (text) => (text === null ? undefined : found.get(text)) ?? Number.NaN,
  );
  return { kind, values, unreadable };
}

interface Way {
  readonly kind: 'number' | 'date';
  readonly read: (text: string) => number;
}

function* waysToRead(texts: readonly string[]): Generator<Way> {
  yield { kind: 'number', read: (text) => numberOf(text, '.') };
  yield { kind: 'number', read: (text) => numberOf(text, ',') };
  for (const form of dateOrder(texts).forms) yield { kind: 'date', read: (text) => dayOf(text, form) };
}
