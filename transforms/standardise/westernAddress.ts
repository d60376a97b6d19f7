import { type ChinaTail, readChinaTail } from './chinaTail.ts';
import { states, streetTypes, unitTypes } from './data/streetWords.ts';
import { findPostcode } from './postcode.ts';
import { regionOf } from './region.ts';

/** What an address with the street before the city is made of. */
export interface WesternAddress {
  /** ISO 3166-1 alpha-2 */
  readonly country: string | null;
  /** code where the country has codes, e.g. NSW */
  readonly state: string | null;
  readonly city: string | null;
  readonly street: string | null;
  readonly unit: string | null;
  readonly postcode: string | null;
  readonly countryInferred: boolean;
  /** in China: the district as written, and the divisions that are meant */
  readonly district: string | null;
  readonly divisions: ChinaTail['divisions'] | null;
}

/** where the city follows the postal code in one part of the line */
const cityFirst = new Set('DE FR ES IT AT CH NL BE DK NO FI LU HU MX TR'.split(' '));
const smallWords = new Set('of the and de la le du des van von der den upon on in am im an y'.split(' '));

/**
 * Splits an address such as `Unit 3, 8 Stanley St, Winston Hills NSW 4223, Australia`: country last, postal code, state,
 * city, then street and unit. Without a country the postal code together with the state shows it (US, AU, CA, GB).
 */
export function readWesternAddress(text: string, given: string | null): WesternAddress {
  const parts = titleCase(text)
    .split(/\s*,\s*/)
    .filter((part) => part !== '');
  const { written, body } = takeCountry(parts);
  const stated = written ?? given;
  const country = stated ?? guessCountry(body.join(', '));
  const tail = country === 'CN' ? readTailOfChina(body) : readTail(body, country);
  return {
    country,
    state: tail.state,
    city: tail.city,
    ...readStreetParts(tail.rest),
    postcode: tail.postcode,
    countryInferred: stated === null && country !== null,
    district: tail.district ?? null,
    divisions: tail.divisions ?? null,
  };
}

/** The country that the last part names, perhaps with a postal code behind it; CA and the like are states. */
function takeCountry(parts: readonly string[]): { written: string | null; body: readonly string[] } {
  const last = parts[parts.length - 1] ?? '';
  const [, name = last, code] = /^(\D+?)\s+(\d{4,6})$/.exec(last) ?? [];
  const isState = Object.values(states).some((codes) => name.toUpperCase() in codes);
  const written = parts.length > 1 && !isState ? regionOf(name) : null;
  if (written === null) return { written, body: parts };
  const before = parts.slice(0, -1);
  return { written, body: code ? [...before, code] : before };
}

/** A line of street and unit, without areas, in the standard spelling. */
export const readStreetLine = (text: string): Pick<WesternAddress, 'street' | 'unit'> =>
  readStreetParts(
    titleCase(text)
      .split(/\s*,\s*/)
      .filter((part) => part !== ''),
  );

function readStreetParts(parts: readonly string[]): Pick<WesternAddress, 'street' | 'unit'> {
  const lines = parts.map(readUnit);
  const unit = lines.map((line) => line.unit).filter((each) => each !== null);
  const streets = lines.map((line) => line.rest).filter((line) => line !== '');
  return { street: streets.map(spellStreet).join(', ') || null, unit: unit.join(', ') || null };
}

function guessCountry(text: string): string | null {
  if (findPostcode(text, 'CA')) return 'CA';
  const british = findPostcode(text, 'GB');
  if (british && british.after.replace(/^,/, '').trim() === '') return 'GB';
  for (const country of ['US', 'AU']) {
    const found = findPostcode(text, country);
    if (found && found.after === '' && stateAtEnd(found.before.replace(/[\s,]+$/, ''), country))
      return country;
  }
  const chinese = takePostcode(text.split(', '), 'CN');
  if (chinese.postcode !== null && readChinaTail(chinese.rest)) return 'CN';
  return null;
}

interface Tail {
  readonly rest: readonly string[];
  readonly city: string | null;
  readonly state: string | null;
  readonly postcode: string | null;
  readonly district?: string | null;
  readonly divisions?: ChinaTail['divisions'];
}

