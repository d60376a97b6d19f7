import { standardiseEmail, standardisePhone } from '../../../transforms/standardise/index.ts';
import { ClienteleError, rows, type Snapshot } from '../../../warehouse/index.ts';

type Connection = Snapshot['connection'];

/** A source record by its number and its key, and the customer that it belongs to now. */
export interface NamedRecord {
  readonly record: string;
  readonly key: string;
  readonly customer: string;
}

/**
 * The source records that a record's key, a source's own reference, an e-mail address, or a phone in any
 * spelling of the region names; also those of a customer to whom a steward gave the address or the phone.
 */
export async function recordsNamed(
  connection: Connection,
  said: string,
  region: string,
): Promise<readonly NamedRecord[]> {
  const text = said.trim();
  const { value: phone } = standardisePhone(text, { country: region });
  const { value: email } = standardiseEmail(text);
  return rows<NamedRecord>(
    connection,
    `select cast(r.record_id as varchar) as record, r.record_key as key, i.customer_id as customer
     from customer_identity as i join source_records as r using (record_id)
     where r.record_key = $1 or r.customer_ref = $1 or lower(r.email) = lower($1) or r.email = $3 or r.phone = $1
       or r.phone_key = $2
       or i.customer_id in (select customer_id from customers where email in (lower($1), $3) or phone in ($1, $2))
     order by r.record_id`,
    [text, phone, email],
  );
}

/** Customers that are listed one by one. */
const mostListed = 8;

/**
 * The customer that an id names, or whatever names a source record; an id that was merged away leads to the
 * customer it belongs to now.
 * @throws ClienteleError `no-customer`, or `ambiguous` with the customers that hold it
 */
export async function findCustomer({ connection }: Snapshot, id: string, region: string): Promise<string> {
  const known = await rows<{ customer: string }>(
    connection,
    `select distinct customer_id as customer from customer_identity where 'c' || record_id = $1 or customer_id = $1`,
    [id.trim()],
  );
  const named = await recordsNamed(connection, id, region);
  const [first, ...more] = [...new Set([...known, ...named].map(({ customer }) => customer))].sort();
  if (!first)
    throw new ClienteleError('no-customer', `no customer has the id, e-mail address or phone number "${id}"`);
  if (more.length > 0)
    throw new ClienteleError(
      'ambiguous',
      `"${id}" is held by several customers: ${[first, ...more.slice(0, mostListed - 1)].join(', ')}${more.length < mostListed ? '' : `, … (${(more.length + 1).toLocaleString('en')} in all)`}`,
    );
  return first;
}
