import type { DuckDBConnection } from '@duckdb/node-api';
import { identifier, rows } from '../../warehouse/index.ts';
import { isFilled, sampled } from './content.ts';
import type { Field } from './fields.ts';
import { isNumberedName } from './plainForms.ts';

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
  readonly names: NameOrder;
}

/** Values that are looked at to tell whether names are numbered. */
const seen = 2_000;

/** Fields of which half of the names are numbered ones or more, as in a table whose names were taken away. */
export async function numberedFields(
  connection: DuckDBConnection,
  table: string,
  fields: readonly Field[],
): Promise<readonly string[]> {
  const found: string[] = [];
  for (const { name, kind, column } of fields) {
    if (kind !== 'full_name' && kind !== 'given_name' && kind !== 'family_name') continue;
    const values = sampled(
      `select ${identifier(column)} as x from ${identifier(table)} where ${isFilled(column)}`,
      seen,
    );
    const [row] = await rows<{ share: number | null }>(
      connection,
      `select avg(${isNumberedName('lower(trim(x::varchar))')}::int)::double as share from ${values}`,
    );
    if ((row?.share ?? 0) >= 0.5) found.push(name);
  }
  return found;
}
