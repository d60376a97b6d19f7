import type { DuckDBConnection } from '@duckdb/node-api';
import { ClienteleError, literal, rows } from '../../warehouse/index.ts';
import { coreSelect } from '../graph/project.ts';
import { createStringMacros } from './codePoints.ts';
import type { Decision } from './decisions.ts';
import { doubtSql } from './doubts.ts';
import { type Explanation, explainPair } from './explainPair.ts';
import { createRarity } from './frequencies.ts';
import { createRecords } from './normalise.ts';
import type { MatchParameters } from './parameters.ts';
import { featuresOf } from './patterns.ts';
import { dropPlaceholders } from './placeholders.ts';
import { profileFields } from './profileFields.ts';
import { compareSharedIdentifiers, weighSharedIdentifiers } from './score.ts';

/** A source record by the side of another: which customer it belongs to now, and what put it there. */
export interface ExplainedRecord {
  readonly recordId: number;
  readonly source: string;
  readonly customerId: string;
  readonly rule: string;
  readonly matchWeight: number | null;
  readonly identifiers: readonly string[];
}

/** An identifier that both records hold, or held. */
export interface SharedIdentifier {
  readonly kind: string;
  readonly identifier: string;
  readonly left: Holding;
  readonly right: Holding;
  /** an office's number, which joins who is called alike */
  readonly isOffice: boolean;
  /** counts for the two: none that too many records hold, and of an office where both have one family name */
  readonly counts: boolean;
}

/** Why two records are two people whatever they weigh: by what they share, and their names or dates. */
export type Veto = 'suffixes' | 'handed_on' | 'born_apart' | 'names' | 'refuted';

/** How a record holds an identifier: as the one that it is known by, beside that one, or no longer, since when. */
export interface Holding {
  readonly as: 'own' | 'further' | 'former';
  readonly until: string | null;
}

export interface IgnoredIdentifier {
  readonly kind: string;
  readonly identifier: string;
  /** source records that hold it */
  readonly records: number;
}

/** A link of the chain by which two records are one customer. */
export interface ChainLink {
  readonly from: number;
  readonly to: number;
  readonly rule: string;
  readonly matchWeight: number | null;
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
  readonly veto: Veto | null;
  /** what a steward decided of the two, where that is in force */
  readonly decision: Decision | undefined;
  /** what a steward decided of two other records of their customers, which keeps these two apart with them */
  readonly apart: Decision | undefined;
  /** why the two are listed for a steward to look at; null where they are not */
  readonly review: string | null;
  /** what the model makes of the two alone; nothing where none was fitted */
  readonly explanation: Explanation | undefined;
}

/**
 * The record that an id names: a record's number, or any customer id ever handed out (`c` and its first
 * record's number).
 * @throws ClienteleError `record-unknown`
 */
export async function recordOf(connection: DuckDBConnection, id: string): Promise<ExplainedRecord> {
  const number = /^c?(\d{1,15})$/.exec(id.trim())?.[1];
  const [found] = number
    ? await rows<Record<string, string | number | null>>(
        connection,
        `select r.record_id::double as record_id, r.source, i.customer_id, i.rule, i.match_weight,
           'email ' || r.email_key as email, 'phone ' || r.phone_key as phone, 'loyalty_id ' || r.loyalty_id as loyalty_id
         from source_records as r join customer_identity as i using (record_id) where r.record_id = $1::bigint`,
        [number],
      )
    : [];
  if (!found)
    throw new ClienteleError(
      'record-unknown',
      `no source record or customer has the id "${id}"; clientele customer show prints the ids of a customer's records`,
    );
  return {
    recordId: Number(found.record_id),
    source: String(found.source),
    customerId: String(found.customer_id),
    rule: String(found.rule),
    matchWeight: found.match_weight === null ? null : Number(found.match_weight),
    identifiers: [found.email, found.phone, found.loyalty_id].flatMap((one) => (one ? [String(one)] : [])),
  };
}

