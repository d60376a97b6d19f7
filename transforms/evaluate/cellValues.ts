/** What stands for no value, in whatever case. */
const missing = new Set([
  '',
  'na',
  'n/a',
  '#n/a',
  '<na>',
  'nan',
  'null',
  'nil',
  '?',
  '-',
  '--',
  '–',
  '—',
  '.',
]);

export const isMissing = (text: string | null): boolean =>
  text === null || missing.has(text.trim().toLowerCase());

const currency = /^[$€£¥₹₩]|[$€£¥₹₩元]$|^[A-Z]{3}(?=[\s\d.-])|(?<=[\s\d])[A-Z]{3}$/u;
const grouped = (mark: string, decimal: string) =>
  new RegExp(`^(?:[1-9]\\d{0,2}(?:${mark}\\d{2,3})*${mark}\\d{3}|\\d+)(?:${decimal}\\d*)?$|^${decimal}\\d+$`);
const pointForms = grouped("[, '\u00a0\u202f]", '\\.');
const commaForms = grouped("[. '\u00a0\u202f]", ',');

/**
 * The number that a cell spells, NaN where it spells none: currency, a percent sign, thousands marks and brackets for a negative
 * amount are allowed. The mark before decimals is a point or a comma.
 */
export function numberOf(text: string, decimal: '.' | ','): number {
  const plain = Number(text);
  if (decimal === '.' && text !== '' && Number.isFinite(plain) && !/^0[xob]/i.test(text)) return plain;
  const isBracketed = text.startsWith('(') && text.endsWith(')');
  let rest = (isBracketed ? text.slice(1, -1) : text).replace('−', '-').replace(/%$/, '').trim();
  const isNegative = rest.startsWith('-');
  if (/^[-+]/.test(rest)) rest = rest.slice(1).trim();
  rest = rest.replace(currency, '').trim();
  const isNegativeAfter = rest.startsWith('-');
  if (isNegativeAfter) rest = rest.slice(1);
  if (!(decimal === '.' ? pointForms : commaForms).test(rest)) return Number.NaN;
  const marks = decimal === '.' ? /[, '\u00a0\u202f]/g : /[. '\u00a0\u202f]/g;
  const value = Number(rest.replace(marks, '').replace(',', '.'));
  return isBracketed || isNegative || isNegativeAfter ? -value : value;
}

const dateForms = {
  'year first': /^(?<y>\d{4})([-/.])(?<m>\d{1,2})\2(?<d>\d{1,2})(?:[T ](?<time>\d{1,2}:\d{2}.*))?$/,
  'day first': /^(?<d>\d{1,2})([-/.])(?<m>\d{1,2})\2(?<y>\d{4})(?:[T ](?<time>\d{1,2}:\d{2}.*))?$/,
  'month first': /^(?<m>\d{1,2})([-/.])(?<d>\d{1,2})\2(?<y>\d{4})(?:[T ](?<time>\d{1,2}:\d{2}.*))?$/,
} as const;
export type DateForm = keyof typeof dateForms;

/** The days since 1970 of a date in that order, NaN where it is none; a time is a part of the day. */
export function dayOf(text: string, form: DateForm): number {
  const parts = dateForms[form].exec(text)?.groups;
  if (!parts) return Number.NaN;
  const [year, month, day] = [Number(parts.y), Number(parts.m), Number(parts.d)];
  const time = Date.UTC(year, month - 1, day);
  const date = new Date(time);
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return Number.NaN;
  const [hours = 0, minutes = 0] = (parts.time ?? '').split(':').map((one) => Number.parseInt(one, 10) || 0);
  return time / 86_400_000 + hours / 24 + minutes / 1440;
}

/** What the cells of a column are: numbers (missing is NaN) in one of the ways to write them, dates as days, or else categories. */
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
  const ways: readonly { kind: 'number' | 'date'; read: (text: string) => number }[] = [
    { kind: 'number', read: (text) => numberOf(text, '.') },
    { kind: 'number', read: (text) => numberOf(text, ',') },
    ...(['year first', 'month first', 'day first'] as const).map((form) => ({
      kind: 'date' as const,
      read: (text: string) => dayOf(text, form),
    })),
  ];
  let best:
    | { kind: 'number' | 'date'; found: Map<string, number>; unreadable: number; odd: number }
    | undefined;
  for (const { kind, read } of ways) {
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
