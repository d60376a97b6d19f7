import { type DuckDBConnection, INTEGER } from '@duckdb/node-api';
import { appendColumns, rows } from '../../warehouse/index.ts';
import type { Match } from '../identity/matchRecords.ts';
import { probabilityOf } from '../identity/weighing.ts';
import { bestThreshold } from './bestThreshold.ts';
import type { IdentityEvaluation } from './identityEvaluation.ts';
import { numbered, type PairScore, pairScore, partitionScorer } from './pairScores.ts';

/**
 * How well a match agrees with the truth, all null without one or where no two records are one person, and what is to
 * be said of that.
 */
export async function scores(
  connection: DuckDBConnection,
  match: Match,
  truth: readonly string[] | undefined,
  isLink: boolean,
): Promise<{
  readonly scores: Pick<IdentityEvaluation, 'blockingRecall' | 'pairwise' | 'clusters' | 'best'>;
  readonly warnings: readonly string[];
}> {
  const count = match.records - match.clusters.size + new Set(match.clusters.values()).size;
  const none = { blockingRecall: null, pairwise: null, clusters: { count, pairwise: null }, best: null };
  if (!truth) return { scores: none, warnings: [] };
  const sources = isLink
    ? (await rows<{ source: number }>(connection, 'select source from match_records order by rid')).map(
        ({ source }) => source,
      )
    : undefined;
  const score = partitionScorer(truth, sources);
  const scoreOf = (people: ReadonlyMap<number, number>) => score(truth.map((_, i) => people.get(i) ?? i));
  const truePairs = countPairs(truth, sources);
  if (truePairs === 0) {
    const joined = countPairs(
      truth.map((_, i) => match.clusters.get(i) ?? i),
      sources,
    );
    return { scores: none, warnings: [`no true pairs; ${joined.toLocaleString('en')} joined wrongly`] };
  }
  return {
    scores: {
      blockingRecall: (await comparedPairs(connection, truth, match.copies, isLink)) / truePairs,
      pairwise: scorePairs(match, truth, truePairs),
      clusters: { count, pairwise: scoreOf(match.clusters) },
      best: await bestThreshold(match, (people) => scoreOf(people).f1),
    },
    warnings: [],
  };
}

/**
 * The pairs that are likelier than the threshold, each by itself; a record that was set aside is of the pairs of the
 * one that it is equal to.
 */
function scorePairs(
  { edges, copies, parameters }: Match,
  truth: readonly string[],
  truePairs: number,
): PairScore {
  const setAside = new Map<number, number[]>();
  const secondOf = new Map(copies.first.map((first, i) => [first, copies.second[i]]));
  copies.first.forEach((first, i) => {
    const records = setAside.get(first) ?? [first];
    records.push(copies.record[i] as number);
    setAside.set(first, records);
  });
  let [hits, found] = [0, 0];
  const count = (left: readonly number[], right: readonly number[]) => {
    for (const l of left)
      for (const r of right) {
        found++;
        if (truth[l] === truth[r]) hits++;
      }
  };
  edges.weight.forEach((weight, i) => {
    if (probabilityOf(weight) < parameters.threshold) return;
    const [l, r] = [edges.left[i] as number, edges.right[i] as number];
    const own = setAside.get(l);
    count(own ?? [l], setAside.get(r) ?? [r]);
    // the first two of a kind are a pair as all of that kind are
    if (own && secondOf.get(l) === r) own.forEach((record, place) => count([record], own.slice(place + 1)));
  });
  return pairScore(hits, found, truePairs);
}

/** The pairs of records with one person, in a link across the files. */
function countPairs(people: readonly (string | number)[], sources: readonly number[] | undefined): number {
  const sizes = new Map<string | number, [number, number]>();
  people.forEach((person, i) => {
    const size = sizes.get(person) ?? [0, 0];
    size[sources?.[i] === 1 ? 1 : 0] += 1;
    sizes.set(person, size);
  });
  return [...sizes.values()].reduce(
    (sum, [a, b]) => sum + (sources ? a * b : ((a + b) * (a + b - 1)) / 2),
    0,
  );
}

/** The true pairs among the candidates; those of equal records that were set aside count, in a link across the files. */
async function comparedPairs(
  connection: DuckDBConnection,
  truth: readonly string[],
  { record, first }: Match['copies'],
  isLink: boolean,
): Promise<number> {
  // what was set aside counts with the record that it is equal to
  const places = truth.map((_, i) => i);
  record.forEach((copy, i) => (places[copy] = first[i] as number));
  await connection.run('create or replace temp table match_said (rid int, person int)');
  await appendColumns(
    connection,
    'match_said',
    [INTEGER, INTEGER],
    [places, Int32Array.from(numbered(truth))],
  );
  await connection.run(
    `create or replace temp table match_truth as select rid, person, count(*)::double as records from match_said group by all;
     drop table match_said`,
  );
  const [found] = await rows<{ hits: number; equal: number }>(
    connection,
    `select (select coalesce(sum(a.records * b.records), 0) from match_pairs as p join match_truth as a on a.rid = p.l join match_truth as b on b.rid = p.r
       where a.person = b.person) as hits, (select coalesce(sum(records * (records - 1) / 2), 0) from match_truth) as equal`,
  );
  const { hits = 0, equal = 0 } = found ?? {};
  return isLink ? hits : hits + equal;
}