/** The other records of a record's customer, by number. */
export async function othersOf(connection: DuckDBConnection, record: number): Promise<readonly number[]> {
  const found = await rows<{ record: number }>(
    connection,
    `select o.record_id::double as record from customer_identity as i
     join customer_identity as o on o.customer_id = i.customer_id and o.record_id <> i.record_id
     where i.record_id = ${record} order by o.record_id`,
  );
  return found.map((one) => one.record);
}

/** The links from one record of a customer to another: up from each to where the ways to the first record meet. */
async function chainOf(
  connection: DuckDBConnection,
  left: ExplainedRecord,
  right: ExplainedRecord,
): Promise<readonly ChainLink[]> {
  const found = await rows<{ from: number; to: number; rule: string; matchWeight: number | null }>(
    connection,
    `select record_id::double as "from", linked_record_id::double as "to", rule, match_weight as "matchWeight"
     from customer_identity where customer_id = ${literal(left.customerId)} order by record_id`,
  ).catch(refuseOld(/linked_record_id.* not found/));
  const [first] = found;
  const linkOf = new Map(found.map((link) => [link.from, link]));
  const wayFrom = (record: number): ChainLink[] => {
    const way: ChainLink[] = [];
    for (let at = record; at !== first?.from; ) {
      const link = linkOf.get(at);
      if (!link) break;
      way.push(link);
      at = link.to;
    }
    return way;
  };
  const [down, up] = [wayFrom(left.recordId), wayFrom(right.recordId)];
  while (down.length > 0 && up.length > 0 && down.at(-1) === up.at(-1)) {
    down.pop();
    up.pop();
  }
  return [...down, ...up.reverse().map((link) => ({ ...link, from: link.to, to: link.from }))];
}

/** Orders and personal coupons that both name, where those of their sources tell who is one customer. */
async function referencesOf(
  connection: DuckDBConnection,
  left: ExplainedRecord,
  right: ExplainedRecord,
): Promise<readonly string[]> {
  const found = await rows<{ reference: string }>(
    connection,
    `select a.reference_key as reference from record_references as a
     join record_references as b on b.reference_key = a.reference_key
     join reference_agreement as t
       on t.kind = a.kind and t.joins and t.left_source = least(a.source, b.source) and t.right_source = greatest(a.source, b.source)
     join customer_identity as x on x.record_key = a.record_key
     join customer_identity as y on y.record_key = b.record_key
     where x.record_id = ${left.recordId} and y.record_id = ${right.recordId}
     order by a.reference_key`,
  ).catch(refuseOld(/record_references.* does not exist/));
  return found.map(({ reference }) => reference);
}

/** Passes an error on; where it is of a table that a snapshot lacks, since an earlier version made it, as what to do. */
const refuseOld =
  (lacks: RegExp) =>
  (error: unknown): never => {
    if (!(error instanceof Error && lacks.test(error.message))) throw error;
    throw new ClienteleError(
      'snapshot-old',
      'an earlier version made the tables, which do not say by which links records came together; type: clientele build',
      { cause: error },
    );
  };

/** As the matcher sees it where it judges what two records share: that, and nothing where too many records hold it. */
const asJudged = (kind: string, shared: readonly SharedIdentifier[]) => {
  const found = shared.filter((one) => one.kind === kind && one.counts);
  const both = found.find(({ left, right }) => left.as === 'own' && right.as === 'own') ?? found[0];
  return both
    ? `${literal(both.identifier)} as ${kind}`
    : `case when ${kind} not in (select identifier from shared_identifiers where kind = '${kind}') then ${kind} end as ${kind}`;
};

const plainName = (record: string) => `strip_accents(lower(${record}.family_name))`;

