import { withoutSigns } from './currencySign.ts';

const plain = /^-?\d+(?:\.\d+)?$/;

/** What stands before the decimals. */
export type DecimalMark = '.' | ',';

/** Groups of three digits; no number that begins with 0 is parted so: 0,603 is less than one. */
const grouped: Readonly<Record<DecimalMark, RegExp>> = {
  '.': /^[-+]?[1-9]\d{0,2}(?:[, '’\u00a0]\d{3})+(?:\.\d+)?$/,
  ',': /^[-+]?[1-9]\d{0,2}(?:[. '’\u00a0]\d{3})+(?:,\d+)?$/,
};
const groupMarks: Readonly<Record<DecimalMark, RegExp>> = {
  '.': /[, '’\u00a0]/g,
  ',': /[. '’\u00a0]/g,
};

/**
 * A written number as a plain decimal (`-1234.5`): signs and codes of currencies, thousands marks and
 * full-width digits are read. Undefined: not a number.
 */
export function decimalText(written: string, mark: DecimalMark): string | undefined {
  if (mark === '.' && plain.test(written)) return written;
  let text = withoutSigns(written.normalize('NFKC').trim());
  if (/^\(.*\)$/.test(text)) text = `-${text.slice(1, -1)}`;
  if (grouped[mark].test(text)) text = text.replace(groupMarks[mark], '');
  if (mark === ',') text = text.replace(',', '.');
  if (text.startsWith('+')) text = text.slice(1);
  if (text.startsWith('.')) text = `0${text}`;
  if (/^-?\d+(\.\d*)?e[-+]?\d+$/i.test(text))
    text = Number(text).toLocaleString('en', { useGrouping: false, maximumFractionDigits: 20 });
  return plain.test(text) ? text : undefined;
}

/** `-3` ↔ `3`; zero has no sign. */
export const negated = (decimal: string): string =>
  decimal.startsWith('-') ? decimal.slice(1) : /[1-9]/.test(decimal) ? `-${decimal}` : decimal;
