import { BIGINT, DOUBLE, type DuckDBConnection, DuckDBDataChunk } from '@duckdb/node-api';
import { likelihoodRatio } from './dependence.ts';
import { type FeatureParameters, householdDiscount } from './expectationMaximisation.ts';
import type { MatchParameters } from './parameters.ts';
import { levelOf } from './patterns.ts';

/** log2 of m/u of what a pattern says of a feature. */
export const levelWeight = (parameters: MatchParameters, feature: number, pattern: number): number =>
  Math.log2(likelihoodRatio(parameters.features, feature, (f) => levelOf(pattern, f)));

/** What a weight for one person is as a weight for one household. */
export function householdWeight(feature: FeatureParameters, weight: number): number {
  const discount = householdDiscount(feature);
  return discount === 1 ? weight : Math.max(0, weight + Math.log2(discount));
}

/** What the levels of a pattern weigh, before the rarity of values: for one person, and for one household. */
export function patternWeights(
  parameters: MatchParameters,
  pattern: number,
): { readonly match: number; readonly household: number } {
  let match = Math.log2(parameters.lambda);
  let household = Math.log2(parameters.lambdaHousehold);
  parameters.features.forEach((feature, f) => {
    const weight = levelWeight(parameters, f, pattern);
    match += weight;
    household += householdWeight(feature, weight);
  });
  return { match, household };
}

/** log2 of the odds of one person against two, of one household or of two. */
export const matchWeight = (parameters: MatchParameters, match: number, household: number): number =>
  match - Math.log2(2 ** household + Math.max(1e-9, 1 - parameters.lambda - parameters.lambdaHousehold));

export const probabilityOf = (weight: number): number => 1 / (1 + 2 ** -weight);
export const weightOf = (probability: number): number => Math.log2(probability / (1 - probability));

/** Patterns that weigh less are no matches whatever the rarity of their values; they are not looked at again. */
const leastPattern = -14;

/** Makes `match_weights` (pattern, match, household) of the patterns that may be matches. */
export async function createWeights(
  connection: DuckDBConnection,
  parameters: MatchParameters,
  patterns: readonly number[],
): Promise<void> {
  await connection.run(
    'create or replace temp table match_weights (pattern bigint, match double, household double)',
  );
  const weighed = patterns
    .map((pattern) => ({ pattern, ...patternWeights(parameters, pattern) }))
    .filter(({ match }) => match >= leastPattern);
  const appender = await connection.createAppender('match_weights');
  for (let from = 0; from < weighed.length; from += 2048) {
    const some = weighed.slice(from, from + 2048);
    const chunk = DuckDBDataChunk.create([BIGINT, DOUBLE, DOUBLE]);
    chunk.setColumns([
      some.map(({ pattern }) => BigInt(pattern)),
      some.map(({ match }) => match),
      some.map(({ household }) => household),
    ]);
    appender.appendDataChunk(chunk);
  }
  appender.closeSync();
}

/**
 * Makes `match_edges` (l, r, pattern, weight): the pairs of `match_pairs` whose weight, rarity of equal values included, is
 * at least `least`. Needs `match_weights` and `match_rarity`.
 */
export async function createEdges(
  connection: DuckDBConnection,
  parameters: MatchParameters,
  least: number,
): Promise<void> {
  const rest = Math.max(1e-9, 1 - parameters.lambda - parameters.lambdaHousehold);
  const rarity = (features: readonly number[]) =>
    features
      .map((f) => {
        const top = parameters.features[f]?.levels.length ?? 0;
        return `case when (pattern >> ${3 * f}) & 7 = ${top} then t.t${f} else 0 end`;
      })
      .join(' + ') || '0';
  const all = parameters.features
    .map((_, f) => f)
    .filter((f) => parameters.frequencies[parameters.features[f]?.name ?? '']);
  const household = all.filter((f) => {
    const feature = parameters.features[f];
    return feature !== undefined && householdDiscount(feature) > 0;
  });
  await connection.run(`create or replace temp table match_edges as
    with
      weighed as (
        select p.l, p.r, p.pattern, w.match + ${rarity(all)} as match, w.household + ${rarity(household)} as household
        from match_pairs as p join match_weights as w using (pattern) join match_rarity as t on t.rid = p.l
      )
    select l, r, pattern, match - log2(pow(2, household) + ${rest}) as weight from weighed
    where match - log2(pow(2, household) + ${rest}) >= ${least} order by l, r`);
}
