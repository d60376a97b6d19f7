import type { DuckDBConnection } from '@duckdb/node-api';
import { rows } from '../../warehouse/index.ts';
import type { Match } from '../identity/matchRecords.ts';
import { probabilityOf } from '../identity/weighing.ts';
import { bestThreshold } from './bestThreshold.ts';
import type { IdentityEvaluation } from './identity.ts';
import { pairScore, partitionScorer } from './pairScores.ts';

/** How well a match agrees with the truth, all null without one or where no two records are one person, and what is to be said of that. */
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
  const isHit = (i: number) => truth[match.edges.left[i] ?? -1] === truth[match.edges.right[i] ?? -2];
  const above = match.edges.weight.flatMap((weight, i) =>
    probabilityOf(weight) >= match.parameters.threshold ? [i] : [],
  );
  return {
    scores: {
      blockingRecall: await blockingRecall(connection, truth, truePairs),
      pairwise: pairScore(above.filter(isHit).length, above.length, truePairs),
      clusters: { count, pairwise: scoreOf(match.clusters) },
      best: await bestThreshold(connection, match, (people) => scoreOf(people).f1),
    },
    warnings: [],
  };
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

async function blockingRecall(
  connection: DuckDBConnection,
  truth: readonly string[],
  truePairs: number,
): Promise<number> {
  await connection.run(
    'create or replace temp table match_truth as select (row_number() over () - 1)::int as rid, person from (select unnest(from_json($1, \'["varchar"]\')) as person)',
    [JSON.stringify(truth)],
  );
  const [row] = await rows<{ hits: number }>(
    connection,
    `select count(*)::double as hits from match_pairs as p join match_truth as a on a.rid = p.l join match_truth as b on b.rid = p.r where a.person = b.person`,
  );
  return (row?.hits ?? 0) / truePairs;
}
