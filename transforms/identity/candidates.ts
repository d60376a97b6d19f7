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
   * of a block with more records than this only the first are compared: adding records at the end takes no pair away, so
   * old and new records together give the pairs that a run over all gives
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
 * the first file). With `among` (a table of `rid`), only pairs with at least one of these records.
 * @returns the pairs of each rule, repeated ones included, and the blocks that were cut
 */
export async function createCandidates(
  connection: DuckDBConnection,
  blocking: Blocking,
  options: { readonly isLink: boolean; readonly among?: string },
): Promise<{ readonly counts: readonly RuleCount[]; readonly stopped: readonly OversizedBlock[] }> {
  const { isLink, among } = options;
  const isAmong = (of: string) => `${of} in (select rid from ${among})`;
  if (blocking.isWhole) {
    await connection.run(
      `create or replace temp table match_candidates as
       select l, r from (${allPairsSql(isLink)})${among ? ` where ${isAmong('l')} or ${isAmong('r')}` : ''}`,
    );
    return { counts: [], stopped: [] };
  }
  await connection.run('create or replace temp table match_found (l int, r int)');
  const counts: RuleCount[] = [];
  const stopped: OversizedBlock[] = [];
  for (const rule of blocking.rules) {
    const name = ruleName(rule);
    await createBlocks(connection, rule, among);
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
          select b.block, b.rid, b.source, b.is_among from match_blocks as b
          semi join (from match_sizes where records <= ${blocking.blockLimit}) as s on s.block = b.block
          union all
          select block, rid, source, is_among from (
            select b.*, row_number() over (partition by b.block, b.source order by b.rid) as place from match_blocks as b
            semi join (from match_sizes where records > ${blocking.blockLimit}) as s on s.block = b.block)
          where place <= ${blocking.blockLimit}
        )
      select l.rid, r.rid from kept as l join kept as r
      on l.block = r.block and l.rid < r.rid${isLink ? ' and l.source < r.source' : ''}${among ? ' and (l.is_among or r.is_among)' : ''}`);
    const [row] = await rows<{ pairs: number }>(
      connection,
      'select count(*)::double as pairs from match_found',
    );
    const before = counts.reduce((sum, { pairs }) => sum + pairs, 0);
    counts.push({ rule: name, pairs: (row?.pairs ?? 0) - before });
  }
  await connection.run(`
    create or replace temp table match_candidates as select distinct l, r from match_found;
    drop table match_found; drop table if exists match_blocks; drop table if exists match_sizes`);
  return { counts, stopped };
}

const blockOf = (rule: BlockingRule) => `hash(${rule.sql.join(', ')})`;
const hasKeys = (rule: BlockingRule) => rule.sql.map((one) => `${one} <> ''`).join(' and ');

/**
 * Makes `match_blocks` (block, rid, source, is_among) of a rule and `match_sizes` of its blocks of two records or more; with
 * `among`, of the blocks that hold one of these records.
 */
async function createBlocks(
  connection: DuckDBConnection,
  rule: BlockingRule,
  among: string | undefined,
): Promise<void> {
  const ofThese = `select ${blockOf(rule)} from match_records semi join ${among} using (rid) where ${hasKeys(rule)}`;
  await connection.run(`
    create or replace temp table match_blocks as
      select ${blockOf(rule)} as block, rid, source, ${among ? `rid in (select rid from ${among})` : 'true'} as is_among
      from match_records
      where ${hasKeys(rule)}${among ? ` and ${blockOf(rule)} in (${ofThese})` : ''};
    create or replace temp table match_sizes as
      select block, count(*) as records, min(rid) as first from match_blocks group by block having count(*) > 1`);
}

/**
 * Whether a record that changed has come into, or left, the compared part of a block that is too large to be compared whole:
 * then others have moved up or down in it, and the pairs of the rest are not what they were.
 */
export async function movesInLargeBlock(
  connection: DuckDBConnection,
  blocking: Blocking,
  changed: string,
  before: string,
): Promise<boolean> {
  for (const rule of blocking.isWhole ? [] : blocking.rules) {
    const block = `${blockOf(rule)} as block`;
    const of = (table: string) =>
      `select rid, ${block} from ${table} semi join ${changed} using (rid) where ${hasKeys(rule)}`;
    const [row] = await rows<{ moves: bigint }>(
      connection,
      `with
         was as (${of(before)}),
         now as (${of('match_records')}),
         moved as ((from was except from now) union (from now except from was)),
         members as (
           select rid, ${block} from match_records where ${hasKeys(rule)} and ${blockOf(rule)} in (select block from moved)
         ),
         large as (
           select block, list_sort(list(rid))[${blocking.blockLimit}] as last from members group by block
           having count(*) >= ${blocking.blockLimit}
         )
       select count(*) as moves from moved join large using (block) where rid <= last`,
    );
    if (Number(row?.moves) > 0) return true;
  }
  return false;
}
