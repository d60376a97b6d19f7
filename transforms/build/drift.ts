import type { DuckDBConnection } from '@duckdb/node-api';
import { driftOf, macros } from '../../ingest/contracts/index.ts';
import { rows, transaction } from '../../warehouse/index.ts';
import { digest } from '../graph/digest.ts';
import { contentOf } from './content.ts';
import { type State, saveNode } from './state.ts';

/**
 * Events up to here are all looked at; of later ones every so many, chosen by number alone, so that any build
 * finds the same.
 */
const allUpTo = 20_000;
const everyNth = 50;

interface Shape {
  readonly type: string;
  readonly source: string;
  readonly shape: string;
  readonly n: number;
  readonly first_at: string;
  readonly last_at: string;
}

interface Seen {
  readonly type: string;
  readonly source: string;
  /** a path that the contract does not know; empty: all events that were looked at */
  readonly field: string;
  readonly n: number;
  readonly first_at: string;
  readonly last_at: string;
}

/**
 * Makes `landing_drift`: how many events of each type and source had a field that its contract does not know. Events of
 * one shape are looked at once; only what landed since the last build is read, unless a contract has changed.
 */
export async function makeDrift(
  connection: DuckDBConnection,
  state: State,
  landedSeq: number,
  runId: string,
): Promise<void> {
  const name = 'landing_drift';
  const started = performance.now();
  const definition = digest(macros());
  const known = state.nodes.get(name);
  const from = known?.definition === definition ? known.landedSeq : 0;
  if (known && from > 0 && from === landedSeq) return;
  const shapes = await rows<Shape>(
    connection,
    `select type, source, cast(json_structure(payload) as varchar) as shape, cast(count(*) as double) as n,
       cast(min(occurred_at) as varchar) as first_at, cast(max(occurred_at) as varchar) as last_at
     from landing.events
     where landed_seq > ${from} and landed_seq <= ${landedSeq}
       and (landed_seq <= ${allUpTo} or landed_seq % ${everyNth} = 0)
     group by type, source, shape`,
  );
  const seen = JSON.stringify(shapes.flatMap(fieldsOf));
  await transaction(connection, async () => {
    await connection.run(
      `create table if not exists ${name} (type varchar, source varchar, field varchar, events bigint, first_at timestamp, last_at timestamp)`,
    );
    if (from === 0) await connection.run(`delete from ${name}`);
    await connection.run(
      `create or replace table ${name} as
       with fresh as (
         select unnest(from_json($1, '[{"type":"VARCHAR","source":"VARCHAR","field":"VARCHAR","n":"BIGINT","first_at":"TIMESTAMP","last_at":"TIMESTAMP"}]')) as f
       )
       select type, source, field, cast(sum(events) as bigint) as events, min(first_at) as first_at, max(last_at) as last_at
       from (from ${name} union all select f.type, f.source, f.field, f.n, f.first_at, f.last_at from fresh)
       group by type, source, field order by type, source, field`,
      [seen],
    );
    const { hash, rows: count } = await contentOf(connection, name);
    const seconds = (performance.now() - started) / 1000;
    await saveNode(
      connection,
      state,
      { name, definition, inputKey: digest([hash]), landedSeq, rows: count, seconds, runId, inputs: {} },
      new Map([[name, hash]]),
    );
  });
}

function fieldsOf({ shape, ...about }: Shape): Seen[] {
  const unknown = driftOf(about.type, JSON.parse(shape));
  return ['', ...unknown].map((field) => ({ ...about, field }));
}
