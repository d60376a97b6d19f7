import type { DuckDBConnection } from '@duckdb/node-api';
import { literal, rows } from '../../warehouse/index.ts';
import type { BlockingRule } from './blockingRules.ts';
import { allPairsSql } from './pairSpace.ts';

/** A value that so many records share that a rule would compare more of them than it may. */
export interface OversizedBlock {
  readonly rule: string;
  readonly value: string;
  readonly records: number;
}

export interface Blocking {
  /** every pair is compared, without rules */
  readonly isWhole: boolean;
  readonly rules: readonly BlockingRule[];
  /**
   * of a block with more records than this only the first are compared: adding records takes no pair away, so old and new
   * records together give the pairs that a run over all gives
   */
  readonly blockLimit: number;
  /** blocks that were beyond the limit when the parameters were fitted, for the report */
  readonly stopped: readonly OversizedBlock[];
}

export interface RuleCount {
  readonly rule: string;
  readonly pairs: number;
}

const valueOf = (rule: BlockingRule) => `concat_ws(' | ', ${rule.sql.join(', ')})`;
export const ruleName = (rule: BlockingRule): string => rule.keys.join(' + ');

/**
 * Makes the temporary table `match_candidates` (l, r): the pairs that some rule gives, each once, l < r (in a link, l of
 * the first file). With `from`, only pairs in which one record has at least that number.
 * @returns the pairs of each rule, repeated ones included, and the blocks that were cut
 */
export async function createCandidates(
  connection: DuckDBConnection,
  blocking: Blocking,
  options: { readonly isLink: boolean; readonly from?: number },
): Promise<{ readonly counts: readonly RuleCount[]; readonly stopped: readonly OversizedBlock[] }> {
  const { isLink, from = 0 } = options;
  const isNew = from > 0 ? ` and greatest(l.rid, r.rid) >= ${from}` : '';
  if (blocking.isWhole) {
    await connection.run(
      `create or replace temp table match_candidates as select l, r from (${allPairsSql(isLink)}) where greatest(l, r) >= ${from}`,
    );
    return { counts: [], stopped: [] };
  }
  await connection.run('create or replace temp table match_found (l int, r int)');
  const counts: RuleCount[] = [];
  const stopped: OversizedBlock[] = [];
  for (const rule of blocking.rules) {
    const name = ruleName(rule);
    await connection.run(`create or replace temp table match_blocks as
      select hash(${rule.sql.join(', ')}) as block, rid, source from match_records
      where ${rule.sql.map((one) => `${one} <> ''`).join(' and ')}`);
    await connection.run(`create or replace temp table match_sizes as
      select block, count(*) as records, min(rid) as first from match_blocks group by block having count(*) > 1`);
    const large = await rows<{ value: string; records: number }>(
      connection,
      `select (select ${valueOf(rule)} from match_records where rid = first) as value, records::double as records
       from match_sizes where records > ${blocking.blockLimit} order by records desc, value`,
    );
    stopped.push(...large.map((one) => ({ rule: name, ...one })));
    await connection.run(`
      insert into match_found
      with
        kept as (
          select b.block, b.rid, b.source from match_blocks as b
          semi join (from match_sizes where records <= ${blocking.blockLimit}) as s on s.block = b.block
          union all
          select block, rid, source from (
            select b.*, row_number() over (partition by b.block, b.source order by b.rid) as place from match_blocks as b
            semi join (from match_sizes where records > ${blocking.blockLimit}) as s on s.block = b.block)
          where place <= ${blocking.blockLimit}
        )
      select l.rid, r.rid from kept as l join kept as r
      on l.block = r.block and l.rid < r.rid${isLink ? ' and l.source < r.source' : ''}${isNew}`);
    const [row] = await rows<{ pairs: number }>(
      connection,
      'select count(*)::double as pairs from match_found',
    );
    const before = counts.reduce((sum, { pairs }) => sum + pairs, 0);
    counts.push({ rule: name, pairs: (row?.pairs ?? 0) - before });
  }
  await connection.run(`
    create or replace temp table match_candidates as select distinct l, r from match_found;
    drop table match_found; drop table match_blocks; drop table match_sizes`);
  return { counts, stopped };
}
