import type { DuckDBConnection } from '@duckdb/node-api';
import { ClienteleError, literal, rows } from '../../warehouse/index.ts';
import { coreSelect } from '../graph/project.ts';
import { createStringMacros } from './codePoints.ts';
import { unlessCrowded } from './crowded.ts';
import type { Decision } from './decisions.ts';
import { type Explanation, explainPair } from './explainPair.ts';
import { createRarity } from './frequencies.ts';
import { createRecords } from './normalise.ts';
import type { MatchParameters } from './parameters.ts';
import { dropPlaceholders } from './placeholders.ts';
import { profileFields } from './profileFields.ts';

/** A source record by the side of another: which customer it belongs to now, and what put it there. */
export interface ExplainedRecord {
  readonly recordId: number;
  readonly source: string;
  readonly customerId: string;
  readonly rule: string;
  readonly matchWeight: number | null;
  readonly identifiers: readonly string[];
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
  /** identifiers that both hold now */
  readonly shared: readonly string[];
  /** orders and personal coupons that both name, where those of their sources tell who is one customer */
  readonly references: readonly string[];
  /** identifiers of either that more records hold than the limit: they join nobody, and the model does not see them */
  readonly ignored: readonly IgnoredIdentifier[];
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
  const shared = left.identifiers.filter((one) => right.identifiers.includes(one));
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
    references: await referencesOf(connection, left, right),
    ignored,
    decision: about.find(({ kind }) => kind !== 'keep') ?? about[0],
    apart: left.customerId === right.customerId ? undefined : await splitBetween(),
    review: listed?.reason ?? null,
    explanation: parameters && (await explained()),
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

  async function explained(): Promise<Explanation> {
    await connection.run(
      `create or replace temp table match_two as
       select * replace (${unlessCrowded('shared_identifiers')})
       from (${coreSelect('record_profiles')}) where record_id in (${left.recordId}, ${right.recordId})`,
    );
    await createStringMacros(connection);
    const fitted = parameters as MatchParameters;
    const { conventions } = fitted;
    await createRecords(connection, {
      table: 'match_two',
      key: 'record_id',
      fields: profileFields,
      conventions,
    });
    await dropPlaceholders(connection, 'match_records', fitted.fields, fitted.shared);
    await createRarity(connection, fitted);
    return explainPair(connection, fitted, 0, 1);
  }
}
