import { type DuckDBConnection, VARCHAR } from '@duckdb/node-api';
import { appendColumns, identifier } from '../../warehouse/index.ts';
import { fold } from '../standardise/light/index.ts';

/**
 * Makes the temporary table `match_folded`: each distinct value of the columns that is not ASCII
 * (`match_value`, a name that no column of the table has), and its folded form.
 * @returns the columns that have such values
 */
export async function createFolded(
  connection: DuckDBConnection,
  table: string,
  columns: readonly string[],
): Promise<ReadonlySet<string>> {
  await connection.run('create or replace temp table match_folded (match_value varchar, folded varchar)');
  const foreign = new Set<string>();
  const all = new Set<string>();
  for (const column of columns) {
    const value = `${identifier(column)}::varchar`;
    const reader = await connection.runAndReadAll(
      `select distinct ${value} from ${identifier(table)} where strlen(${value}) <> length(${value})`,
    );
    const values = (reader.getColumns()[0] ?? []) as readonly string[];
    if (values.length > 0) foreign.add(column);
    for (const one of values) all.add(one);
  }
  const values = [...all];
  await appendColumns(connection, 'match_folded', [VARCHAR, VARCHAR], [values, values.map(fold)]);
  return foreign;
}

/** SQL: a value in lower case, with single spaces. */
export function inLowerCase(value: string): string {
  const text = `trim(${value}::varchar)`;
  return `lower(case when contains(${text}, '  ') or contains(${text}, chr(9)) or contains(${text}, chr(10)) then regexp_replace(${text}, '\\s+', ' ', 'g') else ${text} end)`;
}

/** SQL: the folded value of a column, looked up where it has values that are not ASCII (`createFolded`). */
export const foldedSql = (foreign: ReadonlySet<string>) => (column: string) =>
  foreign.has(column)
    ? `coalesce((select folded from match_folded where match_value = ${identifier(column)}::varchar), ${inLowerCase(identifier(column))})`
    : inLowerCase(identifier(column));
