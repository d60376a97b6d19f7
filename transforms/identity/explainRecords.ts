import type { DuckDBConnection } from '@duckdb/node-api';
import { ClienteleError, rows } from '../../warehouse/index.ts';
import type { Decision } from './decisions.ts';
import { type ExplainedRecord, recordOf } from './explainedRecord.ts';
import type { Explanation } from './explainPair.ts';
import { judgePair } from './judgePair.ts';
import { type ListedReason, splitBetween, type ThirdPair, twoBetween } from './keptApart.ts';
import { type ChainLink, chainOf } from './linkChain.ts';
import type { MatchParameters } from './parameters.ts';
import { refuseOld } from './refuseOld.ts';
import type { DoubtReason } from './reviewReasons.ts';
import {
  type IgnoredIdentifier,
  ignoredOf,
  referencesOf,
  type SharedIdentifier,
  sharedBy,
} from './sharedByTwo.ts';

/** A listed pair, with the weight that it is listed with: of the groups that the two belong to, where the matcher saw groups. */
export interface ListedPair extends ListedReason {
  readonly match_weight: number | null;
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
    apart: isOne ? undefined : await splitBetween(connection, decisions, left, right),
    apartBy: isOne ? undefined : await twoBetween(connection, left, right),
    review: listed ?? null,
    ...(await judgePair(connection, parameters, {
      left: left.recordId,
      right: right.recordId,
      shared,
      references,
    })),
  };
}
