import type { DuckDBConnection } from '@duckdb/node-api';
import { rows } from '../../warehouse/index.ts';
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
   * of a block with more records than this only the first are compared: adding records at the end takes no
   * pair away, so old and new records together give the pairs that a run over all gives
   */
  readonly blockLimit: number;
  /** blocks that were beyond the limit when the parameters were fitted, for the report */
  readonly stopped: readonly OversizedBlock[];
  /** the pairs that each rule gave then, those that another gave too included */
  readonly counts?: readonly RuleCount[];
}

export interface RuleCount {
  readonly rule: string;
  readonly pairs: number;
}

const valueOf = (rule: BlockingRule) => `concat_ws(' | ', ${rule.sql.join(', ')})`;
const ruleName = (rule: BlockingRule): string => rule.keys.join(' + ');

/** So many records by their blocks are looked at in one statement: of few records the rules take less time together. */
const mostAtOnce = 500_000;

/**
 * Makes the temporary table `match_candidates` (l, r): the pairs that some rule gives, each once, l < r (in a
 * link, l of the first file). With `among` (a table of `rid`), only pairs with at least one of these records.
 * @returns the pairs of each rule, repeated ones included, whoever they are among, and the blocks that were cut
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
  const { rules, blockLimit } = blocking;
  await createKeys(connection, rules);
  await connection.run('create or replace temp table match_found (l int, r int)');
  const [counted] = await rows<{ records: number }>(
    connection,
    'select count(*)::double as records from match_keys',
  );
  const atOnce = Math.max(1, Math.floor(mostAtOnce / Math.max(1, counted?.records ?? 0)));
  const counts: RuleCount[] = [];
  const stopped: OversizedBlock[] = [];
  for (let first = 0; first < rules.length; first += atOnce) {
    const some = rules.slice(first, first + atOnce).map((rule, i) => ({ rule, number: first + i }));
    const members = membersSql(
      some.map(({ number }) => number),
      among,
    );
    await connection.run(`
      create or replace temp table match_sizes as
      select rule, block, count(*) as records, count(*) filter (where source = 0) as of_first, min(rid) as first
      from (${members}) group by rule, block having count(*) > 1`);
    counts.push(...(await countPairs(connection, some, blockLimit, isLink)));
    stopped.push(...(await largeBlocks(connection, some, blockLimit)));
    await connection.run(`
      insert into match_found
      with
        members as (${members}),
        kept as (
          select m.* from members as m
          semi join (from match_sizes where records <= ${blockLimit}) as s on s.rule = m.rule and s.block = m.block
          union all
          select * exclude (place) from (
            select m.*, row_number() over (partition by m.rule, m.block, m.source order by m.rid) as place from members as m
            semi join (from match_sizes where records > ${blockLimit}) as s on s.rule = m.rule and s.block = m.block)
          where place <= ${blockLimit}
        )
      select l.rid, r.rid from kept as l join kept as r
      on l.rule = r.rule and l.block = r.block and l.rid < r.rid${isLink ? ' and l.source < r.source' : ''}${among ? ' and (l.is_among or r.is_among)' : ''}`);
  }
  await connection.run(`
    create or replace temp table match_candidates as select distinct l, r from match_found;
    drop table match_found; drop table match_keys; drop table if exists match_sizes`);
  return { counts, stopped };
}

/** A rule, and its place among all of them. */
interface PlacedRule {
  readonly rule: BlockingRule;
  readonly number: number;
}

/** The pairs that each of some rules gives, by the sizes of its blocks in `match_sizes`. */
async function countPairs(
  connection: DuckDBConnection,
  some: readonly PlacedRule[],
  blockLimit: number,
  isLink: boolean,
): Promise<readonly RuleCount[]> {
  const within = (of: string) => `least(${of}, ${blockLimit})`;
  const pairs = isLink
    ? `${within('of_first')} * ${within('records - of_first')}`
    : `${within('records')} * (${within('records')} - 1) / 2`;
  const sums = await rows<{ rule: number; pairs: number }>(
    connection,
    `select rule, sum(${pairs})::double as pairs from match_sizes group by rule`,
  );
  const pairsOf = new Map(sums.map((sum) => [sum.rule, sum.pairs]));
  return some.map(({ rule, number }) => ({ rule: ruleName(rule), pairs: pairsOf.get(number) ?? 0 }));
}

