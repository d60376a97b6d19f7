import type { DuckDBConnection } from '@duckdb/node-api';
import { identifier, literal } from '../../warehouse/index.ts';
import { nothingIn } from '../standardise/light/index.ts';
import { type ColumnMap, leaveOut } from './inputFile.ts';

/** What a column holds that a missing value is looked for in; a customer is an id. */
export type Among = 'numbers' | 'categories' | 'customers';
const missing: Readonly<Record<Among, ReadonlySet<string>>> = {
  numbers: new Set(['', ...nothingIn.number]),
  categories: new Set(['', ...nothingIn.category]),
  customers: new Set(['', ...nothingIn.customer]),
};

export const isMissing = (text: string | null, among: Among): boolean =>
  text === null || missing[among].has(text.trim().toLowerCase());

/** Makes the cells of a column of `input` that stand for no value empty. */
export async function emptyMissing(
  connection: DuckDBConnection,
  column: string,
  among: Among,
): Promise<void> {
  const texts = [...missing[among]].map(literal).join(', ');
  const name = identifier(column);
  await connection.run(`update input set ${name} = null where lower(${name}) in (${texts})`);
}

/**
 * Takes the rows out of `input` that have no value in one of the columns of numbers, whatever stands for none.
 * @param where the name of the file
 * @returns how many
 * @throws ClienteleError `rows-none` where all are
 */
export async function leaveOutMissing(
  connection: DuckDBConnection,
  where: string,
  columns: ColumnMap,
): Promise<number> {
  for (const name of Object.keys(columns)) await emptyMissing(connection, name, 'numbers');
  const needed = Object.entries(columns).map(([name, header]) => ({ name, header }));
  return leaveOut(connection, where, needed);
}
