import { type DecimalMark, numberParts, writtenNumber } from '../standardise/light/index.ts';

const plain = /^[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?$/;

/** SQL: whether a text is a number as it stands. */
export const isPlainNumber = (text: string): string =>
  `regexp_full_match(${text}, '[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?')`;

/** The number that a cell spells as a plain decimal, undefined where it spells none; a percent sign is a unit. */
export const plainNumber = (text: string, decimal: DecimalMark): string | undefined =>
  decimal === '.' && plain.test(text) ? text : writtenNumber(text, decimal);

/** The same as a number, NaN where a cell spells none. */
export function numberOf(text: string, decimal: DecimalMark): number {
  const written = plainNumber(text, decimal);
  const value = written === undefined ? Number.NaN : Number(written);
  return Number.isFinite(value) ? value : Number.NaN;
}

/** The currency or percent sign beside a number, of several a code (`$5 USD`); empty where there is none. */
export function unitOf(text: string): string {
  if (plain.test(text)) return '';
  const { units } = numberParts(text);
  return units.find((unit) => /^[A-Z]{3}$/.test(unit)) ?? units[0] ?? '';
}

/** The mark before decimals under which most of the texts are numbers; a point where both do. */
export function decimalMark(texts: readonly string[]): DecimalMark {
  const read = (mark: DecimalMark) => texts.filter((text) => plainNumber(text, mark) !== undefined).length;
  return read(',') > read('.') ? ',' : '.';
}
