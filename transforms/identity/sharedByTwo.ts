import type { DuckDBConnection } from '@duckdb/node-api';
import { rows } from '../../warehouse/index.ts';
import { refuseOld } from './refuseOld.ts';

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

const plainName = (record: string) => `strip_accents(lower(${record}.family_name))`;

/** Identifiers that both records hold, or held, unless too many records do. */
export async function sharedBy(
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

/** Orders and personal coupons that both name, where those of their sources tell who is one customer. */
export async function referencesOf(
  connection: DuckDBConnection,
  left: number,
  right: number,
): Promise<readonly string[]> {
  const found = await rows<{ reference: string }>(
    connection,
    `select a.reference_key as reference from record_references as a
     join record_references as b on b.reference_key = a.reference_key
     join reference_agreement as t
       on t.kind = a.kind and t.joins and t.left_source = least(a.source, b.source) and t.right_source = greatest(a.source, b.source)
     join customer_identity as x on x.record_key = a.record_key
     join customer_identity as y on y.record_key = b.record_key
     where x.record_id = ${left} and y.record_id = ${right}
     order by a.reference_key`,
  ).catch(refuseOld(/record_references.* does not exist/));
  return found.map(({ reference }) => reference);
}

/** Identifiers of either record that more records hold than the limit. */
export async function ignoredOf(
  connection: DuckDBConnection,
  left: number,
  right: number,
): Promise<readonly IgnoredIdentifier[]> {
  return rows<IgnoredIdentifier>(
    connection,
    `select distinct s.kind, s.identifier, s.records::double as records
     from shared_identifiers as s
     join source_records as r on (s.kind = 'email' and s.identifier = r.email_key) or (s.kind = 'phone' and s.identifier = r.phone_key)
     where r.record_id in (${left}, ${right}) order by s.kind, s.identifier`,
  );
}
