const currencies = '[$€£¥₹₩₽₺฿元圆]';
const unitBefore = new RegExp(`^(?:[A-Z]{0,3}${currencies}|[A-Z]{3}(?=[\\s\\d.-]))`, 'u');
const unitAfter = new RegExp(`(?:${currencies}|(?<=[\\s\\d])[A-Z]{3}|%)$`, 'u');
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
  const isSigned = /^[-+]/.test(text);
  return { rest: isSigned ? text.slice(1).trim() : text, isSigned, isNegative: text.startsWith('-') };
}

/** A number without its unit and brackets, the sign in front, and what was taken off. */
function apart(text: string): { readonly sign: '' | '-'; readonly digits: string; readonly unit: string } {
  const written = text.normalize('NFKC').replace('−', '-').trim();
  const outside = withoutSign(written);
  const unit = unitBefore.exec(outside.rest)?.[0] ?? unitAfter.exec(outside.rest)?.[0] ?? '';
  const bare = outside.rest.startsWith(unit)
    ? outside.rest.slice(unit.length)
    : outside.rest.slice(0, -unit.length);
  // the sign may stand on either side of the currency, but not on both
  const inside = unit === '' || outside.isSigned ? { ...outside, rest: bare } : withoutSign(bare.trim());
  return { sign: inside.isNegative ? '-' : '', digits: inside.rest.trim(), unit };
}

/**
 * The number that a cell spells as a plain decimal (`-1234.50`), undefined where it spells none: currency, a percent
 * sign, thousands marks and brackets for a negative amount are allowed. The mark before decimals is a point or a comma.
 */
export function plainNumber(text: string, decimal: '.' | ','): string | undefined {
  if (decimal === '.' && plain.test(text)) return text;
  const { sign, digits } = apart(text);
  const { shape, marks } = forms[decimal];
  if (!shape.test(digits)) return undefined;
  return sign + digits.replace(marks, '').replace(',', '.');
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
