import type { DuckDBConnection } from '@duckdb/node-api';
import { VARCHAR } from '@duckdb/node-api';
import { identifier } from '../../warehouse/index.ts';

/**
 * One spelling for what looks alike: compatibility forms (full-width digits, ligatures) made plain, lower case, accents
 * of Latin letters dropped, white space single. Other scripts are kept as they are.
 */
export function fold(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .normalize('NFD')
    .replaceAll(/(?<=\p{Script=Latin}\p{M}*)\p{M}/gu, '')
    .normalize('NFC')
    .replaceAll('ß', 'ss')
    .replaceAll(/\s+/g, ' ')
    .trim();
}

/** Makes the temporary table `match_folded`: each distinct value of the columns that is not ASCII, and its folded form. */
export async function createFolded(
  connection: DuckDBConnection,
  table: string,
  columns: readonly string[],
): Promise<void> {
  await connection.run('create or replace temp table match_folded (value varchar, folded varchar)');
  if (columns.length === 0) return;
  const parts = columns.map(
    (column) =>
      `select ${identifier(column)}::varchar as value from ${identifier(table)} where strlen(${identifier(column)}::varchar) <> length(${identifier(column)}::varchar)`,
  );
  const reader = await connection.runAndReadAll(`select distinct value from (${parts.join(' union all ')})`);
  const values = (reader.getColumns()[0] ?? []) as readonly string[];
  if (values.length === 0) return;
  const appender = await connection.createAppender('match_folded');
  const { DuckDBDataChunk } = await import('@duckdb/node-api');
  for (let from = 0; from < values.length; from += 2048) {
    const some = values.slice(from, from + 2048);
    const chunk = DuckDBDataChunk.create([VARCHAR, VARCHAR]);
    chunk.setColumns([some, some.map(fold)]);
    appender.appendDataChunk(chunk);
  }
  appender.closeSync();
}
