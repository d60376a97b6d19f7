const currencies = '[$€£¥₹₩₽₺฿元圆]';
/** Short for rupees, rupiah, ringgit, crowns, francs, złoty and forint. */
const shortNames = '(?:R[sp]|RM|kr|Fr|zł|Kč|Ft)\\.?';
const unitBefore = new RegExp(
  `^(?:[A-Z]{0,3}${currencies}|[A-Z]{3}(?=[\\s\\d.-])|${shortNames}(?=[\\s\\d-]))`,
  'u',
);
const unitAfter = new RegExp(`(?:${currencies}|(?<=[\\s\\d-])(?:[A-Z]{3}|${shortNames})|%)$`, 'u');
/** Behind a number: how many places its decimal point moves. */
const tens: Readonly<Record<string, number>> = { 万: 4, 萬: 4, 亿: 8, 億: 8 };
const grouped = (mark: string, decimal: string) =>
  new RegExp(`^(?:[1-9]\\d{0,2}(?:${mark}\\d{2,3})*${mark}\\d{3}|\\d+)(?:${decimal}\\d*)?$|^${decimal}\\d+$`);
// numbers are compared in the compatible form of Unicode: full-width digits and signs, and every kind of blank, are
// plain ones there
const forms = {
  '.': { shape: grouped("[, '’]", '\\.'), marks: /[, '’]/g },
  ',': { shape: grouped("[. '’]", ','), marks: /[. '’]/g },
} as const;
const plain = /^[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?$/;

/** SQL: whether a text is a number as it stands. */
export const isPlainNumber = (text: string): string =>
  `regexp_full_match(${text}, '[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?')`;

function withoutSign(text: string): { rest: string; isSigned: boolean; isNegative: boolean } {
  if (text.startsWith('(') && text.endsWith(')'))
    return { rest: text.slice(1, -1).trim(), isSigned: true, isNegative: true };
  if (/^[-+]/.test(text))
    return { rest: text.slice(1).trim(), isSigned: true, isNegative: text.startsWith('-') };
  // as SAP writes it
  if (text.endsWith('-')) return { rest: text.slice(0, -1).trim(), isSigned: true, isNegative: true };
  return { rest: text, isSigned: false, isNegative: false };
}

/** A number without its units and brackets, the sign in front, and of the units a code (`$5 USD`) before a sign. */
function apart(text: string): { readonly sign: '' | '-'; readonly digits: string; readonly unit: string } {
  const written = text.normalize('NFKC').replace('−', '-').trim();
  const outside = withoutSign(written);
  const before = unitBefore.exec(outside.rest)?.[0] ?? '';
  const behind = outside.rest.slice(before.length);
  const after = unitAfter.exec(behind)?.[0] ?? '';
  const unit = [before, after].find((one) => /^[A-Z]{3}$/.test(one)) ?? (before || after);
  const bare = after === '' ? behind : behind.slice(0, -after.length);
  // the sign may stand on either side of the currency, but not on both
  const inside = unit === '' || outside.isSigned ? { ...outside, rest: bare } : withoutSign(bare.trim());
  return { sign: inside.isNegative ? '-' : '', digits: inside.rest.trim(), unit };
}

/**
 * The number that a cell spells as a plain decimal (`-1234.50`), undefined where it spells none: currency, a percent
 * sign, thousands marks, 万 and 亿, and brackets or a minus behind for a negative amount are allowed. The mark before
 * decimals is a point or a comma.
 */
export function plainNumber(text: string, decimal: '.' | ','): string | undefined {
  if (decimal === '.' && plain.test(text)) return text;
  const { sign, digits } = apart(text);
  const { shape, marks } = forms[decimal];
  const places = tens[digits.at(-1) ?? ''] ?? 0;
  const written = places > 0 ? digits.slice(0, -1).trim() : digits;
  if (!shape.test(written)) return undefined;
  return sign + moved(written.replace(marks, '').replace(',', '.'), places);
}

/** A plain decimal with its point so many places to the right: as text, since 2.23 times 10,000 is no whole number. */
function moved(number: string, places: number): string {
  if (places === 0) return number;
  const [whole = '', decimals = ''] = number.split('.');
  const all = decimals.padEnd(places, '0');
  return `${whole}${all.slice(0, places)}.${all.slice(places)}`.replace(/\.$/, '');
}

/** The same as a number, NaN where a cell spells none. */
export function numberOf(text: string, decimal: '.' | ','): number {
  const written = plainNumber(text, decimal);
  const value = written === undefined ? Number.NaN : Number(written);
  return Number.isFinite(value) ? value : Number.NaN;
}

/** The currency or percent sign beside a number; empty where there is none. */
export const unitOf = (text: string): string => (plain.test(text) ? '' : apart(text).unit);

/** The mark before decimals under which most of the texts are numbers; a point where both do. */
export function decimalMark(texts: readonly string[]): '.' | ',' {
  const read = (mark: '.' | ',') => texts.filter((text) => plainNumber(text, mark) !== undefined).length;
  return read(',') > read('.') ? ',' : '.';
}
