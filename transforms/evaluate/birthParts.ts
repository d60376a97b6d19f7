import type { DuckDBConnection } from '@duckdb/node-api';
import { identifier, rows } from '../../warehouse/index.ts';
import { fold } from '../standardise/light/index.ts';

/** Day, month and year of birth in columns of their own. */
export interface BirthParts {
  readonly day: string;
  readonly month: string;
  readonly year: string;
}

type Part = keyof BirthParts;

const words: Readonly<Record<Part, readonly string[]>> = {
  day: ['day', 'dd', 'd', 'tag', 'jour', 'dia', 'giorno', 'dag', '日'],
  month: ['month', 'mon', 'mm', 'm', 'monat', 'mois', 'mes', 'mese', 'maand', '月'],
  year: ['year', 'yr', 'yyyy', 'y', 'jahr', 'annee', 'ano', 'anno', 'jaar', '年'],
};
/** What stands beside the part where the day is that of a birth; with nothing beside it, the years must tell. */
const births = new Set([
  'dob',
  'birth',
  'b',
  'birthdate',
  'dateofbirth',
  'geburts',
  'geb',
  'naissance',
  'nacimiento',
  'nascita',
  'nascimento',
  '出生',
]);

/** The part that a header names, and whether it says that it is of a birth: dob_day, BirthYear, by, 出生年, month. */
function partOf(header: string): { readonly part: Part; readonly stem: string } | undefined {
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

/** Shares of values that must be days, months or years. */
const most = 0.95;
/** Births lie before this year, and years apart. */
const latestMiddleYear = 2000;
const yearsApart = 20;

/** The columns of a table that are day, month and year of one birth date; nothing where there are none, or more than one of a part. */
export async function findBirthParts(
  connection: DuckDBConnection,
  table: string,
  headers: readonly string[],
): Promise<BirthParts | undefined> {
  const named = headers.flatMap((column) => {
    const found = partOf(column);
    return found ? [{ column, ...found }] : [];
  });
  for (const stem of new Set(named.map((one) => one.stem))) {
    const [day, month, year] = (['day', 'month', 'year'] as const).map((part) =>
      named.filter((one) => one.part === part && one.stem === stem).map(({ column }) => column),
    );
    if (day?.length !== 1 || month?.length !== 1 || year?.length !== 1) continue;
    const parts = { day: day[0], month: month[0], year: year[0] } as BirthParts;
    if (await areBirths(connection, table, parts, stem !== '')) return parts;
  }
  return undefined;
}

const whole = (column: string) => `try_cast(try_cast(${identifier(column)} as double) as int)`;

async function areBirths(
  connection: DuckDBConnection,
  table: string,
  { day, month, year }: BirthParts,
  isSaid: boolean,
): Promise<boolean> {
  const share = (column: string, from: number, to: number) =>
    `coalesce(avg((coalesce(${whole(column)} between ${from} and ${to}, false))::int) filter (where regexp_matches(${identifier(column)}, '[0-9]')), 0)`;
  const [row] = await rows<Record<'days' | 'months' | 'years' | 'low' | 'middle' | 'high', number | null>>(
    connection,
    `select ${share(day, 1, 31)} as days, ${share(month, 1, 12)} as months, ${share(year, 1850, 2100)} as years,
       quantile_disc(${whole(year)}, 0.1) as low, quantile_disc(${whole(year)}, 0.5) as middle, quantile_disc(${whole(year)}, 0.9) as high
     from ${identifier(table)}`,
  );
  const { days, months, years, low, middle, high } = row ?? {};
  if (Math.min(days ?? 0, months ?? 0, years ?? 0) < most) return false;
  return isSaid || ((middle ?? 9999) <= latestMiddleYear && (high ?? 0) - (low ?? 0) >= yearsApart);
}

/** SQL: the date that the parts make, year first; the year alone where a part is missing. */
export function birthDateSql({ day, month, year }: BirthParts): string {
  const [d, m, y] = [day, month, year].map(whole);
  return `coalesce(printf('%04d-%02d-%02d', ${y}, ${m}, ${d}), ${y}::varchar)`;
}

/** What the joined column is called. */
export const birthName = ({ day, month, year }: BirthParts): string =>
  `birth date of ${day}, ${month}, ${year}`;
