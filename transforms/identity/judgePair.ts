import type { DuckDBConnection } from '@duckdb/node-api';
import { literal, rows } from '../../warehouse/index.ts';
import { createStringMacros } from './codePoints.ts';
import { unlessCrowded } from './crowded.ts';
import { doubtSql } from './doubts.ts';
import { type Explanation, explainPair, type Shared } from './explainPair.ts';
import { featuresOf } from './features.ts';
import { createRarity } from './frequencies.ts';
import { createRecords } from './normalise.ts';
import type { MatchParameters } from './parameters.ts';
import { dropPlaceholders } from './placeholders.ts';
import { profileFields } from './profileFields.ts';
import type { DoubtReason } from './reviewReasons.ts';
import { compareSharedIdentifiers, weighSharedIdentifiers } from './score.ts';
import type { SharedIdentifier } from './sharedByTwo.ts';

/** Two source records, by number, and what they share. */
export interface SharedByPair {
  readonly left: number;
  readonly right: number;
  readonly shared: readonly SharedIdentifier[];
  readonly references: readonly string[];
}

/**
 * What the matcher makes of two records of a snapshot, what they share counted as equal, and what keeps them apart
 * whatever that is.
 */
export async function judgePair(
  connection: DuckDBConnection,
  parameters: MatchParameters | undefined,
  pair: SharedByPair,
): Promise<{
  /** nothing where no model was fitted */
  readonly explanation: Explanation | undefined;
  readonly veto: DoubtReason | null;
}> {
  const shared = sharedOf(pair);
  await connection.run(
    `create or replace temp table match_two as
     select * replace (${['email', 'phone'].map((kind) => unlessCrowded(kind, 'shared_identifiers')).join(', ')})
     from record_profiles where record_id in (${pair.left}, ${pair.right})`,
  );
  await createStringMacros(connection);
  await createRecords(connection, {
    table: 'match_two',
    key: 'record_id',
    fields: profileFields,
    ...(parameters ? { conventions: parameters.conventions } : {}),
  });
  if (parameters) {
    await dropPlaceholders(connection, 'match_records', parameters.fields, parameters.shared);
    await createRarity(connection, parameters);
  }
  // records are numbered by their ids
  const first = pair.left < pair.right ? 0 : 1;
  const explanation = parameters && (await explainPair(connection, parameters, first, 1 - first, shared));
  return { explanation, veto: await vetoOf(connection, parameters, pair, shared) };
}

/** What counts of what they share, of each kind first what both are known by. */
function sharedOf({ shared, references }: SharedByPair): readonly Shared[] {
  const isOwn = ({ left, right }: SharedIdentifier) => left.as === 'own' && right.as === 'own';
  const held = shared
    .filter(({ counts }) => counts)
    .sort((a, b) => Number(isOwn(b)) - Number(isOwn(a)))
    .map(({ kind, identifier }) => ({ kind, value: identifier }));
  return [
    ...held,
    ...references.map((reference) => ({ kind: kindOfReference(reference), value: reference })),
  ];
}

/** A reference begins with its kind: `order shop A1`. */
const kindOfReference = (reference: string): string => reference.slice(0, reference.indexOf(' '));

async function vetoOf(
  connection: DuckDBConnection,
  parameters: MatchParameters | undefined,
  pair: SharedByPair,
  shared: readonly Shared[],
): Promise<DoubtReason | null> {
  if (shared.length === 0) return null;
  const kinds = [...new Set(shared.map(({ kind }) => literal(kind)))];
  const features = featuresOf(parameters?.fields ?? profileFields.filter(({ kind }) => kind !== 'full_name'));
  await connection.run(
    `create or replace temp table match_shared as
     select 0 as l, 1 as r, [${kinds.join(', ')}] as kinds, ${await isHandedOn(connection, pair)} as is_handed_on`,
  );
  if (parameters) await weighSharedIdentifiers(connection, parameters);
  else await compareSharedIdentifiers(connection, features);
  const [doubt] = await rows<{ reason: DoubtReason }>(
    connection,
    doubtSql(features, parameters !== undefined),
  );
  return doubt?.reason ?? null;
}

/** Whether all that they share is a telephone that one gave up before the other was known by it. */
async function isHandedOn(
  connection: DuckDBConnection,
  { left, right, shared, references }: SharedByPair,
): Promise<boolean> {
  const held = shared.filter(({ counts }) => counts);
  if (references.length > 0 || held.some(({ kind }) => kind !== 'phone')) return false;
  const [found] = await rows<{ late: boolean }>(
    connection,
    `select coalesce(bool_and(coalesce(a.given_up_at <= b.first_seen_at or b.given_up_at <= a.first_seen_at, false)), false) as late
     from record_identifiers as a join record_identifiers as b using (kind, identifier)
     where a.record_id = ${left} and b.record_id = ${right}
       and identifier in (${held.map(({ identifier }) => literal(identifier)).join(', ')})`,
  );
  return found?.late ?? false;
}
