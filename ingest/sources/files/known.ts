import { BIGINT, type DuckDBConnection, INTEGER, VARCHAR } from '@duckdb/node-api';
import { appendColumns, rows } from '../../../warehouse/index.ts';

/** An event about to land, as far as is needed to tell whether it has landed before. */
export interface Candidate {
  readonly source: string;
  readonly type: string;
  /** the natural key; undefined: the id itself is looked up */
  readonly key: string | undefined;
  readonly id: string;
  readonly offset: number;
}

/** What landing holds under a candidate's key (or id). */
export interface Landed {
  /** the id of the version landed last */
  readonly latestId: string;
  readonly versions: number;
}

/**
 * Looks candidates up in landing, all at once. Events of the same import count only from rows before the candidate's,
 * so that an import that goes on after a crash decides as it did before.
 */
export async function lookUp(
  connection: DuckDBConnection,
  topic: string,
  candidates: readonly Candidate[],
): Promise<ReadonlyMap<number, Landed>> {
  if (candidates.length === 0) return new Map();
  await connection.run(
    'create or replace temp table candidates (i integer, source varchar, type varchar, key varchar, id varchar, "row" bigint)',
  );
  await appendColumns(
    connection,
    'candidates',
    [INTEGER, VARCHAR, VARCHAR, VARCHAR, VARCHAR, BIGINT],
    [
      candidates.map((_, i) => i),
      candidates.map(({ source }) => source),
      candidates.map(({ type }) => type),
      candidates.map(({ key }) => key ?? null),
      candidates.map(({ id }) => id),
      candidates.map(({ offset }) => BigInt(offset)),
    ],
  );
  const select = (on: string) => `
    select c.i, max_by(e.event_id, e.landed_seq) as latest_id, count(*)::integer as versions
    from candidates as c join landing.events as e on ${on}
    where e.topic <> $1 or e."offset" < c."row"
    group by c.i`;
  const found = await rows<{ i: number; latest_id: string; versions: number }>(
    connection,
    `${select('e.message_key = c.key and e.source = c.source and e.type = c.type')}
     union all
     ${select('c.key is null and e.event_id = c.id and e.source = c.source')}`,
    [topic],
  );
  return new Map(found.map((one) => [one.i, { latestId: one.latest_id, versions: one.versions }]));
}
