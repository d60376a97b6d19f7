import type { DuckDBConnection } from '@duckdb/node-api';
import { ClienteleError, literal, rows } from '../../warehouse/index.ts';
import type { Decision } from './decisions.ts';
import { type ExplainedRecord, othersOf, recordOf } from './explainedRecord.ts';
import type { Explanation } from './explainPair.ts';
import { judgePair } from './judgePair.ts';
import { type ChainLink, chainOf } from './linkChain.ts';
import type { MatchParameters } from './parameters.ts';
import { refuseOld } from './refuseOld.ts';
import { type DoubtReason, forGood, type ReviewReason } from './reviewReasons.ts';
import {
  type IgnoredIdentifier,
  ignoredOf,
  referencesOf,
  type SharedIdentifier,
  sharedBy,
} from './sharedByTwo.ts';

/** Why a pair is listed for review, as `identity_reviews` has it. */
export interface ListedReason {
  readonly reason: ReviewReason;
  /** what the two share, with commas between, where the reason is about that */
  readonly shared_kinds: string | null;
}

/** A listed pair, with the weight that it is listed with: of the groups that the two belong to, where the matcher saw groups. */
export interface ListedPair extends ListedReason {
  readonly match_weight: number | null;
}

/** Two other records of the customers of two, which are two people and keep those apart with them. */
export interface ThirdPair extends ListedReason {
  readonly left: number;
  readonly right: number;
}

export interface RecordExplanation {
  readonly left: ExplainedRecord;
  readonly right: ExplainedRecord;
  /** how they came together, from the one to the other; empty where they are two customers */
  readonly chain: readonly ChainLink[];
  /** identifiers that both hold, now or once, without those ignored */
  readonly shared: readonly SharedIdentifier[];
  /** orders and personal coupons that both name, where those of their sources tell who is one customer */
  readonly references: readonly string[];
  /** identifiers of either that more records hold than the limit: they join nobody, and the model does not see them */
  readonly ignored: readonly IgnoredIdentifier[];
  /** why what they share does not join them, whatever the waterfall says; null where nothing speaks against it */
  readonly veto: DoubtReason | null;
  /** the records whose address is where their orders are delivered, since they say no street */
  readonly delivered: readonly number[];
  /** what a steward decided of the two, where that is in force */
  readonly decision: Decision | undefined;
  /** what a steward decided of two other records of their customers, which keeps these two apart with them */
  readonly apart: Decision | undefined;
  /** two other records of their customers that share something as two people; nothing where they are one customer, or by a decision */
  readonly apartBy: ThirdPair | undefined;
  /** why the two are listed for a steward to look at; null where they are not */
  readonly review: ListedPair | null;
  /** what the model makes of the two alone; nothing where none was fitted */
  readonly explanation: Explanation | undefined;
}

/**
 * Why two source records of a snapshot are, or are not, one customer.
 * @param decisions those in force
 */
export async function explainRecords(
  connection: DuckDBConnection,
  parameters: MatchParameters | undefined,
  decisions: readonly Decision[],
  ids: readonly [string, string],
): Promise<RecordExplanation> {
  const [left, right] = [await recordOf(connection, ids[0]), await recordOf(connection, ids[1])];
  if (left.recordId === right.recordId)
    throw new ClienteleError('records-same', `${ids[0]} and ${ids[1]} are one source record`);
  const records = [left.recordId, right.recordId] as const;
  const shared = await sharedBy(connection, ...records);
  const references = await referencesOf(connection, ...records);
  const ignored = await ignoredOf(connection, ...records);
  const [first, second] = [...records].sort((a, b) => a - b);
  const [listed] = await rows<ListedPair>(
    connection,
    `select reason, shared_kinds, match_weight from identity_reviews where left_record_id = ${first} and right_record_id = ${second}`,
  );
  const delivered = await rows<{ record: number }>(
    connection,
    `select record_id::double as record from record_profiles
     where is_delivery_address and record_id in (${records.join(', ')}) order by record_id`,
  ).catch(refuseOld(/record_profiles.* does not exist/));
  const about = decisions.filter((one) => one.left === first && one.right === second);
  const isOne = left.customerId === right.customerId;
  return {
    left,
    right,
    chain: isOne ? await chainOf(connection, left, right) : [],
    shared,
    references,
    ignored,
    delivered: delivered.map(({ record }) => record),
    decision: about.find(({ kind }) => kind !== 'keep') ?? about[0],
    apart: isOne ? undefined : await splitBetween(),
    apartBy: isOne ? undefined : await twoBetween(),
    review: listed ?? null,
    ...(await judgePair(connection, parameters, {
      left: left.recordId,
      right: right.recordId,
      shared,
      references,
    })),
  };

  async function twoBetween(): Promise<ThirdPair | undefined> {
    const [found] = await rows<ThirdPair>(
      connection,
      `select v.left_record_id::double as "left", v.right_record_id::double as "right", v.reason, v.shared_kinds
       from identity_reviews as v
       join customer_identity as a on a.record_id = v.left_record_id
       join customer_identity as b on b.record_id = v.right_record_id
       where (a.customer_id, b.customer_id) in (($1, $2), ($2, $1)) and v.reason in (${forGood.map(literal).join(', ')})
         and not (v.left_record_id = ${first} and v.right_record_id = ${second})
       order by v.match_weight nulls first, v.left_record_id, v.right_record_id limit 1`,
      [left.customerId, right.customerId],
    );
    return found;
  }

  async function splitBetween(): Promise<Decision | undefined> {
    const [mine, theirs] = await Promise.all(
      [left, right].map(
        async ({ recordId }) => new Set([recordId, ...(await othersOf(connection, recordId))]),
      ),
    );
    const isBetween = (a: number, b: number) => Boolean(mine?.has(a) && theirs?.has(b));
    return decisions.findLast(
      (one) =>
        one.kind === 'split' &&
        !about.includes(one) &&
        (isBetween(one.left, one.right) || isBetween(one.right, one.left)),
    );
  }
}
