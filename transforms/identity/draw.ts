import type { DuckDBConnection } from '@duckdb/node-api';
import { identifier } from '../../warehouse/index.ts';
import type { MatchField } from './normalise.ts';

/**
 * Makes the temporary table `match_draw` (rid, source, draw): the records of `match_records`, each with a
 * number as if by chance, by which samples are drawn. It comes of what a record holds, so that the order of
 * rows and columns changes no sample; and of how many equal ones were counted before it, so that equal records are
 * no oftener drawn together than others.
 */
export async function createDraw(connection: DuckDBConnection, fields: readonly MatchField[]): Promise<void> {
  const names = fields.map(({ name }) => name).sort();
  const values = ['source', ...names.map(identifier)].join(', ');
  await connection.run(`
    create or replace temp table match_draw as
      select rid, source, hash(likeness, row_number() over (partition by likeness order by rid)) as draw
      from (select rid, source, hash(${values}) as likeness from match_records)`);
}
