import type { DuckDBConnection } from '@duckdb/node-api';
import { ClienteleError, rows } from '../../warehouse/index.ts';

/** A source record by the side of another: which customer it belongs to now, and what put it there. */
export interface ExplainedRecord {
  readonly recordId: number;
  readonly source: string;
  readonly customerId: string;
  readonly rule: string;
  readonly matchWeight: number | null;
  readonly identifiers: readonly string[];
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