/** Identifiers that both records hold, or held, unless too many records do. */
async function sharedBy(
  connection: DuckDBConnection,
  left: number,
  right: number,
): Promise<readonly SharedIdentifier[]> {
  const found = await rows<Record<string, string | boolean | null>>(
    connection,
    `select a.kind, a.identifier, a.given_up_at::date::varchar as left_until, b.given_up_at::date::varchar as right_until,
       a.identifier = x.phone_key as is_left_own, b.identifier = y.phone_key as is_right_own, o.identifier is not null as is_office,
       o.identifier is null or coalesce(${plainName('x')} = ${plainName('y')}, false) as counts
     from record_identifiers as a
     join record_identifiers as b on b.kind = a.kind and b.identifier = a.identifier
     join source_records as x on x.record_id = a.record_id
     join source_records as y on y.record_id = b.record_id
     left join office_numbers as o on o.identifier = a.identifier and a.kind = 'phone'
     anti join shared_identifiers as s on s.kind = a.kind and s.identifier = a.identifier
     where a.record_id = ${left} and b.record_id = ${right} order by a.kind, a.identifier`,
  ).catch(refuseOld(/(record_identifiers|office_numbers).* does not exist/));
  return found.map(({ kind, identifier, ...of }): SharedIdentifier => {
    // an address is one mailbox in many spellings
    const held = (until: unknown, isOwn: unknown): Holding => ({
      as: until ? 'former' : kind === 'phone' && isOwn !== true ? 'further' : 'own',
      until: until ? String(until) : null,
    });
    return {
      kind: String(kind),
      identifier: String(identifier),
      left: held(of.left_until, of.is_left_own),
      right: held(of.right_until, of.is_right_own),
      isOffice: of.is_office === true,
      counts: of.counts === true,
    };
  });
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
  const shared = await sharedBy(connection, left.recordId, right.recordId);
  const references = await referencesOf(connection, left, right);
  const ignored = await rows<IgnoredIdentifier>(
    connection,
    `select distinct s.kind, s.identifier, s.records::double as records
     from shared_identifiers as s
     join source_records as r on (s.kind = 'email' and s.identifier = r.email_key) or (s.kind = 'phone' and s.identifier = r.phone_key)
     where r.record_id in (${left.recordId}, ${right.recordId}) order by s.kind, s.identifier`,
  );
  const [first, second] = [left.recordId, right.recordId].sort((a, b) => a - b);
  const [listed] = await rows<{ reason: string }>(
    connection,
    `select reason from identity_reviews where left_record_id = ${first} and right_record_id = ${second}`,
  );
  const about = decisions.filter((one) => one.left === first && one.right === second);
  return {
    left,
    right,
    chain: left.customerId === right.customerId ? await chainOf(connection, left, right) : [],
    shared,
    references,
    ignored,
    decision: about.find(({ kind }) => kind !== 'keep') ?? about[0],
    apart: left.customerId === right.customerId ? undefined : await splitBetween(),
    review: listed?.reason ?? null,
    ...(await judged()),
  };

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

  async function judged(): Promise<Pick<RecordExplanation, 'explanation' | 'veto'>> {
    await connection.run(
      `create or replace temp table match_two as
       select * replace (${['email', 'phone'].map((kind) => asJudged(kind, shared)).join(', ')})
       from (${coreSelect('record_profiles')}) where record_id in (${left.recordId}, ${right.recordId})`,
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
    return { explanation, veto: await vetoOf() };
  }

  async function vetoOf(): Promise<Veto | null> {
    const held = shared.filter(({ counts }) => counts);
    const kinds = [...held.map(({ kind }) => kind), ...(references.length > 0 ? ['order'] : [])];
    if (kinds.length === 0) return null;
    const features = featuresOf(
      parameters?.fields ?? profileFields.filter(({ kind }) => kind !== 'full_name'),
    );
    await connection.run(
      `create or replace temp table match_shared as
       select 0 as l, 1 as r, [${kinds.map(literal).join(', ')}] as kinds, ${await isHandedOn(held)} as is_handed_on`,
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
  async function isHandedOn(held: readonly SharedIdentifier[]): Promise<boolean> {
    if (references.length > 0 || held.some(({ kind }) => kind !== 'phone')) return false;
    const [found] = await rows<{ late: boolean }>(
      connection,
      `select coalesce(bool_and(coalesce(a.given_up_at <= b.first_seen_at or b.given_up_at <= a.first_seen_at, false)), false) as late
       from record_identifiers as a join record_identifiers as b using (kind, identifier)
       where a.record_id = ${left.recordId} and b.record_id = ${right.recordId}
         and identifier in (${held.map(({ identifier }) => literal(identifier)).join(', ')})`,
    );
    return found?.late ?? false;
  }
}