/** Takes the postal code off the parts, and the city where it stands with it. */
function takePostcode(parts: readonly string[], country: string | null): Omit<Tail, 'state'> {
  const rest = [...parts];
  let postcode: string | null = null;
  let city: string | null = null;
  const holder =
    country === null ? -1 : rest.findLastIndex((part, index) => index > 0 && findPostcode(part, country));
  const found = country === null || holder < 0 ? null : findPostcode(rest[holder] ?? '', country);
  if (found) {
    postcode = found.postcode;
    const left = [found.before, found.after].filter((text) => text !== '').join(' ');
    rest.splice(holder, 1, ...(left === '' ? [] : [left]));
    if (country && cityFirst.has(country) && found.before === '' && found.after !== '') {
      city = found.after;
      rest.splice(holder, 1);
    }
  }
  return { rest, city, postcode };
}

function readTailOfChina(parts: readonly string[]): Tail {
  const { rest, postcode } = takePostcode(parts, 'CN');
  const tail = readChinaTail(rest);
  if (tail) return { ...tail, postcode };
  const others = [...rest];
  const city = others.length > 1 ? (others.pop() ?? null) : null;
  return { rest: others, city, state: null, postcode };
}

/** Takes postal code, state and city off the end of the parts. */
function readTail(parts: readonly string[], country: string | null): Tail {
  const taken = takePostcode(parts, country);
  const rest = [...taken.rest];
  let { city } = taken;
  let state: string | null = null;
  const end = rest[rest.length - 1] ?? '';
  const stated = country ? stateAtEnd(end, country) : null;
  if (stated && (rest.length > 1 || stated.before !== '')) {
    state = stated.state;
    rest.splice(-1, 1, ...(stated.before === '' ? [] : [stated.before]));
  }
  if (city === null && rest.length > 1 && !/^\d/.test(rest[rest.length - 1] ?? '')) city = rest.pop() ?? null;
  return { rest, city, state, postcode: taken.postcode };
}

function stateAtEnd(
  text: string,
  country: string,
): { readonly state: string; readonly before: string } | null {
  for (const [code, name] of Object.entries(states[country] ?? {})) {
    const match = new RegExp(`(?:^|[\\s,])(?:${code}|${name})\\.?$`, 'i').exec(text);
    if (match) return { state: code, before: text.slice(0, match.index).trim() };
  }
  return null;
}

const unitAtStart = new RegExp(
  `^(${Object.keys(unitTypes).join('|')})\\.?\\s*#?\\s*([\\w-]*\\d[\\w-]*|[a-z])(?:\\s+(?=\\d)|$)`,
  'i',
);
const unitAtEnd = new RegExp(
  `\\s+(${Object.keys(unitTypes).join('|')})\\.?\\s*#?\\s*([\\w-]*\\d[\\w-]*|[a-z])$`,
  'i',
);

function readUnit(line: string): { readonly rest: string; readonly unit: string | null } {
  const match = unitAtStart.exec(line) ?? unitAtEnd.exec(line);
  if (!match) return { rest: line, unit: null };
  const type = unitTypes[(match[1] ?? '').toLowerCase()] ?? match[1];
  return {
    rest: (line.slice(0, match.index) + line.slice(match.index + match[0].length)).trim(),
    unit: `${type} ${(match[2] ?? '').toUpperCase()}`,
  };
}

/** The last word of a street, or the one before a direction, in full: `12 St James St N` → 12 St James Street N. */
function spellStreet(line: string): string {
  const words = line.split(' ');
  const hasDirection = /^(?:N|S|E|W|NE|NW|SE|SW|North|South|East|West)\.?$/i.test(
    words[words.length - 1] ?? '',
  );
  const at = words.length - (hasDirection ? 2 : 1);
  const word = words[at] ?? '';
  const full = at > 0 ? streetTypes[word.toLowerCase().replace(/\.$/, '')] : undefined;
  if (full) words[at] = full;
  return words
    .join(' ')
    .replace(/^No\.?\s+(?=\d)/i, '')
    .replace(/(\p{L})str\.?(?=\s|$)/u, '$1straße');
}

/** Capitals at the start of each word, where the address came in one case throughout. */
function titleCase(text: string): string {
  if (text !== text.toUpperCase() && text !== text.toLowerCase()) return text;
  return text.toLowerCase().replace(/[\p{L}\p{M}'’]+/gu, (word, at: number) => {
    const isPartOfCode = /\d/.test(text[at - 1] ?? '') || /\d/.test(text[at + word.length] ?? '');
    if (isPartOfCode) return /^(?:st|nd|rd|th)$/.test(word) ? word : word.toUpperCase();
    return at > 0 && smallWords.has(word) ? word : word.charAt(0).toUpperCase() + word.slice(1);
  });
}
