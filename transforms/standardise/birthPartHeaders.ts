import { fold } from './fold.ts';

type Part = 'day' | 'month' | 'year';

const words: Readonly<Record<Part, readonly string[]>> = {
  day: ['day', 'dd', 'd', 'tag', 'jour', 'dia', 'giorno', 'dag', '日'],
  month: ['month', 'mon', 'mm', 'm', 'monat', 'mois', 'mes', 'mese', 'maand', '月'],
  year: ['year', 'yr', 'yyyy', 'y', 'jahr', 'annee', 'ano', 'anno', 'jaar', '年'],
};
/** What stands beside the part where the day is that of a birth; with nothing beside it, the years must tell. */
const births = new Set(
  'dob birth b birthdate dateofbirth geburts geb naissance nacimiento nascita nascimento 出生'.split(' '),
);

/**
 * The part of a date of birth that a header names, and what stands beside it, nothing or a birth: dob_day,
 * BirthYear, by, 出生年, month.
 */
export function birthPartOf(header: string): { readonly part: Part; readonly stem: string } | undefined {
  const glued = fold(header)
    .replaceAll(/[^\p{L}]/gu, '')
    .replace(/of(?=birth)/, '');
  for (const part of ['day', 'month', 'year'] as const)
    for (const word of words[part]) {
      const stem = glued.endsWith(word)
        ? glued.slice(0, -word.length)
        : glued.startsWith(word)
          ? glued.slice(word.length)
          : undefined;
      if (stem !== undefined && (stem === '' ? word.length > 2 : births.has(stem))) return { part, stem };
    }
  return undefined;
}
