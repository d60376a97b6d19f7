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
 * The source records that a record's key, a source's own reference, a loyalty id, an e-mail address, or a phone in any
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
     where r.record_key = $1 or r.customer_ref = $1 or r.loyalty_id = $1 or lower(r.email) = lower($1) or r.email = $3 or r.phone = $1
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
    throw new ClienteleError(
      'no-customer',
      `no customer has the id, loyalty id, e-mail address or phone number "${id}"`,
    );
  if (more.length > 0)
    throw new ClienteleError(
      'ambiguous',
      `"${id}" is held by several customers: ${listed([first, ...more])}`,
    );
  return first;
}

const listed = (customers: readonly string[]): string =>
  `${customers.slice(0, mostListed).join(', ')}${customers.length <= mostListed ? '' : `, … (${customers.length.toLocaleString('en')} in all)`}`;

/**
 * The customer of an id as `findCustomer` knows it, else of a name or a part of one: whoever bears it whole, else
 * whoever alone has it in their name. To look at, not to change: a name is no identifier.
 * @throws ClienteleError `no-customer`, or `ambiguous` with the customers and their names
 */
export async function findCustomerOrName(snapshot: Snapshot, text: string, region: string): Promise<string> {
  try {
    return await findCustomer(snapshot, text, region);
  } catch (error) {
    if (!(error instanceof ClienteleError && error.code === 'no-customer')) throw error;
  }
  const said = text.trim();
  const named = await rows<{ customer: string; name: string; isWhole: boolean }>(
    snapshot.connection,
    `select c.customer_id as customer, max(coalesce(c.full_name, r.full_name)) as name,
       bool_or(lower(c.full_name) = lower($1) or coalesce(lower(r.full_name) = lower($1), false)) as "isWhole"
     from customers as c join customer_identity as i using (customer_id) join source_records as r using (record_id)
     where contains(lower(c.full_name), lower($1)) or contains(lower(r.full_name), lower($1))
     group by c.customer_id order by min(i.record_id)`,
    [said],
  );
  const whole = named.filter(({ isWhole }) => isWhole);
  const found = whole.length > 0 ? whole : named;
  const [first, ...more] = found;
  if (!first || said === '')
    throw new ClienteleError(
      'no-customer',
      `no customer has the id, loyalty id, e-mail address, phone number or name "${text}"`,
    );
  if (more.length > 0)
    throw new ClienteleError(
      'ambiguous',
      `"${text}" is ${whole.length > 0 ? 'the name' : 'in the name'} of several customers: ${listed(found.map(({ customer, name }) => `${customer} ${name}`))}`,
    );
  return first.customer;
}
