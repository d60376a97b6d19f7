import { withoutSigns } from './currencySign.ts';

const plain = /^-?\d+(?:\.\d+)?$/;

/**
 * A written number as a plain decimal (`-1234.5`): signs and codes of currencies, thousands marks and
 * full-width digits are read. Undefined: not a number.
 */
export function decimalText(written: string, mark: '.' | ','): string | undefined {
  if (mark === '.' && plain.test(written)) return written;
  let text = withoutSigns(written.normalize('NFKC').trim());
  if (/^\(.*\)$/.test(text)) text = `-${text.slice(1, -1)}`;
  const thousands =
    mark === '.'
      ? /^[-+]?\d{1,3}(?:[, '\u00a0]\d{3})+(?:\.\d+)?$/
      : /^[-+]?\d{1,3}(?:[. '\u00a0]\d{3})+(?:,\d+)?$/;
  if (thousands.test(text)) text = text.replace(mark === '.' ? /[, '\u00a0]/g : /[. '\u00a0]/g, '');
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
