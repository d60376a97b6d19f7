import type { DuckDBConnection } from '@duckdb/node-api';
import { identifier, rows } from '../../warehouse/index.ts';
import { createCandidates, movesInLargeBlock } from './candidates.ts';
import { createStringMacros } from './codePoints.ts';
import { ComparedGroups } from './comparedGroups.ts';
import { createPairs } from './createPairs.ts';
import { leastWeight } from './cutOffs.ts';
import { readEdges } from './edges.ts';
import { featuresOf } from './features.ts';
import type { Field } from './fields.ts';
import { createRarity } from './frequencies.ts';
import { measuresOf } from './measures.ts';
import { createRecords, rawHash } from './normalise.ts';
import type { MatchParameters } from './parameters.ts';
import { patternCounts } from './patternCounts.ts';
import { dropPlaceholders } from './placeholders.ts';
import { type Resolution, resolve } from './resolve.ts';
import { createEdges, createWeights } from './score.ts';

/** What a match of the same table left, under the same parameters and fields. */
export interface Before {
  /** table with the rows of `match_records` */
  readonly records: string;
  /** table with the rows of `match_edges` */
  readonly edges: string;
}

export interface MatchChanges {
  readonly table: string;
  readonly key: string;
  readonly fields: readonly Field[];
  readonly parameters: MatchParameters;
  readonly before: Before;
}

/**
 * What changed: people and pairs to review among the records of `match_touched` (rid); all others stay as
 * they were.
 */
export interface Changed extends Resolution {
  readonly newRecords: number;
  readonly changedRecords: number;
  readonly comparedPairs: number;
  readonly touchedRecords: number;
}

/**
 * Matches only records that are new or have changed, against all others, and resolves only the people that
 * they touch. Leaves `match_records` and `match_edges` as a match of everything under these parameters would,
 * and `match_touched`.
 *
 * Returns nothing, and a match of everything is needed, where records are gone, where the keys of new records
 * do not come after the old ones, or where a changed record moves in a block that is too large to be compared
 * whole.
 */
export async function matchChanges(
  connection: DuckDBConnection,
  { table, key, fields, parameters, before }: MatchChanges,
): Promise<Changed | undefined> {
  await createStringMacros(connection);
  const counted = await createChanged(connection, table, key, fields, before.records);
  if (!counted) return undefined;
  await createRecords(connection, {
    table: 'match_incoming',
    key,
    rid: 'rid',
    fields,
    conventions: parameters.conventions,
    into: 'match_fresh',
  });
  await dropPlaceholders(connection, 'match_fresh', parameters.fields, parameters.shared);
  await connection.run(`create or replace temp table match_records as
    from ${before.records} anti join match_changed using (rid) union all by name from match_fresh`);
  if (
    counted.changed > 0 &&
    (await movesInLargeBlock(
      connection,
      parameters.blocking,
      '(from match_changed where not is_new)',
      before.records,
    ))
  )
    return undefined;
  const features = featuresOf(parameters.fields);
  await createCandidates(connection, parameters.blocking, { isLink: false, among: 'match_changed' });
  const measures = await measuresOf(connection, features);
  await createPairs(connection, features, measures);
  const { patterns, counts } = await patternCounts(connection, 'select pattern from match_pairs');
  await createRarity(connection, parameters, 'select holder from match_pairs');
  const compared = new ComparedGroups();
  compared.patterns.add(patterns);
  await createWeights(connection, parameters, compared.weighed(parameters));
  await createEdges(connection, parameters, leastWeight);
  await connection.run(`
    create or replace temp table match_kept as
      from ${before.edges} where l not in (select rid from match_changed) and r not in (select rid from match_changed);
    create or replace temp table match_touched as
      select rid from match_changed
      union select r from ${before.edges} where l in (select rid from match_changed)
      union select l from ${before.edges} where r in (select rid from match_changed);
    create or replace temp table match_edges as from match_kept union all by name from match_edges;
    drop table match_kept`);
  const touchedRecords = await spread(connection);
  await createRarity(connection, parameters, 'select rid from match_touched');
  const edges = await readEdges(connection, leastWeight, 'l in (select rid from match_touched)');
  const [resolution] = (await resolve(
    connection,
    edges,
    features,
    parameters,
    [parameters.threshold],
    compared,
  )) as [Resolution];
  return {
    ...resolution,
    newRecords: counted.fresh,
    changedRecords: counted.changed,
    comparedPairs: counts.reduce((sum, count) => sum + count, 0),
    touchedRecords,
  };
}

/**
 * Makes `match_changed` (rid, is_new) and the view `match_incoming` of their rows; nothing where records are
 * gone or new ones do not come last.
 */
async function createChanged(
  connection: DuckDBConnection,
  table: string,
  key: string,
  fields: readonly Field[],
  before: string,
): Promise<{ readonly fresh: number; readonly changed: number } | undefined> {
  const by = identifier(key);
  await connection.run(`
    create or replace temp table match_raw as select ${by} as key, ${rawHash(fields)} as raw from ${identifier(table)};
    create or replace temp table match_changed as
      select b.rid, false as is_new, r.key from match_raw as r join ${before} as b on b.key = r.key where b.raw <> r.raw
      union all
      select ((select coalesce(max(rid), -1) from ${before}) + row_number() over (order by r.key))::int as rid, true as is_new, r.key
      from match_raw as r anti join ${before} as b on b.key = r.key`);
  const [row] = await rows<{ fresh: bigint; changed: bigint; gone: bigint; in_order: boolean }>(
    connection,
    `select count(*) filter (where is_new) as fresh, count(*) filter (where not is_new) as changed,
       (select count(*) from ${before} as b anti join match_raw as r on r.key = b.key) as gone,
       coalesce(min(key) filter (where is_new) > (select max(key) from ${before}), true) as in_order
     from match_changed`,
  );
  await connection.run(
    `create or replace temp view match_incoming as
     select t.*, c.rid from ${identifier(table)} as t join match_changed as c on c.key = t.${by}`,
  );
  if (!row || Number(row.gone) > 0 || !row.in_order) return undefined;
  return { fresh: Number(row.fresh), changed: Number(row.changed) };
}

/** Adds to `match_touched` all records that pairs connect with one of it, in however many steps. */
async function spread(connection: DuckDBConnection): Promise<number> {
  let size = -1;
  for (;;) {
    const [row] = await rows<{ n: number }>(connection, 'select count(*)::double as n from match_touched');
    const now = row?.n ?? 0;
    if (now === size) return size;
    size = now;
    await connection.run(`create or replace temp table match_touched as
      from match_touched
      union select r from match_edges where l in (select rid from match_touched)
      union select l from match_edges where r in (select rid from match_touched)`);
  }
}
