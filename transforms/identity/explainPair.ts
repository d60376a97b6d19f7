import type { DuckDBConnection } from '@duckdb/node-api';
import { identifier, rows } from '../../warehouse/index.ts';
import { householdDiscount } from './expectationMaximisation.ts';
import type { MatchParameters } from './parameters.ts';
import { featuresOf, levelOf, measuresOf, patternSql } from './patterns.ts';
import { householdWeight, levelWeight, matchWeight, probabilityOf } from './score.ts';

/** One bar of the waterfall: what a field adds to the log2 odds of a match. */
export interface Contribution {
  readonly name: string;
  readonly level: string;
  readonly left: string | null;
  readonly right: string | null;
  /** log2 of m/u of the level */
  readonly weight: number;
  /** what the rarity of the equal value adds, in the same unit */
  readonly rarity: number;
}

export interface Explanation {
  /** log2 odds before anything is compared */
  readonly prior: number;
  readonly contributions: readonly Contribution[];
  /** what it takes away that two people of one household would agree as much */
  readonly household: number;
  /** the sum of all of these: log2 odds of one person */
  readonly weight: number;
  readonly probability: number;
}

/**
 * Why two records are, or are not, one person: what each field weighs, from the prior to the match probability. Needs the
 * tables that `matchRecords` left on the connection.
 */
export async function explainPair(
  connection: DuckDBConnection,
  parameters: MatchParameters,
  left: number,
  right: number,
): Promise<Explanation> {
  const [l, r] = [Math.min(left, right), Math.max(left, right)];
  const features = featuresOf(parameters.fields);
  const sql = patternSql(`select ${l} as l, ${r} as r`, features, await measuresOf(connection, features));
  const [compared] = await rows<{ pattern: number }>(
    connection,
    `select pattern::double as pattern from (${sql})`,
  );
  const columns = features.flatMap(({ column }) => (column ? [identifier(column)] : []));
  const values = await rows<Record<string, string | null>>(
    connection,
    `select ${columns.join(', ')} from match_records where rid in (${l}, ${r}) order by rid`,
  );
  const [rarities] = await rows<Record<string, number>>(
    connection,
    `select * from match_rarity where rid = ${l}`,
  );
  const pattern = compared?.pattern ?? 0;
  let match = Math.log2(parameters.lambda);
  let household = Math.log2(parameters.lambdaHousehold);
  const contributions = features.map(({ name, column, comparison }, f): Contribution => {
    const level = levelOf(pattern, f);
    const isEqual = column !== undefined && level === comparison.levels.length - 1;
    const weight = levelWeight(parameters, f, pattern);
    const rarity = isEqual ? (rarities?.[`t${f}`] ?? 0) : 0;
    match += weight + rarity;
    const fitted = parameters.features[f];
    if (fitted) household += householdWeight(fitted, weight) + (householdDiscount(fitted) > 0 ? rarity : 0);
    return {
      name,
      level: level < 0 ? 'missing' : (comparison.levels[level] ?? ''),
      left: column ? (values[0]?.[column] ?? null) : null,
      right: column ? (values[1]?.[column] ?? null) : null,
      weight,
      rarity,
    };
  });
  const weight = matchWeight(parameters, match, household);
  return {
    prior: Math.log2(parameters.lambda),
    contributions,
    household: weight - match,
    weight,
    probability: probabilityOf(weight),
  };
}
