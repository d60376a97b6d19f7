import { BIGINT, DOUBLE, type DuckDBConnection } from '@duckdb/node-api';
import { appendColumns } from '../../warehouse/index.ts';
import { leastWeight } from './cutOffs.ts';
import type { FeatureParameters } from './featureParameters.ts';
import { type Feature, featuresOf } from './features.ts';
import { createRarity, rarestWeight } from './frequencies.ts';
import { measuresOf } from './measures.ts';
import type { MatchParameters } from './parameters.ts';
import { patternCounts } from './patternCounts.ts';
import { PatternNumbers } from './patternNumbers.ts';
import { patternSql } from './patternSql.ts';
import { householdDiscount } from './posteriors.ts';
import { raritySql } from './rarity.ts';
import { asSharedSql, withUncompared } from './uncompared.ts';
import { WeighedPatterns } from './weighedPatterns.ts';

/**
 * Makes `match_weights` (pattern, person, address, moved, household, strangers) of the patterns that may be
 * matches: those that weigh less than `leastWeight` however rare their equal values are, are not looked at again.
 * @param weighed the patterns, under these parameters
 */
export async function createWeights(
  connection: DuckDBConnection,
  { features, frequencies }: MatchParameters,
  weighed: WeighedPatterns,
): Promise<void> {
  await connection.run(
    'create or replace temp table match_weights (pattern bigint, person double, address double, moved double, household double, strangers double)',
  );
  const rarest = Float64Array.from(features, (feature) => rarestWeight(feature, frequencies));
  const { patterns, columns } = weighed.likely(leastWeight, rarest);
  await appendColumns(
    connection,
    'match_weights',
    [BIGINT, ...columns.map(() => DOUBLE)],
    [patterns, ...columns],
  );
}

/**
 * Makes `match_edges` (l, r, pattern, weight): the pairs of `match_pairs` whose weight, rarity of equal
 * values included, is at least `least`. Needs `match_rarity`, where there are frequencies, and `match_weights`, which is
 * gone then.
 */
export async function createEdges(
  connection: DuckDBConnection,
  parameters: MatchParameters,
  least: number,
): Promise<void> {
  await connection.run(`
    create or replace temp table match_edges as
      select l, r, pattern, weight from (${weighedSql(parameters, 'match_pairs', 'p.pattern')}) where weight >= ${least};
    drop table match_weights`);
}

/**
 * A SELECT of the columns of `pairs` (l, r, holder, pattern, …) and their `weight`, for the patterns in
 * `match_weights`; what is equal and therefore weighs by its rarity is told by the pattern `compared`.
 */
function weighedSql(parameters: MatchParameters, pairs: string, compared: string): string {
  const rarity = (features: readonly number[]) =>
    features.map((f) => raritySql(parameters.features, f, compared)).join(' + ') || '0';
  const all = parameters.features
    .map((_, f) => f)
    .filter((f) => parameters.frequencies[parameters.features[f]?.name ?? '']);
  const isAddress = (f: number) => parameters.features[f]?.role === 'address';
  const household = all.filter((f) => householdDiscount(parameters.features[f] as FeatureParameters) > 0);
  return `
    select * exclude (person, address, moved, household, strangers),
      person + log2(${1 - parameters.moved} * pow(2, address) + moved) - log2(pow(2, household) + strangers) as weight
    from (
      select p.*, w.moved, w.strangers, w.person + ${rarity(all.filter((f) => !isAddress(f)))} as person,
        w.address + ${rarity(all.filter(isAddress))} as address, w.household + ${rarity(household)} as household
      from ${pairs} as p join match_weights as w on w.pattern = p.pattern${all.length > 0 ? ' join match_rarity as t on t.rid = p.holder' : ''})`;
}

/**
 * Makes `match_shared_weights` (l, r, kinds, is_handed_on, weight, compared) from the pairs of `match_shared` (l, r, kinds, is_handed_on),
 * which share identifiers of these kinds, now or once: the pattern of the pair as it is, and its weight with
 * those fields equal; none where it is too little to be a match. Overwrites `match_weights` and `match_rarity`.
 */
export async function weighSharedIdentifiers(
  connection: DuckDBConnection,
  parameters: MatchParameters,
): Promise<void> {
  const features = featuresOf(parameters.fields);
  const measures = await measuresOf(connection, features);
  const known = withUncompared(parameters);
  await connection.run(
    `create or replace temp table match_shared_pairs as
     select * replace (${asSharedSql(known.features, 'pattern', 'kinds')} as pattern), pattern as compared
     from (${patternSql('from match_shared', features, measures)})`,
  );
  const { patterns } = await patternCounts(connection, 'select pattern from match_shared_pairs');
  await createRarity(connection, known, 'select holder from match_shared_pairs');
  const numbers = new PatternNumbers().add(patterns);
  await createWeights(connection, known, new WeighedPatterns(known, numbers).learn());
  await connection.run(
    `create or replace temp table match_shared_weights as
     select s.l, s.r, s.kinds, s.is_handed_on, w.weight, s.compared from match_shared_pairs as s
     left join (${weighedSql(known, 'match_shared_pairs', 'p.compared')}) as w on w.l = s.l and w.r = s.r;
     drop table match_shared_pairs`,
  );
}

/** Makes `match_shared_weights` as `weighSharedIdentifiers` does, without weights: nothing has been fitted. */
export async function compareSharedIdentifiers(
  connection: DuckDBConnection,
  features: readonly Feature[],
): Promise<void> {
  const measures = await measuresOf(connection, features);
  await connection.run(
    `create or replace temp table match_shared_weights as
     select l, r, kinds, is_handed_on, null::double as weight, pattern as compared from (${patternSql('from match_shared', features, measures)})`,
  );
}
