import { isPlaceholder } from './nothing.ts';
import type { Raw } from './standardised.ts';
import { foldText } from './text.ts';

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
  BR: {
    pattern: /(?:\bCEP:?\s*)?(?<![\d-])(\d{5}-?\d{3})(?![\d-])/i,
    write: (code) => code.replace(/^(\d{5})-?(\d{3})$/, '$1-$2'),
  },
  IN: {
    pattern: /(?:\bPIN(?: ?code)?:?\s*)?(?<![\d-])([1-9]\d{2} ?\d{3})(?![\d-])/i,
    write: (code) => code.replace(' ', ''),
  },
  AU: { pattern: /(?<![\d-])(\d{4})(?![\d-])/, write: asItIs },
  SG: { pattern: /(?<!\d)(\d{6})(?!\d)/, write: asItIs },
  RU: { pattern: /(?<![\d-])(\d{6})(?![\d-])/, write: asItIs },
  TW: { pattern: /(?<![\d-])(\d{3}(?:-?\d{2,3})?)(?![\d-])/, write: (code) => code.replace('-', '') },
};
for (const country of ['MX', 'KR', 'TR', 'MY', 'TH'])
  Object.assign(rules, { [country]: { pattern: /(?<![\d-])(\d{5})(?![\d-])/, write: asItIs } });
for (const country of ['NZ', 'ZA'])
  Object.assign(rules, { [country]: { pattern: /(?<![\d-])(\d{4})(?![\d-])/, write: asItIs } });

const [four, five, spaced] = ['\\d{4}', '\\d{5}', '\\d{3} ?\\d{2}'];
/** The letters that stand before a postal code in mail from abroad (D-80331, SE-111 22), and the form of the code. */
const lettered: Readonly<Record<string, readonly [letters: string, form: string]>> = {
  DE: ['DE?', five],
  FR: ['FR?', five],
  ES: ['ES?', five],
  IT: ['IT?', five],
  FI: ['FIN?', five],
  HR: ['HR', five],
  EE: ['EE', five],
  AT: ['AT?', four],
  CH: ['CH', four],
  BE: ['BE?', four],
  DK: ['DK', four],
  NO: ['NO?', four],
  LU: ['LU?', four],
  HU: ['HU?', four],
  LI: ['FL|LI', four],
  SI: ['SI', four],
  SE: ['SE?', spaced],
  CZ: ['CZ', spaced],
  SK: ['SK', spaced],
  GR: ['GR', spaced],
  NL: ['NL', '\\d{4} ?[A-Z]{2}\\b'],
  PL: ['PL', '\\d{2}-\\d{3}'],
  PT: ['PT?', '\\d{4}-\\d{3}'],
};
const withSpace: Readonly<Record<string, RegExp>> = {
  [spaced]: /^(\d{3}) ?(\d{2})$/,
  [lettered.NL?.[1] ?? '']: /^(\d{4}) ?(..)$/,
};
for (const [country, [letters, form]] of Object.entries(lettered)) {
  const pattern = new RegExp(`(?:(?<![\\p{L}\\d])(?:${letters})-|(?<![\\d-]))(${form})(?![\\d-])`, 'u');
  const parts = withSpace[form];
  const write = parts ? (code: string) => code.replace(parts, '$1 $2') : asItIs;
  Object.assign(rules, { [country]: { pattern, write } });
}

/** where the postal code stands before the city */
export const beforeCity: ReadonlySet<string> = new Set([...Object.keys(lettered), 'MX', 'TR']);

/** The country whose letters stand before the postal code that a text begins with: DE for `D-80331 München`. */
export function countryOfLetters(text: string): string | null {
  const letters = /^([A-Z]{1,3})-\d/.exec(text)?.[1];
  if (letters === undefined) return null;
  const found = Object.entries(lettered).find(
    ([country, [before]]) =>
      new RegExp(`^(?:${before})$`).test(letters) && findPostcode(text, country)?.before === '',
  );
  return found?.[0] ?? null;
}

/** 1015 CJ Amsterdam: no other country has such codes; two letters for a direction may stand in a street (1200 NE Broadway) */
const dutchCity = /^[1-9]\d{3} ?(?![NS][EW]\b|S[ADS]\b)[A-Z]{2} (?=\p{Lu})[\p{L}’' .-]+$/u;

/** Whether a text is nothing but a Dutch postal code and a city that is no kind of street. */
export const isDutchCity = (text: string): boolean => dutchCity.test(text);

const global = new Map<string, RegExp>();

function everywhere(country: string, pattern: RegExp): RegExp {
  const known = global.get(country) ?? new RegExp(pattern, `${pattern.flags}g`);
  global.set(country, known);
  return known;
}

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
  const last = [...text.matchAll(everywhere(country, rule.pattern))].at(-1);
  if (last?.[1] === undefined) return null;
  const isHouseNumber = last.index === 0 && /^\d{4,5}$/.test(last[0]) && text.length > last[0].length;
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
