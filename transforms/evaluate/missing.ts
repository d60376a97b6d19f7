import type { DuckDBConnection } from '@duckdb/node-api';
import { identifier, literal } from '../../warehouse/index.ts';

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
