import { withoutMarks } from './text.ts';

const languages = 'en de fr es it pt nl sv da nb fi pl cs ru uk tr'.split(' ');
/** usual short forms that are no beginning of a name and not among those of CLDR */
const shortForms: Readonly<Record<string, number>> = { mrz: 3 };
const shortest = 3;

let loaded: ReadonlyMap<string, number> | undefined;

/**
 * The names in each form that a date has them in, alone and behind a day, and every beginning of them that is
 * of one month.
 */
function months(): ReadonlyMap<string, number> {
  if (loaded) return loaded;
  const names = new Map<string, number>(Object.entries(shortForms));
  for (const language of languages)
    for (const length of ['long', 'short'] as const)
      for (const day of [undefined, 'numeric'] as const) {
        const format = new Intl.DateTimeFormat(language, { month: length, day, timeZone: 'UTC' });
        for (let month = 1; month <= 12; month++) {
          const parts = format.formatToParts(Date.UTC(2000, month - 1, 15));
          const name = parts.find(({ type }) => type === 'month')?.value ?? '';
          if (/\p{L}/u.test(name)) names.set(plain(name), month);
        }
      }
  const beginnings = new Map<string, number | null>();
  for (const [name, month] of names)
    for (let length = shortest; length < name.length; length++) {
      const beginning = name.slice(0, length);
      const known = beginnings.get(beginning);
      beginnings.set(beginning, known === undefined || known === month ? month : null);
    }
  for (const [beginning, month] of beginnings)
    if (month !== null && !names.has(beginning)) names.set(beginning, month);
  loaded = names;
  return names;
}

const plain = (name: string): string => withoutMarks(name.toLowerCase()).replace(/\.$/, '');

/**
 * The month, from 1, that a word names in one of sixteen European languages, in full or shortened to three
 * letters and more; null for a word that names none, or may name two (`jui`).
 *
 * Source: Unicode CLDR, through Intl.DateTimeFormat.
 */
export const monthOf = (word: string): number | null => months().get(plain(word)) ?? null;
