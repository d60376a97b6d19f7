import { partitionScorer } from '../../transforms/evaluate/pairScores.ts';
import { matchFinal } from '../../transforms/identity/matchFinal.ts';
import { matchRecords } from '../../transforms/identity/matchRecords.ts';
import { recogniseFields } from '../../transforms/identity/recognise.ts';
import type { Engine } from '../../warehouse/index.ts';

/** A row of a table of people; `who` says whose it is, and is not shown to the matcher. */
export type PersonRow = Readonly<Record<string, string | number | undefined>>;

/** Matches rows by their columns as `evaluate identity` recognises them, and says how well; `isFinal`: nothing comes later. */
export async function matched(engine: Engine, list: readonly PersonRow[], { isFinal = false } = {}) {
  const headers = [...new Set(list.flatMap((row) => Object.keys(row)))].filter((header) => header !== 'who');
  const connection = await engine.connect();
  const shape = JSON.stringify([Object.fromEntries(headers.map((header) => [header, 'VARCHAR']))]);
  await connection.run(
    `create table people as select row_number() over () as id, one.* from (select unnest(from_json($1, '${shape}')) as one)`,
    [JSON.stringify(list.map((row) => Object.fromEntries(headers.map((one) => [one, row[one] ?? null]))))],
  );
  const fields = await recogniseFields(connection, 'people', headers);
  const match = await (isFinal ? matchFinal : matchRecords)(connection, {
    table: 'people',
    key: 'id',
    fields,
  });
  const score = partitionScorer(list.map(({ who }) => String(who)));
  return { connection, ...match, ...score(list.map((_, at) => match.clusters.get(at) ?? at)) };
}
