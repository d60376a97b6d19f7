import { streetTypes, unitTypes } from './data/streetWords.ts';

/** A line with the street before the city: what is up to the areas. */
export interface StreetLine {
  readonly street: string | null;
  readonly unit: string | null;
}

const smallWords = new Set('of the and de la le du des van von der den upon on in am im an y'.split(' '));

/** A line of street and unit, without areas, in the standard spelling. */
export const readStreetLine = (text: string): StreetLine =>
  readStreetParts(
    titleCase(text)
      .split(/\s*,\s*/)
      .filter((part) => part !== ''),
  );

/** The parts of a line up to its areas, as street and unit. */
export function readStreetParts(parts: readonly string[]): StreetLine {
  const lines = parts.map(readUnit);
  const unit = lines.map((line) => line.unit).filter((each) => each !== null);
  const streets = lines.map((line) => line.rest).filter((line) => line !== '');
  return { street: streets.map(spellStreet).join(', ') || null, unit: unit.join(', ') || null };
}

const lettered = Object.keys(unitTypes).filter((type) => type !== '#');
/** Apt, Unit, # and the like, the first group, with the number's mark behind */
export const unitType = `((?:${lettered.join('|')})(?![a-z])|#)\\.?\\s*(?:#|no\\.?(?![a-z]))?\\s*`;
const unitNumber = '([\\w-]*\\d[\\w-]*|[a-z])';
const unitAtStart = new RegExp(`^${unitType}${unitNumber}(?:\\s+(?=\\d)|$)`, 'i');
const unitAtEnd = new RegExp(`\\s+${unitType}${unitNumber}$`, 'i');

/** floor and door as Spain, Italy and Portugal write them: 3º B, 2º Izq., 1º 2ª; nothing else has the ordinal sign */
const floor =
  /(?:^|(?<=\d)\s+)(\d{1,2}º(?:\s?(?:\p{L}{1,2}|izq(?:da|uierda)?|dcha?|derecha|dto|esq|int|\d{1,2}ª)\.?)?)$/iu;

function readUnit(line: string): { readonly rest: string; readonly unit: string | null } {
  const written = floor.exec(line);
  if (written) return { rest: line.slice(0, written.index).trim(), unit: written[1] ?? null };
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
export function titleCase(text: string): string {
  if (text !== text.toUpperCase() && text !== text.toLowerCase()) return text;
  return text.toLowerCase().replace(/[\p{L}\p{M}'’]+/gu, (word, at: number) => {
    const isPartOfCode = /\d/.test(text[at - 1] ?? '') || /\d/.test(text[at + word.length] ?? '');
    if (isPartOfCode) return /^(?:st|nd|rd|th)$/.test(word) ? word : word.toUpperCase();
    return at > 0 && smallWords.has(word) ? word : word.charAt(0).toUpperCase() + word.slice(1);
  });
}
