import type { DuckDBConnection } from '@duckdb/node-api';
import { rows } from '../../../warehouse/index.ts';
import type { ImportOutcome } from './report.ts';

/** The same bytes under the same mapping were landed to the end before, by whatever name. */
export async function previousImport(
  landed: DuckDBConnection,
  checksum: string,
  mappingHash: string,
): Promise<Omit<ImportOutcome, 'topic'> | undefined> {
  const [known] = await rows<{ name: string; rows_read: bigint; landed_at: Date }>(
    landed,
    'select name, rows_read, landed_at from landing.imports where checksum = $1 and mapping_hash = $2 limit 1',
    [checksum, mappingHash],
  );
  if (!known) return undefined;
  const count = Number(known.rows_read);
  return {
    rowsRead: count,
    rowsInEvents: 0,
    rowsRejected: 0,
    rowsRepeated: count,
    events: {},
    eventsLanded: 0,
    eventsRepeated: 0,
    deadLetters: 0,
    warnings: [`landed before as ${known.name} at ${known.landed_at.toISOString()}; nothing was added`],
    reasons: [],
    firstRejected: [],
    alreadyLanded: true,
    resumedAt: 0,
  };
}

/** Has anything of this source landed? */
export async function hasSource(landed: DuckDBConnection, source: string): Promise<boolean> {
  const [found] = await rows(landed, 'select 1 from landing.events where source = $1 limit 1', [source]);
  return found !== undefined;
}
