import type { DuckDBConnection } from '@duckdb/node-api';
import { readNumbers, rows } from '../../warehouse/index.ts';
import type { Group } from './comparedGroups.ts';
import { pairsAmong } from './pairTriangle.ts';

/**
 * Groups of records, all or, where they have more than so many pairs, some, whole, until they have as many; which of them
 * depends on what their records hold and not on the order of rows. Needs `match_draw`.
 */
export async function drawnGroups(
  connection: DuckDBConnection,
  groups: readonly Group[],
  most: number,
): Promise<readonly Group[]> {
  if (groups.reduce((sum, group) => sum + pairsAmong(group.records.length), 0) <= most) return groups;
  const draw = await readDraw(connection);
  // of its records together, so that neither their order nor their number matters
  const drawn = groups
    .map((group) => ({
      group,
      draw: group.records.reduce((sum, record) => sum ^ (draw[record] as number), 0),
    }))
    .toSorted((a, b) => a.draw - b.draw);
  let pairs = 0;
  const enough = drawn.findIndex(({ group }) => {
    pairs += pairsAmong(group.records.length);
    return pairs >= most;
  });
  return drawn.slice(0, enough + 1).map(({ group }) => group);
}

/** By record, its number of `match_draw`, cut to 32 bits. */
async function readDraw(connection: DuckDBConnection): Promise<Uint32Array> {
  const [counted] = await rows<{ room: number }>(
    connection,
    'select coalesce(max(rid) + 1, 0)::double as room from match_draw',
  );
  const draw = new Uint32Array(counted?.room ?? 0);
  const result = await connection.stream('select rid::double, (draw >> 32)::double from match_draw');
  for await (const { columns, count } of readNumbers(result)) {
    const [records, draws] = columns as [Float64Array, Float64Array];
    for (let row = 0; row < count; row++) draw[records[row] as number] = draws[row] as number;
  }
  return draw;
}
