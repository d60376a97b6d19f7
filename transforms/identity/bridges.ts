import type { DuckDBConnection } from '@duckdb/node-api';
import { rows } from '../../warehouse/index.ts';
import { agglomerate } from './agglomerate.ts';
import { mostTogether } from './cutOffs.ts';
import { evidenceOf } from './evidence.ts';
import { featuresOf } from './features.ts';
import { createRarity } from './frequencies.ts';
import type { MatchParameters } from './parameters.ts';
import { weightOf } from './weighing.ts';

/** Two groups of records, each by its first record. */
export interface Bridge {
  readonly a: number;
  readonly b: number;
}

/**
 * Likeness that would join two groups of records whose identifiers made them groups, although all that the
 * two say, taken together, is of two people. A record of an initial and a family name is like many: without
 * this it brings together the person whose loyalty card it holds and a namesake.
 *
 * Needs `match_links`, `match_records` and `match_groups` (record_id, first_record_id); overwrites `match_rarity`.
 */
export async function refutedBridges(
  connection: DuckDBConnection,
  parameters: MatchParameters,
): Promise<readonly Bridge[]> {
  await connection.run(`
    create or replace temp table match_bridged as
      with
        grouped as (
          select m.rid, m.key, coalesce(g.first_record_id, m.key) as grp,
            count(*) over (partition by coalesce(g.first_record_id, m.key)) as size
          from match_records as m left join match_groups as g on g.record_id = m.key),
        bridges as (
          select distinct least(x.grp, y.grp) as a, greatest(x.grp, y.grp) as b
          from match_links as k
          join grouped as x on x.key = k.l
          join grouped as y on y.key = k.r
          where k.rule = 'similarity' and x.grp <> y.grp and greatest(x.size, y.size) > 1
            and x.size + y.size <= ${mostTogether})
      select d.a, d.b, g.rid, g.grp from bridges as d join grouped as g on g.grp in (d.a, d.b)`);
  const members = await rows<{ a: number; b: number; rid: number; grp: number }>(
    connection,
    'select a::double as a, b::double as b, rid, grp::double as grp from match_bridged order by a, b, rid',
  );
  const bridges: (Bridge & { readonly records: number[]; readonly settled: number[] })[] = [];
  for (const { a, b, rid, grp } of members) {
    let last = bridges.at(-1);
    if (last?.a !== a || last.b !== b) {
      last = { a, b, records: [], settled: [] };
      bridges.push(last);
    }
    last.records.push(rid);
    last.settled.push(grp);
  }
  await createRarity(connection, parameters, 'select rid from match_bridged');
  const least = weightOf(parameters.threshold);
  const refuted: Bridge[] = [];
  for await (const { component, evidence } of evidenceOf(
    connection,
    bridges,
    featuresOf(parameters.fields),
    parameters,
  )) {
    const { a, b, settled } = component;
    const { groups } = agglomerate({ ...evidence, settled }, least);
    if (groups.some((group) => group !== groups[0])) refuted.push({ a, b });
  }
  return refuted;
}
