import { BIGINT, DOUBLE, type DuckDBConnection } from '@duckdb/node-api';
import { appendColumns } from '../../warehouse/index.ts';
import { likelihoodRatio } from './dependence.ts';
import type { FeatureParameters } from './expectationMaximisation.ts';
import { personalKinds } from './fields.ts';
import { createRarity } from './frequencies.ts';
import type { MatchParameters } from './parameters.ts';
import { patternCounts } from './patternCounts.ts';
import { featuresOf, levelOf, measuresOf, patternSql } from './patterns.ts';
import { householdDiscount } from './posteriors.ts';

/** log2 of m/u of what a pattern says of a feature. */
export const levelWeight = (parameters: MatchParameters, feature: number, pattern: number): number =>
  Math.log2(likelihoodRatio(parameters.features, feature, (f) => levelOf(pattern, f)));

/** What a weight for one person is as a weight for one household. */
export function householdWeight(feature: FeatureParameters, weight: number): number {
  const discount = householdDiscount(feature);
  return discount === 1 ? weight : Math.max(0, weight + Math.log2(discount));
}

/**
 * Pairs of one household for each match that are allowed for, whatever was fitted, where nothing of a person's own agrees: a
 * batch may bring the family, or the fair in a new town, that the fit had not.
 */
const leastHouseholdsPerMatch = 0.25;

/** log2 of the share of pairs of one household. */
export const householdPrior = (
  { lambda, lambdaHousehold }: Pick<MatchParameters, 'lambda' | 'lambdaHousehold'>,
  agreesInPerson: boolean,
): number =>
  Math.log2(agreesInPerson ? lambdaHousehold : Math.max(lambdaHousehold, leastHouseholdsPerMatch * lambda));

/** By feature, whether it is of a person's own. */
export const personalFeatures = ({ fields, features }: MatchParameters): readonly boolean[] =>
  features.map(({ name }) => fields.some((field) => field.name === name && personalKinds.has(field.kind)));

/** What the levels of a pattern weigh, before the rarity of values: for one person, and for one household. */
export function patternWeights(
  parameters: MatchParameters,
  pattern: number,
): { readonly match: number; readonly household: number } {
  let match = Math.log2(parameters.lambda);
  let household = 0;
  let agreesInPerson = false;
  const isPersonal = personalFeatures(parameters);
  parameters.features.forEach((feature, f) => {
    const weight = levelWeight(parameters, f, pattern);
    match += weight;
    household += householdWeight(feature, weight);
    agreesInPerson ||= Boolean(isPersonal[f]) && weight > 0;
  });
  return { match, household: household + householdPrior(parameters, agreesInPerson) };
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
  await appendColumns(
    connection,
    'match_weights',
    [BIGINT, DOUBLE, DOUBLE],
    [
      weighed.map(({ pattern }) => BigInt(pattern)),
      weighed.map(({ match }) => match),
      weighed.map(({ household }) => household),
    ],
  );
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
  await connection.run(
    `create or replace temp table match_edges as
     select l, r, pattern, weight from (${weighedSql(parameters, 'match_pairs', 'p.pattern')}) where weight >= ${least} order by l, r`,
  );
}

/**
 * A SELECT of the columns of `pairs` (l, r, pattern, …) and their `weight`, for the patterns in `match_weights`; what is equal
 * and therefore weighs by its rarity is told by the pattern `compared`.
 */
function weighedSql(parameters: MatchParameters, pairs: string, compared: string): string {
  const rest = Math.max(1e-9, 1 - parameters.lambda - parameters.lambdaHousehold);
  const rarity = (features: readonly number[]) =>
    features
      .map((f) => {
        const top = parameters.features[f]?.levels.length ?? 0;
        return `case when (${compared} >> ${3 * f}) & 7 = ${top} then t.t${f} else 0 end`;
      })
      .join(' + ') || '0';
  const all = parameters.features
    .map((_, f) => f)
    .filter((f) => parameters.frequencies[parameters.features[f]?.name ?? '']);
  const household = all.filter((f) => {
    const feature = parameters.features[f];
    return feature !== undefined && householdDiscount(feature) > 0;
  });
  return `
    select * exclude (match, household), match - log2(pow(2, household) + ${rest}) as weight
    from (
      select p.*, w.match + ${rarity(all)} as match, w.household + ${rarity(household)} as household
      from ${pairs} as p join match_weights as w on w.pattern = p.pattern join match_rarity as t on t.rid = p.l)`;
}

/**
 * Makes `match_shared_weights` (l, r, kind, weight, compared) from the pairs of `match_shared` (l, r, kind), which share an
 * identifier of a kind, now or once: the pattern of the pair as it is, and its weight with that field equal; none where it is
 * too little to be a match. Overwrites `match_weights` and `match_rarity`.
 */
export async function weighSharedIdentifiers(
  connection: DuckDBConnection,
  parameters: MatchParameters,
): Promise<void> {
  const features = featuresOf(parameters.fields);
  const measures = await measuresOf(connection, features);
  const equal = features.flatMap(({ name }, f) => {
    const top = parameters.features[f]?.levels.length;
    return top
      ? [`when '${name}' then compared - (((compared >> ${3 * f}) & 7) << ${3 * f}) + ${top * 2 ** (3 * f)}`]
      : [];
  });
  const kinds = equal.length > 0 ? `case kind ${equal.join(' ')} else compared end` : 'compared';
  await connection.run(
    `create or replace temp table match_shared_pairs as
     select *, ${kinds} as pattern
     from (select * exclude (pattern), pattern as compared from (${patternSql('from match_shared', features, measures)}))`,
  );
  const { patterns } = await patternCounts(connection, 'select pattern from match_shared_pairs');
  await createRarity(connection, parameters, 'select l from match_shared_pairs');
  await createWeights(connection, parameters, patterns);
  await connection.run(
    `create or replace temp table match_shared_weights as
     select s.l, s.r, s.kind, w.weight, s.compared from match_shared_pairs as s
     left join (${weighedSql(parameters, 'match_shared_pairs', 'p.compared')}) as w on w.l = s.l and w.r = s.r and w.kind = s.kind;
     drop table match_shared_pairs`,
  );
}
