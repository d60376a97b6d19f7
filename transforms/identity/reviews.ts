import type { DuckDBConnection } from '@duckdb/node-api';
import { rows } from '../../warehouse/index.ts';
import type { StepContent } from '../step.ts';
import { type AskedPair, explainPairs } from './explainPair.ts';
import { createRarity } from './frequencies.ts';
import { createIds } from './idTable.ts';
import type { Joining } from './joinCustomers.ts';
import { lookalikes } from './lookalikes.ts';
import type { ProfileReview } from './matchProfiles.ts';
import type { MatchParameters } from './parameters.ts';
import type { ReviewReason } from './reviewReasons.ts';
import { weightOf } from './weighing.ts';

/** Pairs whose weight is broken down by field, those nearest to the threshold. */
const mostExplained = 200;

/** What the other records of two groups change the weight of a pair by, at least, to be shown. */
const leastShown = 0.05;

/** A pair of source records for a steward to look at, by record ids. */
export interface Review {
  readonly left: number;
  readonly right: number;
  /** log2 odds of one person; null where nothing was weighed, or too little to be a match */
  readonly weight: number | null;
  readonly reason: ReviewReason;
  /** of what they share, where the reason is about that; what they share counts as equal in the weight */
  readonly kinds: readonly string[];
}

type Pair = Pick<Review, 'left' | 'right'>;
const keyOf = ({ left, right }: Pair) => `${left} ${right}`;
const recordsOf = (pairs: readonly Pair[]) => new Set(pairs.flatMap(({ left, right }) => [left, right]));

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
): Promise<Readonly<Record<'identity_reviews' | 'identity_review_fields' | 'matched_reviews', StepContent>>> {
  const decided = new Set(
    (
      await rows<Pair>(
        connection,
        'select left_record_id::double as "left", right_record_id::double as "right" from identity_decisions',
      )
    ).map(keyOf),
  );
  const doubted = await rows<Review>(
    connection,
    `select l::double as "left", r::double as "right", any_value(weight) as weight, any_value(reason) as reason,
       list(kind order by kind) as kinds
     from match_doubted group by l, r`,
  );
  const alike = parameters ? await lookalikes(connection, parameters) : [];
  // whom something else joined, an identifier say, is not kept apart, and who is kept apart by something else is not held together
  const ofMatch = [...unsure, ...refutedLikeness].map((pair): Review => ({ ...pair, kinds: [] }));
  const joined = await joinedPairs(
    connection,
    ofMatch.filter(({ reason }) => reason === 'apart_in_spite' || reason === 'held_by_little'),
  );
  // nor is uncertain who shares an identifier, and nothing speaks against it
  const uncertain = ofMatch.filter(({ reason }) => reason === 'uncertain_pair');
  const linked = await linkedPairs(connection, uncertain);
  const open = new Map<string, Review>();
  for (const one of [...alike, ...ofMatch, ...doubted]) {
    const isSettled =
      (one.reason === 'apart_in_spite' && joined.has(keyOf(one))) ||
      (one.reason === 'held_by_little' && !joined.has(keyOf(one))) ||
      (one.reason === 'uncertain_pair' && linked.has(keyOf(one)));
    if (!decided.has(keyOf(one)) && !isSettled) open.set(keyOf(one), one);
  }
  for (const pair of refusedDecisions)
    open.set(keyOf(pair), { ...pair, weight: null, reason: 'decisions_contradict', kinds: [] });
  const all = [...open.values()]
    .sort((a, b) => a.left - b.left || a.right - b.right)
    .map((one) => ({ ...one, distance: distanceOf(one, parameters) }));
  return {
    identity_reviews: {
      left_record_id: all.map(({ left }) => BigInt(left)),
      right_record_id: all.map(({ right }) => BigInt(right)),
      match_weight: all.map(({ weight }) => weight),
      distance: all.map(({ distance }) => distance),
      reason: all.map(({ reason }) => reason),
      shared_kinds: all.map(({ kinds }) => sharedKinds(kinds)),
    },
    identity_review_fields: parameters ? await explained(connection, parameters, all) : {},
    matched_reviews: {
      left_record_id: unsure.map(({ left }) => BigInt(left)),
      right_record_id: unsure.map(({ right }) => BigInt(right)),
      weight: unsure.map(({ weight }) => weight),
      reason: unsure.map(({ reason }) => reason),
    },
  };
}

