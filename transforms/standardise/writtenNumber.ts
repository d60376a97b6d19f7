import { currencySigns } from './data/currencySigns.ts';

/** What stands before the decimals. */
export type DecimalMark = '.' | ',';

/** A number taken apart, in the compatible form of Unicode: full-width digits and signs, and every blank, are plain. */
export interface NumberParts {
  readonly isNegative: boolean;
  /** its digits with their marks */
  readonly digits: string;
  /** by how many places its point moves for what stands behind the digits: four for 万 */
  readonly places: number;
  /** signs and codes of currencies, and % */
  readonly units: readonly string[];
}

const tens: Readonly<Record<string, number>> = { 万: 4, 萬: 4, 亿: 8, 億: 8 };

/**
 * Signs that are letters have a point behind them or not: Rs. 500. A point behind any other is that of the number. One
 * letter alone has a blank behind it: R 500 is an amount, R500 the number of something.
 */
const signs = Object.keys(currencySigns)
  .toSorted((a, b) => b.length - a.length)
  .map((sign) => {
    if (/^[A-Z]$/.test(sign)) return `${sign}(?=\\s)`;
    return /\p{Ll}$|^RM$/u.test(sign) ? `${sign}\\.?` : sign.replace('$', '\\$');
  });
/** A code that nobody knows is one of something else, which is for the reader to say. */
const unit = `(?:${signs.join('|')}|[A-Z]{1,2}[$€£¥]|[A-Z]{3})`;
const unitsBefore = new RegExp(`^(?:${unit}\\s*)+(?=[-+(.,\\d])`, 'u');
const unitsBehind = new RegExp(`(?<=[-.,\\d)万萬亿億])(?:\\s*(?:${unit}|%))+$`, 'u');
const each = new RegExp(`${unit}|%`, 'gu');

/** What most numbers are. */
const bare = /^[-+]?[.,\d]*\d$/;
const noUnits: readonly string[] = [];

/** A text without the sign of the number that it is: in front, behind as SAP writes it, or brackets for a minus. */
function unsigned(text: string): { readonly rest: string; readonly sign: '' | '+' | '-' } {
  if (text.startsWith('(') && text.endsWith(')')) return { rest: text.slice(1, -1).trim(), sign: '-' };
  if (text.startsWith('-') || text.startsWith('+'))
    return { rest: text.slice(1).trim(), sign: text.startsWith('-') ? '-' : '+' };
  return /[\d)万萬亿億]\s*-$/u.test(text)
    ? { rest: text.slice(0, -1).trim(), sign: '-' }
    : { rest: text, sign: '' };
}

/** A text without the units at its ends. */
function withoutUnits(text: string): { readonly rest: string; readonly units: readonly string[] } {
  const before = unitsBefore.exec(text)?.[0] ?? '';
  const behind = unitsBehind.exec(before === '' ? text : text.slice(before.length))?.[0] ?? '';
  if (before === '' && behind === '') return { rest: text, units: noUnits };
  const units = `${before} ${behind}`.match(each) ?? [];
  return {
    rest: text.slice(before.length, text.length - behind.length).trim(),
    units: units.map((one) => one.replace('.', '')),
  };
}

/** A text taken apart as a number; whether its digits are one is asked of `decimalOf`. */
export function numberParts(text: string): NumberParts {
  if (bare.test(text)) {
    const { rest, sign } = unsigned(text);
    return { isNegative: sign === '-', digits: rest, places: 0, units: noUnits };
  }
  const outside = unsigned(text.normalize('NFKC').replace('−', '-').trim());
  const outer = withoutUnits(outside.rest);
  // the sign may stand on either side of the currency, but not on both: -$5, $-5, ($5) USD
  const inside = outside.sign === '' ? unsigned(outer.rest) : { rest: outer.rest, sign: outside.sign };
  const inner = outside.sign === inside.sign ? outer : withoutUnits(inside.rest);
  // 5,- has no cents
  const digits = inner.rest.replace(/(?<=\d)[.,][-–—]{1,2}$/u, '');
  const places = tens[digits.at(-1) ?? ''] ?? 0;
  return {
    isNegative: inside.sign === '-',
    digits: (places > 0 ? digits.slice(0, -1) : digits).trim(),
    places,
    units: inner === outer ? outer.units : [...outer.units, ...inner.units],
  };
}

/**
 * How numbers are written with a mark: groups of three digits, or of two before the last as in India, parted by one sign
 * (none begins with 0), or no groups and perhaps an exponent.
 */
const form = (parting: string, decimal: string) => ({
  grouped: new RegExp(`^[1-9]\\d{0,2}([${parting} '’])(?:\\d{2,3}\\1)*\\d{3}(?:${decimal}\\d*)?$`),
  parting: new RegExp(`[${parting} '’]`, 'g'),
  whole: new RegExp(`^(\\d+(?:${decimal}\\d*)?|${decimal}\\d+)(?:e([-+]?\\d{1,3}))?$`, 'i'),
});
const forms = { '.': form(',', '\\.'), ',': form('.', ',') } as const;

/** The number of these parts as a plain decimal; undefined where their digits are none. */
export function decimalOf(
  { isNegative, digits, places }: NumberParts,
  mark: DecimalMark,
): string | undefined {
  const { grouped, parting, whole } = forms[mark];
  const [, number, exponent = '0'] =
    whole.exec(grouped.test(digits) ? digits.replace(parting, '') : digits) ?? [];
  if (number === undefined) return undefined;
  return (isNegative ? '-' : '') + moved(number.replace(',', '.'), places + Number(exponent));
}

/**
 * The number that a text spells as a plain decimal (`-1234.50`), undefined where it spells none: units, thousands marks,
 * 万 and 亿, exponents, a plus, and brackets or a minus behind for a negative amount are allowed.
 */
export const writtenNumber = (text: string, mark: DecimalMark): string | undefined =>
  decimalOf(numberParts(text), mark);

/** A plain decimal with its point so many places to the right: as text, since 2.23 times 10,000 is no whole number. */
function moved(number: string, places: number): string {
  const [whole = '', decimals = ''] = number.split('.');
  const at = whole.length + places;
  const all = (whole + decimals).padStart(whole.length + decimals.length + Math.max(0, 1 - at), '0');
  const point = Math.max(1, at);
  const padded = all.padEnd(point, '0');
  const behind = padded.slice(point);
  return `${padded.slice(0, point)}${behind === '' ? '' : `.${behind}`}`;
}
