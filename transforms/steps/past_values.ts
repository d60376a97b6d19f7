import { BOOLEAN, type DuckDBValue, VARCHAR } from '@duckdb/node-api';
import { companyOutcome, emailOutcome, nameOutcome, phoneOutcome } from '../standardise/index.ts';
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
} as const;

type Row = Partial<Record<keyof typeof columns, DuckDBValue>>;

/** What each kind of value is read as; `region` is the country by which a telephone number is read. */
const readers: Readonly<Record<string, (raw: string, region: string, defaultRegion: string) => Row>> = {
  email: (raw) => judged(emailOutcome(raw)),
  phone: (raw, region, defaultRegion) =>
    judged(phoneOutcome(raw, { defaultRegion, ...(region && { country: region }) })),
  name(raw) {
    const name = nameOutcome(raw);
    return { ...judged(name), given_name: name.given, family_name: name.family };
  },
  company(raw) {
    const { value, isValid } = companyOutcome(raw);
    return { company: value, is_valid: isValid };
  },
};

const judged = ({ value, isValid }: { readonly value: string | null; readonly isValid: boolean }): Row => ({
  value,
  is_valid: isValid,
});

const needed = `
  select 'email' as kind, email as raw, '' as region from record_versions where not is_plain_email(email)
  union select 'phone', v.phone, phone_region(v.phone, a.region)
    from record_versions as v cross join settings as s left join standard_addresses as a
      on a.address_key = address_key(v.country, v.province, v.city, v.district, v.postal_code, v.street)
    where not is_plain_mobile(v.phone, coalesce(a.region, s.default_region) = 'CN')
  union select 'name', full_name, '' from record_versions where full_name is not null
  union select 'company', company, '' from record_versions where company is not null`;

/** Standardises what records said before: each distinct value once, those of the last build taken over. */
export const step: PlainStep = {
  reads: ['record_versions', 'standard_addresses', 'settings'],
  writes: {
    past_values: {
      description:
        'Values that source records had before those they have now, as they came and in the standard form.',
      grain:
        "kind (email, phone, name, company) × value as it came × country of the record's address (for phones)",
      keys: ['kind', 'raw', 'region'],
      columns,
      publicColumns: ['kind', 'region', 'is_valid', 'company'],
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