/** The blocks of `match_sizes` that are cut, each with the value that its records share. */
async function largeBlocks(
  connection: DuckDBConnection,
  some: readonly PlacedRule[],
  blockLimit: number,
): Promise<readonly OversizedBlock[]> {
  const values = some.map(({ rule, number }) => `when ${number} then ${valueOf(rule)}`);
  const names = new Map(some.map(({ rule, number }) => [number, ruleName(rule)]));
  const large = await rows<{ rule: number; value: string; records: number }>(
    connection,
    `select rule, case rule ${values.join(' ')} end as value, records::double as records
     from match_sizes join match_records on rid = first where records > ${blockLimit}
     order by rule, records desc, value`,
  );
  return large.map(({ rule, ...one }) => ({ ...one, rule: names.get(rule) ?? '' }));
}

/** The column of `match_keys` with the blocks of a rule. */
const key = (rule: number) => `b${rule}`;

/**
 * A SELECT of records (rid, source) and a number for their block by each rule (b0, b1, …), null where they
 * lack one of its keys. Each key is hashed once, however many rules use it.
 */
function keyedSql(rules: readonly BlockingRule[], table: string): string {
  const keys = [...new Set(rules.flatMap(({ sql }) => sql))];
  const hashes = keys.map((one, k) => `, case when ${one} <> '' then hash(${one}) end as k${k}`);
  const blocks = rules.map(({ sql }, i) => {
    const parts = sql.map((one) => `k${keys.indexOf(one)}`);
    return `, case when ${parts.map((k) => `${k} is not null`).join(' and ')} then hash(${parts.join(', ')}) end as ${key(i)}`;
  });
  return `select rid, source${blocks.join('')} from (select rid, source${hashes.join('')} from ${table})`;
}

/** Makes `match_keys` (rid, source, b0, b1, …): the records and their blocks. */
async function createKeys(connection: DuckDBConnection, rules: readonly BlockingRule[]): Promise<void> {
  await connection.run(`create or replace temp table match_keys as ${keyedSql(rules, 'match_records')}`);
}

/**
 * A SELECT of the records of each block of some rules (rule, block, rid, source, is_among); with `among`, of the blocks
 * that hold one of these records.
 */
const membersSql = (rules: readonly number[], among: string | undefined): string =>
  rules
    .map((rule) => {
      const block = key(rule);
      const ofThese = `select ${block} from match_keys semi join ${among} using (rid)`;
      return `select ${rule} as rule, ${block} as block, rid, source, ${among ? `rid in (select rid from ${among})` : 'true'} as is_among
        from match_keys where ${block} ${among ? `in (${ofThese})` : 'is not null'}`;
    })
    .join(' union all ');

/**
 * Whether a record that changed has come into, or left, the compared part of a block that is too large to be
 * compared whole: then others have moved up or down in it, and the pairs of the rest are not what they were.
 */
export async function movesInLargeBlock(
  connection: DuckDBConnection,
  { isWhole, rules, blockLimit }: Blocking,
  changed: string,
  before: string,
): Promise<boolean> {
  if (isWhole || rules.length === 0) return false;
  await createKeys(connection, rules);
  await connection.run(
    `create or replace temp table match_former as ${keyedSql(rules, `(from ${before} semi join ${changed} using (rid))`)}`,
  );
  const moves = rules.map((_, i) => {
    const block = key(i);
    return `
      select count(*) as moves from (
        select rid, unnest([f.${block}, k.${block}]) as block from match_former as f join match_keys as k using (rid)
        where f.${block} is distinct from k.${block}) as moved
      join (
        select ${block} as block, list_sort(list(rid))[${blockLimit}] as last from match_keys
        group by ${block} having count(*) >= ${blockLimit}) as large using (block)
      where rid <= last`;
  });
  const [row] = await rows<{ moves: number }>(
    connection,
    `select sum(moves)::double as moves from (${moves.join(' union all ')})`,
  );
  await connection.run('drop table match_former; drop table match_keys');
  return (row?.moves ?? 0) > 0;
}
