import { BOOLEAN, type DuckDBValue, VARCHAR } from '@duckdb/node-api';
import {
  addressOutcome,
  addressParts,
  companyOutcome,
  emailOutcome,
  nameOutcome,
  phoneOutcome,
} from '../standardise/index.ts';
import type { Columns, PlainStep } from '../step.ts';

const columns = {
  kind: VARCHAR,
  raw: VARCHAR,
  region: VARCHAR,
  value: VARCHAR,
  given_name: VARCHAR,
  family_name: VARCHAR,
  is_valid: BOOLEAN,
  company: VARCHAR,
  country: VARCHAR,
  province: VARCHAR,
  city: VARCHAR,
  district: VARCHAR,
  street: VARCHAR,
  detail: VARCHAR,
  postal_code: VARCHAR,
} as const;

type Row = Partial<Record<keyof typeof columns, DuckDBValue>>;

/** What each kind of value is read as; `region` is the country of a telephone number's record. */
const readers: Readonly<Record<string, (raw: string, region: string, defaultRegion: string) => Row>> = {
  email: (raw) => judged(emailOutcome(raw)),
  phone: (raw, country, region) =>
    judged(phoneOutcome(raw, { defaultRegion: region, ...(country && { country }) })),
  name(raw) {
    const name = nameOutcome(raw);
    return { ...judged(name), given_name: name.given, family_name: name.family };
  },
  company(raw) {
    const { value, isValid } = companyOutcome(raw);
    return { company: value, is_valid: isValid };
  },
  address(key) {
    const read = addressOutcome(addressParts(key));
    return {
      country: read.country,
      province: read.province,
      city: read.city,
      district: read.district,
      street: read.street,
      detail: read.detail,
      postal_code: read.postalCode,
      is_valid: read.isValid,
    };
  },
};

const judged = ({ value, isValid }: { readonly value: string | null; readonly isValid: boolean }): Row => ({
  value,
  is_valid: isValid,
});

const needed = `
  select 'email' as kind, email as raw, '' as region from record_versions where not is_plain_email(email)
  union select 'phone', phone, phone_region(phone, country) from record_versions cross join settings
    where not is_plain_mobile(phone, coalesce(country, 'CN') = 'CN' and default_region = 'CN')
  union select 'name', full_name, '' from record_versions where full_name is not null
  union select 'company', company, '' from record_versions where company is not null
  union select 'address', address_key(country, province, city, district, postal_code, street), '' from record_versions
    where address_key(country, province, city, district, postal_code, street) is not null`;

/** Standardises what records said before: each distinct value once, those of the last build taken over. */
export const step: PlainStep = {
  reads: ['record_versions', 'settings'],
  writes: {
    past_values: {
      description:
        'Values that source records had before those they have now, as they came and in the standard form.',
      grain:
        'kind (email, phone, name, company, address) × value as it came × country of the record (for phones)',
      keys: ['kind', 'raw', 'region'],
      columns,
      publicColumns: ['kind', 'region', 'is_valid', 'company', 'country', 'province', 'city', 'district'],
      unpublished: true,
    },
  },
  async run({ connection, config, previous }) {
    const read = async (sql: string) => (await connection.runAndReadAll(sql)).getColumnsObject();
    await connection.run(`create or replace temp table needed_past_values as ${needed}`);
    const earlier = previous('past_values');
    const keys = 'kind, raw, region';
    const kept = earlier ? await read(`from ${earlier} semi join needed_past_values using (${keys})`) : {};
    const lacking = await read(
      `select ${keys} from needed_past_values ${earlier ? `anti join ${earlier} using (${keys})` : ''}`,
    );
    const fresh = (lacking.kind ?? []).map((_, i): Row => {
      const [kind, raw, region] = [lacking.kind, lacking.raw, lacking.region].map((column) =>
        String(column?.[i]),
      );
      const standard = readers[kind ?? '']?.(raw ?? '', region ?? '', config.business.defaultRegion);
      return { kind, raw, region, ...standard } as Row;
    });
    const names = Object.keys(columns) as (keyof Row)[];
    const content = names.map((name) => [
      name,
      [...(kept[name] ?? []), ...fresh.map((row) => row[name] ?? null)],
    ]);
    return { past_values: Object.fromEntries(content) as Columns };
  },
  async tidy(connection) {
    await connection.run('drop table if exists temp.needed_past_values');
  },
};
