import { type ChinaTail, readChinaTail } from './chinaTail.ts';
import { states, streetTypes, writtenStates } from './data/streetWords.ts';
import { remembered } from './memo.ts';
import { beforeCity, countryOfLetters, type FoundPostcode, findPostcode, isDutchCity } from './postcode.ts';
import { regionOf } from './region.ts';
import { readStreetParts, titleCase, unitType } from './streetLine.ts';

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

/**
 * Splits an address such as `Unit 3, 8 Stanley St, Winston Hills NSW 4223, Australia`: country last, postal
 * code, state, city, then street and unit. Without a country the postal code shows it (CA, GB, letters as in
 * D-80331), or it and the state.
 */
export function readWesternAddress(text: string, given: string | null): WesternAddress {
  const fromLarge = readFromLarge(titleCase(text), given);
  if (fromLarge) return fromLarge;
  const parts = titleCase(text)
    .split(/\s*,\s*/)
    .filter((part) => part !== '');
  const { written, body } = takeCountry(parts, given);
  const stated = written ?? given;
  const country = stated ?? guessCountry(body);
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

/** Parts of the United Kingdom that stand where others have a state. */
const nations = ['England', 'Scotland', 'Wales', 'Northern Ireland'];

/** The states of all countries by their names, and the parts of the United Kingdom: how a line from the large to the small begins. */
const beginnings = remembered(() => {
  const found = new Map<string, { readonly country: string; readonly state: string }>();
  for (const [country, codes] of Object.entries(states))
    for (const [code, name] of Object.entries(codes)) found.set(name.toLowerCase(), { country, state: code });
  for (const name of nations) found.set(name.toLowerCase(), { country: 'GB', state: name });
  const names = [...found.keys()].toSorted((a, b) => b.length - a.length).join('|');
  return { found, pattern: new RegExp(`^(${names}) (\\p{L}[\\p{L} .'’-]*?) (\\d+\\p{L}? \\p{L}.*)$`, 'iu') };
});

const endsInStreet = new RegExp(
  `^City$|(?:^| )(?:${[...Object.keys(streetTypes), ...Object.values(streetTypes)].join('|')})\\.?$`,
  'i',
);

/**
 * A line written from the large to the small, as systems do that string columns together: `Texas Austin 38 Church Road`.
 * A street that is called after a state (`Virginia Avenue 12 B`) is none, nor is a town (Nevada City).
 */
function readFromLarge(text: string, given: string | null): WesternAddress | null {
  const { found, pattern } = beginnings('');
  const [, name = '', city = '', street = ''] = pattern.exec(text.replace(/ +/g, ' ')) ?? [];
  const of = found.get(name.toLowerCase());
  if (!of || street.includes(',') || endsInStreet.test(city) || (given !== null && given !== of.country))
    return null;
  return {
    country: of.country,
    state: of.state,
    city,
    ...readStreetParts([street]),
    postcode: null,
    countryInferred: given === null,
    district: null,
    divisions: null,
  };
}

interface Stated {
  readonly written: string | null;
  readonly body: readonly string[];
}

/** Whether a text is the code of a state in any country: NY, NSW. */
export const isStateCode = (text: string): boolean =>
  Object.values(states).some((codes) => text.toUpperCase() in codes);

/** The country that the last part names, perhaps with a postal code behind it; CA and the like are states. */
function takeCountry(parts: readonly string[], given: string | null): Stated {
  const last = parts[parts.length - 1] ?? '';
  const before = parts.slice(0, -1);
  const [, street, singapore] = /^(.+?)[\s(]+Singapore[\s(]*(\d{6})\)?$/i.exec(last) ?? [];
  if (street && singapore) return { written: 'SG', body: [...before, street, singapore] };
  const [, name = last, code] = /^(\D+?)\s+(\d{4,6})$/.exec(last) ?? [];
  const isGeorgiaInUs = /^georgia$/i.test(name) && (given === 'US' || code?.length === 5);
  const written = parts.length > 1 && !isStateCode(name) && !isGeorgiaInUs ? regionOf(name) : null;
  if (written === null) return { written, body: parts };
  return { written, body: code ? [...before, code] : before };
}

function guessCountry(parts: readonly string[]): string | null {
  const text = parts.join(', ');
  if (findPostcode(text, 'CA')) return 'CA';
  const british = findPostcode(text, 'GB');
  if (british && british.after.replace(/^,/, '').trim() === '') return 'GB';
  for (const country of ['US', 'AU', 'BR', 'IN']) {
    const found = findPostcode(text, country);
    if (found?.after === '' && stateAtEnd(found.before, country)) return country;
  }
  const lettered = parts.length > 1 ? countryOfLetters(parts[parts.length - 1] ?? '') : null;
  if (lettered) return lettered;
  if (parts.length > 1 && isDutchCity(parts[parts.length - 1] ?? '')) return 'NL';
  const chinese = takePostcode(parts, 'CN');
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

/** Takes the postal code off the parts, and the city where it stands behind it. */
function takePostcode(parts: readonly string[], country: string | null): Omit<Tail, 'state'> {
  const isCityNext = country !== null && beforeCity.has(country);
  for (let at = parts.length - 1; at >= 0 && country !== null; at--) {
    const found = findPostcode(parts[at] ?? '', country);
    if (!found || (at === 0 && !isWithinLine(found, isCityNext))) continue;
    const before = found.before.replace(/[\s,-]+$/, '');
    const isCityHere = isCityNext && found.after !== '';
    const left = isCityHere ? before : [before, found.after].filter((text) => text !== '').join(' ');
    return {
      rest: parts.toSpliced(at, 1, ...(left === '' ? [] : [left])),
      city: isCityHere ? found.after : null,
      postcode: found.postcode,
    };
  }
  return { rest: parts, city: null, postcode: null };
}

/** In a line without commas a postal code has the street before it, and the city where that follows. */
const isWithinLine = ({ before, after }: FoundPostcode, isCityNext: boolean): boolean =>
  before !== '' && (after !== '') === isCityNext;

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
  const inLine =
    parts.length === 1 && city === null && taken.postcode !== null ? cityInLine.exec(rest[0] ?? '') : null;
  if (inLine) {
    city = inLine[3] ?? null;
    rest.splice(0, 1, inLine[1] ?? '');
  }
  return { rest, city, state, postcode: taken.postcode };
}

/** The states of a country at the end of a text, and the code that each is written with. */
const stateEndings = remembered((country: string) => {
  const codes = new Map<string, string>();
  for (const [code, name] of Object.entries(states[country] ?? {}))
    codes.set(code.toLowerCase(), code).set(name.toLowerCase(), code);
  for (const state of writtenStates[country] ?? []) codes.set(state.toLowerCase(), state);
  const pattern =
    codes.size > 0 ? new RegExp(`(?:^|[\\s,])(${[...codes.keys()].join('|')})\\.?$`, 'i') : null;
  return { codes, pattern };
});

function stateAtEnd(
  text: string,
  country: string,
): { readonly state: string; readonly before: string } | null {
  const { codes, pattern } = stateEndings(country);
  const match = pattern?.exec(text.replace(/[\s,-]+$/, ''));
  const state = match && codes.get((match[1] ?? '').toLowerCase());
  return match && state ? { state, before: text.slice(0, match.index).replace(/[\s,-]+$/, '') } : null;
}

/** 123 Main St Apt 4B | Springfield: what follows the kind of street, its direction and the unit is the city */
const cityInLine = new RegExp(
  `^(\\d\\S*(?: \\S+)+? (?:${[...Object.keys(streetTypes), ...Object.values(streetTypes)].join('|')})\\.?(?: [NS]?[EW]| [NS])?(?: ${unitType}[\\w-]*\\d[\\w-]*)?) (\\p{L}[\\p{L} .'’-]*)$`,
  'iu',
);
