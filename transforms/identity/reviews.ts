import type { DuckDBConnection } from '@duckdb/node-api';
import { rows } from '../../warehouse/index.ts';
import type { StepContent } from '../step.ts';
import { createIds } from './idTable.ts';
import type { Joining } from './joinCustomers.ts';
import { lookalikes } from './lookalikes.ts';
import type { ProfileReview } from './matchProfiles.ts';
import type { MatchParameters } from './parameters.ts';
import { reviewFields } from './reviewFields.ts';
import { keyOf, type Review, type ReviewedPair, reviewList } from './reviewList.ts';
import { weightOf } from './weighing.ts';

/**
 * The tables of what a steward should look at: what the matcher is unsure of, groups that are alike somewhere
 * and not as a whole, identifiers shared by two people, one customer who may be twins, and decisions that contradict each other; without
 * pairs about which a decision stands.
 */
export async function reviewTables(
  connection: DuckDBConnection,
  parameters: MatchParameters | undefined,
  unsure: readonly ProfileReview[],
  { refusedDecisions, refutedLikeness }: Joining,
): Promise<Readonly<Record<'identity_reviews' | 'identity_review_fields', StepContent>>> {
  const ofMatch = [...unsure, ...refutedLikeness];
  const listed = reviewList(
    {
      alike: parameters ? await lookalikes(connection, parameters) : [],
      unsure: unsure.map(sharingNothing),
      refuted: refutedLikeness.map(sharingNothing),
      doubted: await doubtedPairs(connection),
      contradicting: refusedDecisions.map((pair) =>
        sharingNothing({ ...pair, weight: null, reason: 'decisions_contradict' }),
      ),
    },
    {
      decided: await decidedPairs(connection),
      joined: await joinedPairs(connection, ofMatch),
      linked: await linkedPairs(connection, ofMatch),
    },
  );
  const all = listed.map((one) => ({ ...one, distance: distanceOf(one, parameters) }));
  return {
    identity_reviews: {
      left_record_id: all.map(({ left }) => BigInt(left)),
      right_record_id: all.map(({ right }) => BigInt(right)),
      match_weight: all.map(({ weight }) => weight),
      distance: all.map(({ distance }) => distance),
      reason: all.map(({ reason }) => reason),
      shared_kinds: all.map(({ kinds }) => sharedKinds(kinds)),
    },
    identity_review_fields: parameters ? await reviewFields(connection, parameters, all) : {},
  };
}

const sharingNothing = (pair: Omit<Review, 'kinds'>): Review => ({ ...pair, kinds: [] });

const recordsOf = (pairs: readonly ReviewedPair[]) =>
  new Set(pairs.flatMap(({ left, right }) => [left, right]));

/** Such as `email,phone`; orders and coupons are named where nothing else is shared, as `reference`. */
function sharedKinds(kinds: readonly string[]): string | null {
  if (kinds.length === 0) return null;
  return kinds.filter((kind) => kind !== 'order' && kind !== 'coupon').join(',') || 'reference';
}

/** Bits between the weight of a pair and the one from which records are joined. */
const distanceOf = ({ weight }: Review, parameters: MatchParameters | undefined): number | null =>
  weight === null || !parameters ? null : Math.abs(weight - weightOf(parameters.threshold));

/** Those that share an identifier or a reference as two people (`match_doubted`). */
const doubtedPairs = (connection: DuckDBConnection): Promise<readonly Review[]> =>
  rows<Review>(
    connection,
    `select l::double as "left", r::double as "right", any_value(weight) as weight, any_value(reason) as reason,
       list(kind order by kind) as kinds
     from match_doubted group by l, r`,
  );

/** Those about which a decision stands (`identity_decisions`). */
async function decidedPairs(connection: DuckDBConnection): Promise<ReadonlySet<string>> {
  const found = await rows<ReviewedPair>(
    connection,
    'select left_record_id::double as "left", right_record_id::double as "right" from identity_decisions',
  );
  return new Set(found.map(keyOf));
}

/** Those of the pairs that an identifier joins (`match_identifiers`). */
async function linkedPairs(
  connection: DuckDBConnection,
  pairs: readonly ReviewedPair[],
): Promise<ReadonlySet<string>> {
  if (pairs.length === 0) return new Set();
  await createIds(connection, 'match_asked', recordsOf(pairs));
  const found = await rows<ReviewedPair>(
    connection,
    `select least(l, r)::double as "left", greatest(l, r)::double as "right" from match_identifiers
     semi join match_asked as a on a.id = l semi join match_asked as b on b.id = r`,
  );
  return new Set(found.map(keyOf));
}

/** Those of the pairs that are one customer (`match_customers`). */
async function joinedPairs(
  connection: DuckDBConnection,
  pairs: readonly ReviewedPair[],
): Promise<ReadonlySet<string>> {
  if (pairs.length === 0) return new Set();
  await createIds(connection, 'match_asked', recordsOf(pairs));
  const found = await rows<{ record: number; customer: number }>(
    connection,
    `select record_id::double as record, first_record_id::double as customer from match_customers
     semi join match_asked on id = record_id`,
  );
  const customerOf = new Map(found.map(({ record, customer }) => [record, customer]));
  const isOne = ({ left, right }: ReviewedPair) =>
    customerOf.has(left) && customerOf.get(left) === customerOf.get(right);
  return new Set(pairs.filter(isOne).map(keyOf));
}
