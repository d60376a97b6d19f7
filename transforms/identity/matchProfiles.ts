import type { DuckDBConnection } from '@duckdb/node-api';
import { type Config, identifier, rows } from '../../warehouse/index.ts';
import type { Columns } from '../step.ts';
import { createCrowded, unlessCrowded } from './crowded.ts';
import { leastDoubted } from './cutOffs.ts';
import { featuresOf } from './features.ts';
import { createPeople } from './frequencies.ts';
import { createIds } from './idTable.ts';
import { matchChanges } from './matchChanges.ts';
import { type Match, matchRecords } from './matchRecords.ts';
import type { MatchParameters } from './parameters.ts';
import { profileFields } from './profileFields.ts';
import type { ReviewPair } from './resolve.ts';
import { isJoinedByIdentifier, sharesNothingElse } from './strangers.ts';
import { probabilityOf } from './weighing.ts';

/** With fewer records that have a name or a birth date there is too little to learn from. */
export const fewestRecords = 100;

const profiles = { table: 'match_profiles', key: 'record_id', fields: profileFields } as const;

/** Makes `match_profiles`: `record_profiles` without e-mail addresses and phones of `match_crowded`. */
async function createProfiles(connection: DuckDBConnection): Promise<void> {
  await connection.run(
    `create or replace temp table match_profiles as
     select * replace (${['email', 'phone'].map((kind) => unlessCrowded(kind, 'match_crowded')).join(', ')}) from record_profiles`,
  );
}

/** What the last build left, under the same parameters, to go on from. */
export interface Earlier {
  readonly records: string;
  readonly edges: string;
  /** (rid, person) of the records that share a person */
  readonly people: string;
  /** (left_record_id, right_record_id, weight, reason) */
  readonly reviews: string;
}

/** A pair of records for a steward to look at, by record ids. */
export interface ProfileReview extends Omit<ReviewPair, 'weight'> {
  /** log2 odds of one person; null where nothing was weighed, or too little to be a match */
  readonly weight: number | null;
}

export interface MatchedProfiles {
  readonly reviews: readonly ProfileReview[];
  /** only new and changed records were compared */
  readonly isIncrement: boolean;
}

/**
 * Fits the parameters to `record_profiles`; the match is left on the connection for `matchProfiles` to take up.
 * @param options an identifier of more records than the limit is nobody's
 */
export async function fitProfiles(
  connection: DuckDBConnection,
  { sharedIdentifierLimit, threshold }: Pick<Config['identity'], 'sharedIdentifierLimit' | 'threshold'>,
): Promise<Match> {
  await createCrowded(connection, sharedIdentifierLimit);
  await createProfiles(connection);
  return matchRecords(connection, { ...profiles, threshold });
}

/**
 * Matches `record_profiles` under given parameters: what is new or has changed since `earlier` where that is known,
 * else everything, unless it has just been fitted. Needs `match_crowded`. Leaves `match_records` (rid, key = record
 * id, …), `match_edges` and `match_people` (rid, person) on the connection.
 */
export async function matchProfiles(
  connection: DuckDBConnection,
  parameters: MatchParameters,
  { fitted, earlier }: { readonly fitted?: Match | undefined; readonly earlier?: Earlier | undefined },
): Promise<MatchedProfiles> {
  if (!fitted) await createProfiles(connection);
  const changed =
    earlier && !fitted
      ? await matchChanges(connection, { ...profiles, parameters, before: earlier })
      : undefined;
  if (changed && earlier) {
    await createPeople(connection, changed.people);
    await connection.run(
      `insert into match_people from ${earlier.people} where rid not in (select rid from match_touched)`,
    );
    const kept = await rows<ProfileReview>(
      connection,
      `select v.left_record_id::double as left, v.right_record_id::double as right, v.weight, v.reason
       from ${earlier.reviews} as v join match_records as l on l.key = v.left_record_id
       where l.rid not in (select rid from match_touched)`,
    );
    return {
      reviews: inOrder([...kept, ...(await byRecordId(connection, changed.review))]),
      isIncrement: true,
    };
  }
  const match = fitted ?? (await matchRecords(connection, { ...profiles, parameters }));
  await createPeople(connection, match.clusters);
  return { reviews: inOrder(await byRecordId(connection, match.reviewPairs)), isIncrement: false };
}

/** Reviews as columns, for the next build to go on from (`Earlier`). */
export const storedReviews = (reviews: readonly ProfileReview[]): Columns => ({
  left_record_id: reviews.map(({ left }) => BigInt(left)),
  right_record_id: reviews.map(({ right }) => BigInt(right)),
  weight: reviews.map(({ weight }) => weight),
  reason: reviews.map(({ reason }) => reason),
});

/** The same order however the reviews came about: an increment keeps those of the last build. */
const inOrder = (reviews: readonly ProfileReview[]): readonly ProfileReview[] =>
  [...reviews].sort(
    (a, b) =>
      a.left - b.left || a.right - b.right || (a.reason < b.reason ? -1 : Number(a.reason > b.reason)),
  );

async function byRecordId(
  connection: DuckDBConnection,
  pairs: readonly ReviewPair[],
): Promise<readonly ProfileReview[]> {
  if (pairs.length === 0) return [];
  await createIds(connection, 'match_asked', new Set(pairs.flatMap(({ left, right }) => [left, right])));
  const found = await rows<{ rid: number; record: number }>(
    connection,
    'select rid, key::double as record from match_records semi join match_asked on id = rid',
  );
  const recordOf = new Map(found.map(({ rid, record }) => [rid, record]));
  return pairs.map(({ left, right, weight, reason }) => {
    const [a, b] = [recordOf.get(left) ?? -1, recordOf.get(right) ?? -1];
    return { left: Math.min(a, b), right: Math.max(a, b), weight, reason };
  });
}

/**
 * How good the matcher takes itself to be: the share of joined pairs that it expects to be right, and the share of
 * right pairs, among all that may match, that are joined, by likeness or by an identifier that they share and
 * nothing speaks against. Without labels; as good as the probabilities are. Pairs of which nothing but an
 * identifier can be compared are left out: they are joined by it, and no probability of theirs is told by the data.
 */
export function expectedAccuracy({
  edges,
  clusters,
  parameters,
}: Pick<Match, 'edges' | 'clusters' | 'parameters'>): {
  readonly precision: number | null;
  readonly recall: number | null;
} {
  const features = featuresOf(parameters.fields);
  let [joined, right, all] = [0, 0, 0];
  edges.weight.forEach((weight, i) => {
    const pattern = edges.pattern[i] as number;
    if (sharesNothingElse(features, pattern)) return;
    const p = probabilityOf(weight);
    all += p;
    const person = clusters.get(edges.left[i] ?? -1);
    const isOne = person !== undefined && person === clusters.get(edges.right[i] ?? -1);
    if (!isOne && !(weight >= leastDoubted && isJoinedByIdentifier(features, pattern))) return;
    joined++;
    right += p;
  });
  return { precision: joined > 0 ? right / joined : null, recall: all > 0 ? right / all : null };
}

/** Drops what matching left on the connection. */
export async function dropMatch(connection: DuckDBConnection): Promise<void> {
  const left = await rows<{ name: string; is_view: boolean }>(
    connection,
    `select table_name as name, false as is_view from duckdb_tables() where temporary and starts_with(table_name, 'match_')
     union all
     select view_name, true from duckdb_views() where temporary and starts_with(view_name, 'match_')`,
  );
  for (const { name, is_view } of left)
    await connection.run(`drop ${is_view ? 'view' : 'table'} temp.${identifier(name)}`);
}
