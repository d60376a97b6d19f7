import type { DuckDBConnection } from '@duckdb/node-api';
import { rows } from '../../../warehouse/index.ts';

type Row = Record<string, unknown>;

interface Field {
  readonly field: string;
  /** over a row of source_records, and over one of customers */
  readonly value: string;
  readonly reason?: string;
}

/** The fields that have parts, which a steward may correct alone. */
const parts = {
  name: ['family_name', 'given_name'],
  address: ['country', 'province', 'city', 'district', 'street', 'detail', 'postal_code'],
} as const;

const fields: readonly Field[] = [
  { field: 'name', value: 'full_name', reason: 'name_reason' },
  { field: 'email', value: 'email', reason: 'email_reason' },
  { field: 'phone', value: 'phone', reason: 'phone_reason' },
  { field: 'gender', value: 'gender' },
  { field: 'birth_date', value: 'cast(birth_date as varchar)', reason: 'birth_date_reason' },
  { field: 'company', value: 'company', reason: 'company_reason' },
  { field: 'job_title', value: 'job_title' },
  { field: 'account_id', value: 'account_id' },
  { field: 'account_owner', value: 'account_owner' },
  {
    field: 'address',
    value: `nullif(concat_ws(' ', ${parts.address.join(', ')}), '')`,
    reason: 'address_reason',
  },
  { field: 'acquisition_channel', value: 'acquisition_channel' },
  ...Object.values(parts)
    .flat()
    .map((field) => ({ field, value: field })),
];

const each = (select: (field: Field) => string): string => fields.map(select).join(' union all ');

const placesOfParts = Object.entries(parts).flatMap(([whole, of]) =>
  of.map((part, place) => `('${whole}', '${part}', ${place})`),
);

/**
 * Common tables of a customer ($1): `golden`, the value of each field; `origins`, the rows of customer_field_provenance, with the
 * parts of the field that a steward corrected since (`corrected`).
 */
const goldenSql = `
  golden as (${each(
    ({ field, value }) =>
      `select '${field}' as field, ${value} as value from customers where customer_id = $1`,
  )}),
  parts as (select * from (values ${placesOfParts.join(', ')}) as t(whole, part, place)),
  corrected as (
    select w.field, string_agg(p.field, ', ' order by s.place) as parts
    from customer_field_provenance as w
    join parts as s on s.whole = w.field
    join customer_field_provenance as p on p.customer_id = w.customer_id and p.field = s.part
    where w.customer_id = $1 and (w.rule <> 'steward' or p.since_at > w.since_at)
    group by w.field
  ),
  origins as (
    select p.* exclude (customer_id), c.parts as corrected
    from customer_field_provenance as p left join corrected as c using (field)
    where p.customer_id = $1
  )`;

/** Where each field of a customer is from, with its value, and which parts of it a steward corrected alone (`corrected`). */
export const provenance = (connection: DuckDBConnection, customerId: string): Promise<Row[]> =>
  rows<Row>(
    connection,
    `with ${goldenSql}
     select p.field, p.rule, p.corrected, p.source, p.record_id, p.since_at, p.is_valid, p.agreeing, p.disagreeing, g.value
     from origins as p left join golden as g using (field) order by p.field`,
    [customerId],
  );

/** What the customer's records say otherwise, and why it did not survive; of parts, where a steward corrected them. */
export const otherValues = (connection: DuckDBConnection, customerId: string): Promise<Row[]> =>
  rows<Row>(
    connection,
    `with ${goldenSql},
     records as (
       select r.* from source_records as r join customer_identity as i using (record_id) where i.customer_id = $1
     ),
     said as (${each(
       ({ field, value, reason = 'null' }) =>
         `select '${field}' as field, record_id, source, ${value} as value, ${reason} as reason,
            deleted_at_source_at is not null as is_deleted, updated_at from records`,
     )}),
     quarantined as (
       select record_id, string_agg(reason, ', ' order by field) as reason from quarantined_records group by record_id
     )
     select s.field, s.source, s.record_id, s.value, s.updated_at,
       case
         when s.is_deleted then 'deleted at its source'
         when q.reason is not null then 'in quarantine: ' || q.reason
         when p.rule = 'steward' then 'a steward said otherwise'
         when s.reason is not null then 'not valid: ' || replace(s.reason, '_', ' ')
         when s.value = o.value and p.corrected is not null then 'a steward corrected ' || p.corrected
         else 'by ' || p.rule || ', another record'
       end as why
     from said as s
     left join golden as g using (field)
     left join origins as p on p.field = s.field
     left join said as o on o.field = s.field and o.record_id = p.record_id
     left join quarantined as q on q.record_id = s.record_id
     where s.value is not null and s.value is distinct from g.value
       and (p.field is not null or s.field not in (select part from parts))
     order by s.field, s.updated_at desc, s.record_id`,
    [customerId],
  );

/**
 * What stewards said of the customer, the last first; without what follows from one (a street clears the detail) where the
 * same command said otherwise.
 */
export const corrections = (connection: DuckDBConnection, customerId: string): Promise<Row[]> =>
  rows<Row>(
    connection,
    `select f.field, coalesce(f.open_value, f.value) as value, f.reason, f.steward, f.occurred_at, f.refused
     from field_corrections as f join customer_identity as i using (record_key)
     where i.customer_id = $1 and (f.field = f.said_field or not exists (
       from field_corrections as o
       where o.record_key = f.record_key and o.field = f.field and o.occurred_at = f.occurred_at and o.landed_seq > f.landed_seq
     ))
     order by f.landed_seq desc, f.field`,
    [customerId],
  );