/** Such as `email,phone`; orders and coupons are named where nothing else is shared, as `reference`. */
function sharedKinds(kinds: readonly string[]): string | null {
  if (kinds.length === 0) return null;
  return kinds.filter((kind) => kind !== 'order' && kind !== 'coupon').join(',') || 'reference';
}

/** Bits between the weight of a pair and the one from which records are joined. */
const distanceOf = ({ weight }: Review, parameters: MatchParameters | undefined): number | null =>
  weight === null || !parameters ? null : Math.abs(weight - weightOf(parameters.threshold));

/** Those of the pairs that an identifier joins (`match_identifiers`). */
async function linkedPairs(
  connection: DuckDBConnection,
  pairs: readonly Pair[],
): Promise<ReadonlySet<string>> {
  if (pairs.length === 0) return new Set();
  await createIds(connection, 'match_asked', recordsOf(pairs));
  const found = await rows<Pair>(
    connection,
    `select least(l, r)::double as "left", greatest(l, r)::double as "right" from match_identifiers
     semi join match_asked as a on a.id = l semi join match_asked as b on b.id = r`,
  );
  return new Set(found.map(keyOf));
}

/** Those of the pairs that are one customer (`match_customers`). */
async function joinedPairs(
  connection: DuckDBConnection,
  pairs: readonly Pair[],
): Promise<ReadonlySet<string>> {
  if (pairs.length === 0) return new Set();
  await createIds(connection, 'match_asked', recordsOf(pairs));
  const found = await rows<{ record: number; customer: number }>(
    connection,
    `select record_id::double as record, first_record_id::double as customer from match_customers
     semi join match_asked on id = record_id`,
  );
  const customerOf = new Map(found.map(({ record, customer }) => [record, customer]));
  const isOne = ({ left, right }: Pair) =>
    customerOf.has(left) && customerOf.get(left) === customerOf.get(right);
  return new Set(pairs.filter(isOne).map(keyOf));
}

async function explained(
  connection: DuckDBConnection,
  parameters: MatchParameters,
  all: readonly (Review & { readonly distance: number | null })[],
): Promise<StepContent> {
  const far = Number.MAX_VALUE;
  const nearest = [...all]
    .sort((a, b) => (a.distance ?? far) - (b.distance ?? far) || a.left - b.left || a.right - b.right)
    .slice(0, mostExplained);
  if (nearest.length === 0) return {};
  await createIds(connection, 'match_asked', recordsOf(nearest));
  const found = await rows<{ rid: number; record: number }>(
    connection,
    'select rid, key::double as record from match_records semi join match_asked on id = key',
  );
  const ridOf = new Map(found.map(({ rid, record }) => [record, rid]));
  const pairs = nearest.map(
    ({ left, right, kinds }): AskedPair => ({
      records: [ridOf.get(left) ?? -1, ridOf.get(right) ?? -1],
      shared: kinds.map((kind) => ({ kind })),
    }),
  );
  const asked = pairs.flatMap(({ records }) => records);
  await createRarity(connection, parameters, `select unnest([${asked.join(', ')}])`);
  const explanations = await explainPairs(connection, parameters, pairs);
  const bars = explanations.flatMap(({ prior, contributions, moved, household, nothingElse, weight }, i) => {
    const { left, right, weight: listed } = nearest[i] as Review;
    const ofGroups = listed === null ? 0 : listed - weight;
    return [
      { field: 'prior', level: '', weight: prior },
      ...contributions
        .filter(({ level }) => level !== 'missing')
        .map(({ name, level, weight, rarity }) => ({ field: name, level, weight: weight + rarity })),
      { field: 'moved', level: '', weight: moved },
      { field: 'household', level: '', weight: household },
      ...(nothingElse === 0 ? [] : [{ field: 'nothing_else', level: '', weight: nothingElse }]),
      ...(Math.abs(ofGroups) < leastShown ? [] : [{ field: 'groups', level: '', weight: ofGroups }]),
    ].map((bar, place) => ({ left, right, place, ...bar }));
  });
  return {
    left_record_id: bars.map(({ left }) => BigInt(left)),
    right_record_id: bars.map(({ right }) => BigInt(right)),
    place: bars.map(({ place }) => place),
    field: bars.map(({ field }) => field),
    level: bars.map(({ level }) => level),
    weight: bars.map(({ weight }) => weight),
  };
}
