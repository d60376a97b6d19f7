import type { DuckDBConnection } from '@duckdb/node-api';
import { literal, rows } from '../../warehouse/index.ts';
import { coreSelect } from '../graph/project.ts';
import { createStringMacros } from './codePoints.ts';
import { unlessCrowded } from './crowded.ts';
import { doubtSql } from './doubts.ts';
import { type Explanation, explainPair } from './explainPair.ts';
import { createRarity } from './frequencies.ts';
import { createRecords } from './normalise.ts';
import type { MatchParameters } from './parameters.ts';
import { featuresOf } from './patterns.ts';
import { dropPlaceholders } from './placeholders.ts';
import { profileFields } from './profileFields.ts';
import { compareSharedIdentifiers, weighSharedIdentifiers } from './score.ts';
import type { SharedIdentifier } from './sharedByTwo.ts';

/** Why two records are two people whatever they weigh: by what they share, and their names or dates. */
export type Veto = 'suffixes' | 'handed_on' | 'born_apart' | 'names' | 'refuted';

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
  readonly veto: Veto | null;
}> {
  await connection.run(
    `create or replace temp table match_two as
     select * replace (${['email', 'phone'].map((kind) => asJudged(kind, pair.shared)).join(', ')})
     from (${coreSelect('record_profiles')}) where record_id in (${pair.left}, ${pair.right})`,
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
  const explanation = parameters && (await explainPair(connection, parameters, 0, 1));
  return { explanation, veto: await vetoOf(connection, parameters, pair) };
}

/** As the matcher sees it where it judges what two records share: that, and nothing where too many records hold it. */
const asJudged = (kind: string, shared: readonly SharedIdentifier[]) => {
  const found = shared.filter((one) => one.kind === kind && one.counts);
  const both = found.find(({ left, right }) => left.as === 'own' && right.as === 'own') ?? found[0];
  return both ? `${literal(both.identifier)} as ${kind}` : unlessCrowded(kind, 'shared_identifiers');
};

async function vetoOf(
  connection: DuckDBConnection,
  parameters: MatchParameters | undefined,
  pair: SharedByPair,
): Promise<Veto | null> {
  const { shared, references } = pair;
  const held = shared.filter(({ counts }) => counts);
  const kinds = [...held.map(({ kind }) => kind), ...(references.length > 0 ? ['order'] : [])];
  if (kinds.length === 0) return null;
  const features = featuresOf(parameters?.fields ?? profileFields.filter(({ kind }) => kind !== 'full_name'));
  await connection.run(
    `create or replace temp table match_shared as
     select 0 as l, 1 as r, [${kinds.map(literal).join(', ')}] as kinds, ${await isHandedOn(connection, pair, held)} as is_handed_on`,
  );
  if (parameters) await weighSharedIdentifiers(connection, parameters);
  else await compareSharedIdentifiers(connection, features);
  const [doubt] = await rows<{ veto: Veto }>(
    connection,
    `select case when is_namesake then 'suffixes' when is_handed_on then 'handed_on' when is_born_apart then 'born_apart'
       when is_of_two then 'names' else 'refuted' end as veto
     from (${doubtSql(features, parameters !== undefined)})`,
  );
  return doubt?.veto ?? null;
}

/** Whether all that they share is a telephone that one gave up before the other was known by it. */
async function isHandedOn(
  connection: DuckDBConnection,
  { left, right, references }: SharedByPair,
  held: readonly SharedIdentifier[],
): Promise<boolean> {
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
