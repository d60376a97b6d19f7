import type { DuckDBConnection } from '@duckdb/node-api';
import { literal, rows } from '../../warehouse/index.ts';
import type { Decision } from './decisions.ts';
import { type ExplainedRecord, othersOf } from './explainedRecord.ts';
import { forGood, type ReviewReason } from './reviewReasons.ts';

/** Why a pair is listed for review, as `identity_reviews` has it. */
export interface ListedReason {
  readonly reason: ReviewReason;
  /** what the two share, with commas between, where the reason is about that */
  readonly shared_kinds: string | null;
}

/** Two other records of the customers of two, which are two people and keep those apart with them. */
export interface ThirdPair extends ListedReason {
  readonly left: number;
  readonly right: number;
}

/** The last decision that splits other records of the customers of two. */
export async function splitBetween(
  connection: DuckDBConnection,
  decisions: readonly Decision[],
  left: ExplainedRecord,
  right: ExplainedRecord,
): Promise<Decision | undefined> {
  const [mine, theirs] = await Promise.all(
    [left, right].map(async ({ recordId }) => new Set([recordId, ...(await othersOf(connection, recordId))])),
  );
  const isBetween = (a: number, b: number) => Boolean(mine?.has(a) && theirs?.has(b));
  const isOfThese = (one: Decision) =>
    one.left === Math.min(left.recordId, right.recordId) &&
    one.right === Math.max(left.recordId, right.recordId);
  return decisions.findLast(
    (one) =>
      one.kind === 'split' &&
      !isOfThese(one) &&
      (isBetween(one.left, one.right) || isBetween(one.right, one.left)),
  );
}

/** Other records of the customers of two that are listed as two people for good, those that are least one person first. */
export async function twoBetween(
  connection: DuckDBConnection,
  left: ExplainedRecord,
  right: ExplainedRecord,
): Promise<ThirdPair | undefined> {
  const [found] = await rows<ThirdPair>(
    connection,
    `select v.left_record_id::double as "left", v.right_record_id::double as "right", v.reason, v.shared_kinds
     from identity_reviews as v
     join customer_identity as a on a.record_id = v.left_record_id
     join customer_identity as b on b.record_id = v.right_record_id
     where (a.customer_id, b.customer_id) in (($1, $2), ($2, $1)) and v.reason in (${forGood.map(literal).join(', ')})
       and not (v.left_record_id = least($3::bigint, $4::bigint) and v.right_record_id = greatest($3::bigint, $4::bigint))
     order by v.match_weight nulls first, v.left_record_id, v.right_record_id limit 1`,
    [left.customerId, right.customerId, left.recordId, right.recordId],
  );
  return found;
}
