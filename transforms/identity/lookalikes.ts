import type { DuckDBConnection } from '@duckdb/node-api';
import { rows } from '../../warehouse/index.ts';
import { type Feature, featuresOf } from './features.ts';
import type { ProfileReview } from './matchProfiles.ts';
import type { MatchParameters } from './parameters.ts';
import { codeSql } from './patternCode.ts';
import type { LookalikeReason } from './reviewReasons.ts';
import { isBornApartSql } from './twoPeople.ts';

/** A pair of one customer that may be two people. */
export interface Lookalikes extends Omit<ProfileReview, 'reason'> {
  readonly reason: LookalikeReason;
  readonly kinds: readonly string[];
}

/** SQL: a reason, checked to be one. */
const code = (reason: LookalikeReason) => `'${reason}'`;

/**
 * An SQL expression over two rows of `match_records` and `compared`: why a steward should see them though they are alike
 * enough to be one person, as twins and father and son of one name are; null for others.
 */
function reasonSql(features: readonly Feature[]): string {
  const isAt = (name: string, code: (feature: Feature) => number) => {
    const f = features.findIndex((feature) => feature.name === name);
    const feature = features[f];
    return feature ? `${codeSql('compared', f)} = ${code(feature)}` : 'false';
  };
  const isEqual = (name: string) => isAt(name, ({ comparison }) => comparison.levels.length);
  const differs = (name: string) => isAt(name, () => 1);
  return `case
    when ${isEqual('family_name')} and ${isEqual('birth_date')} and ${differs('given_name')} then ${code('born_one_day')}
    when ${isEqual('family_name')} and ${isEqual('given_name')} and ${isBornApartSql(features, 'a', 'b')} then ${code('born_apart')} end`;
}

/** Pairs of one customer that may be twins, or father and son of one name. */
export const lookalikes = (
  connection: DuckDBConnection,
  { fields }: MatchParameters,
): Promise<readonly Lookalikes[]> =>
  rows<Lookalikes>(
    connection,
    `select * from (
       select least(a.key, b.key)::double as "left", greatest(a.key, b.key)::double as "right", p.weight,
         ${reasonSql(featuresOf(fields))} as reason, []::varchar[] as kinds
       from (select l, r, weight, pattern as compared from match_edges) as p
       join match_records as a on a.rid = p.l
       join match_records as b on b.rid = p.r
       join match_customers as x on x.record_id = a.key
       join match_customers as y on y.record_id = b.key and y.first_record_id = x.first_record_id
     ) where reason is not null`,
  );
