import type { DuckDBConnection } from '@duckdb/node-api';
import { identifier, rows } from '../../warehouse/index.ts';
import { areBirthYears } from '../identity/kindByContent.ts';
import { birthPartOf } from '../standardise/light/index.ts';

/** Day, month and year of birth in columns of their own. */
export interface BirthParts {
  readonly day: string;
  readonly month: string;
  readonly year: string;
}

/** Shares of values that must be days, months or years. */
const most = 0.95;

/**
 * The columns of a table that are day, month and year of one birth date; nothing where there are none, or more than one
 * of a part.
 */
export async function findBirthParts(
  connection: DuckDBConnection,
  table: string,
  headers: readonly string[],
): Promise<BirthParts | undefined> {
  const named = headers.flatMap((column) => {
    const found = birthPartOf(column);
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
  const yearAt = (q: number) => `quantile_disc(${whole(year)}, ${q})`;
  const [row] = await rows<{
    readonly least: number;
    readonly earlyYear: number | null;
    readonly middleYear: number | null;
    readonly lateYear: number | null;
  }>(
    connection,
    `select least(${share(day, 1, 31)}, ${share(month, 1, 12)}, ${share(year, 1850, 2100)}) as least,
       ${yearAt(0.1)} as "earlyYear", ${yearAt(0.5)} as "middleYear", ${yearAt(0.9)} as "lateYear"
     from ${identifier(table)}`,
  );
  return row !== undefined && row.least >= most && (isSaid || areBirthYears(row));
}

/** SQL: the date that the parts make, year first; the year alone where a part is missing. */
export function birthDateSql({ day, month, year }: BirthParts): string {
  const [d, m, y] = [day, month, year].map(whole);
  return `coalesce(printf('%04d-%02d-%02d', ${y}, ${m}, ${d}), ${y}::varchar)`;
}

/** What the joined column is called. */
export const birthName = ({ day, month, year }: BirthParts): string =>
  `birth date of ${day}, ${month}, ${year}`;
