import type { DuckDBConnection } from '@duckdb/node-api';
import { identifier, rows } from '../../warehouse/index.ts';
import { isFilled, sampled } from './content.ts';
import { type Field, nameKinds } from './fields.ts';
import { endsWithFather, isNumberedName } from './plainForms.ts';

/** How dates of a column are read of which one alone leaves it open. */
export interface DateOrder {
  /** 01/02/1990 is of February */
  readonly isDayFirst: boolean;
  /** 04-03-02 is of the year 2004 */
  readonly isYearFirst: boolean;
  /** a year of two digits is the latest one that is no later than this */
  readonly latestYear: number;
}

/** Full names, as they are looked up, of which the others tell how they are read. */
export interface NameOrder {
  /** the family name stands first */
  readonly turned: readonly string[];
  /** single words that are given names */
  readonly given: readonly string[];
}

/**
 * What only a whole table shows of how its values are read. It is found once, when parameters are fitted, so
 * that a record reads the same whether it comes with all others, with a few or with one.
 */
export interface Conventions {
  /** by field of dates */
  readonly dates: Readonly<Record<string, DateOrder>>;
  /** fields of which most names are numbers behind one word (user 17): there they tell people apart */
  readonly numbered: readonly string[];
  /** fields of full names that begin with the family name */
  readonly familyFirst: readonly string[];
  /** full names that are written with a dot between their parts (那仁·阿不都), without it: a space may stand for it */
  readonly dotted: readonly string[];
  readonly names: NameOrder;
}

/** Values that are looked at to tell how names are written. */
const seen = 2_000;
/** From this share of numbered names on a column is of numbers: a table whose names were taken away. */
const mostlyNumbered = 0.5;
/** From this share of names that end with the name of a father on the family name comes first in their column. */
const mostlyFathers = 1 / 3;

/** Fields of which half of the names or more are numbered ones. */
export const numberedFields = (connection: DuckDBConnection, table: string, fields: readonly Field[]) =>
  fieldsOfWhich(
    connection,
    table,
    fields.filter(({ kind }) => nameKinds.has(kind)),
    isNumberedName,
    mostlyNumbered,
  );

/** Fields of full names that begin with the family name, as in Russian forms: ФИО, Виноградова Эмилия Болеславовна. */
export const familyFirstFields = (connection: DuckDBConnection, table: string, fields: readonly Field[]) =>
  fieldsOfWhich(
    connection,
    table,
    fields.filter(({ kind }) => kind === 'full_name'),
    endsWithFather,
    mostlyFathers,
  );

/** The names of the fields of which such a share of the values is of a kind. */
async function fieldsOfWhich(
  connection: DuckDBConnection,
  table: string,
  fields: readonly Field[],
  isSuch: (value: string) => string,
  least: number,
): Promise<readonly string[]> {
  const found: string[] = [];
  for (const { name, column } of fields) {
    const values = sampled(
      `select ${identifier(column)} as x from ${identifier(table)} where ${isFilled(column)}`,
      seen,
    );
    const [row] = await rows<{ share: number | null }>(
      connection,
      `select avg(${isSuch('lower(trim(x::varchar))')}::int)::double as share from ${values}`,
    );
    if ((row?.share ?? 0) >= least) found.push(name);
  }
  return found;
}
