import type { Raw } from './standardised.ts';
import { foldText, isPlaceholder } from './text.ts';

/** How the postal codes of a country look, within a line of an address; the first group is the code. */
interface PostcodeRule {
  readonly pattern: RegExp;
  readonly write: (code: string) => string;
}

const asItIs = (code: string): string => code;
const rules: Readonly<Record<string, PostcodeRule>> = {
  CN: { pattern: /(?<!\d)(\d{6})(?!\d)/, write: asItIs },
  US: {
    pattern: /(?<![\d-])(\d{5}(?:-?\d{4})?)(?![\d-])/,
    write: (code) => code.replace(/^(\d{5})-?(\d{4})$/, '$1-$2'),
  },
  GB: {
    pattern: /\b([A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2})\b/i,
    write: (code) => code.toUpperCase().replace(/^(.*?) ?(.{3})$/, '$1 $2'),
  },
  CA: {
    pattern: /\b([ABCEGHJ-NPRSTVXY]\d[A-Z][ -]?\d[A-Z]\d)\b/i,
    write: (code) => code.toUpperCase().replace(/^(.{3})[ -]?(.{3})$/, '$1 $2'),
  },
  JP: {
    pattern: /〒?\s*(?<![\d-])(\d{3}-?\d{4})(?![\d-])/,
    write: (code) => code.replace(/^(\d{3})-?(\d{4})$/, '$1-$2'),
  },
  NL: { pattern: /\b(\d{4} ?[A-Z]{2})\b/, write: (code) => code.replace(/^(\d{4}) ?(..)$/, '$1 $2') },
  AU: { pattern: /(?<![\d-])(\d{4})(?![\d-])/, write: asItIs },
  SG: { pattern: /(?<!\d)(\d{6})(?!\d)/, write: asItIs },
};
for (const country of ['DE', 'FR', 'ES', 'IT', 'FI', 'MX', 'KR', 'TR', 'MY', 'TH'])
  Object.assign(rules, { [country]: { pattern: /(?<![\d-])(\d{5})(?![\d-])/, write: asItIs } });
for (const country of ['AT', 'CH', 'BE', 'DK', 'NO', 'NZ', 'ZA', 'LU', 'HU'])
  Object.assign(rules, { [country]: { pattern: /(?<![\d-])(\d{4})(?![\d-])/, write: asItIs } });

/** where the postal code stands before the city */
const beforeCity = new Set('DE FR ES IT AT CH BE DK NO FI LU HU MX TR'.split(' '));

/** A postal code that was found in a text, written as its country writes it. */
export interface FoundPostcode {
  readonly postcode: string;
  readonly before: string;
  readonly after: string;
}

/**
 * The last postal code of that country in a text, or null. A number before other text is a house number, save where the
 * postal code stands before the city.
 */
export function findPostcode(text: string, country: string): FoundPostcode | null {
  const rule = rules[country];
  if (!rule) return null;
  const all = [...text.matchAll(new RegExp(rule.pattern, `${rule.pattern.flags}g`))];
  const last = all[all.length - 1];
  if (last?.[1] === undefined) return null;
  const isHouseNumber = last.index === 0 && /^\d{4,5}$/.test(last[1]) && text.length > last[0].length;
  if (isHouseNumber && !beforeCity.has(country)) return null;
  return {
    postcode: rule.write(last[1]),
    before: text.slice(0, last.index).trim(),
    after: text.slice(last.index + last[0].length).trim(),
  };
}

/** A column of postal codes in the form of its country; text that is no code stays, without slips of width. */
export function writtenPostcode(raw: Raw, country: string | null): string | null {
  // 518057.0 is what a spreadsheet makes of it
  const text = foldText(raw).replace(/^(\d+)\.0+$/, '$1');
  if (text === '' || isPlaceholder(text)) return null;
  if (country === null || isPostcode(text, country) !== true) return text;
  return findPostcode(`x ${text}`, country)?.postcode ?? text;
}

/** Whether a text is a postal code of a country, as a whole; null where the country's form is not known. */
export function isPostcode(text: string, country: string): boolean | null {
  if (!rules[country]) return null;
  const found = findPostcode(`x ${text}`, country);
  return found !== null && found.before === 'x' && found.after === '';
}
