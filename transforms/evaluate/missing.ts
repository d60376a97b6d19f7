import type { DuckDBConnection } from '@duckdb/node-api';
import { identifier, literal } from '../../warehouse/index.ts';
import { type ColumnMap, leaveOut } from './inputFile.ts';

/** What stands for no value, in whatever case. */
const missing = new Set([
  '',
  'na',
  'n/a',
  '#n/a',
  '<na>',
  'nan',
  'null',
  'nil',
  '?',
  '-',
  '--',
  '–',
  '—',
  '.',
]);

export const isMissing = (text: string | null): boolean =>
  text === null || missing.has(text.trim().toLowerCase());

/** Makes the cells of a column of `input` that stand for no value empty. */
export async function emptyMissing(connection: DuckDBConnection, column: string): Promise<void> {
  const texts = [...missing].map(literal).join(', ');
  const name = identifier(column);
  await connection.run(`update input set ${name} = null where lower(${name}) in (${texts})`);
}

/**
 * Takes the rows out of `input` that have no value in one of the columns, whatever stands for none.
 * @param where the name of the file
 * @returns how many
 * @throws ClienteleError `rows-none` where all are
 */
export async function leaveOutMissing(
  connection: DuckDBConnection,
  where: string,
  columns: ColumnMap,
): Promise<number> {
  for (const name of Object.keys(columns)) await emptyMissing(connection, name);
  const needed = Object.entries(columns).map(([name, header]) => ({ name, header }));
  return leaveOut(connection, where, needed);
}
