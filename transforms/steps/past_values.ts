import { BOOLEAN, VARCHAR } from '@duckdb/node-api';
import { distinctValuesStep } from '../distinctValues.ts';
import { companyOutcome, emailOutcome, nameOutcome, phoneOutcome } from '../standardise/index.ts';

/** A value in the standard form: in `value`, a company in `company`. */
interface Read {
  readonly value?: string | null;
  readonly given?: string | null;
  readonly family?: string | null;
  readonly isValid: boolean;
  readonly company?: string | null;
}

/** What each kind of value is read as; `region` is the country by which a telephone number is read. */
const readers: Readonly<Record<string, (raw: string, region: string, defaultRegion: string) => Read>> = {
  email: emailOutcome,
  phone: (raw, region, defaultRegion) =>
    phoneOutcome(raw, { defaultRegion, ...(region && { country: region }) }),
  name: nameOutcome,
  company(raw) {
    const { value, isValid } = companyOutcome(raw);
    return { company: value, isValid };
  },
};

/** Standardises what records said before: each distinct value once. */
export const step = distinctValuesStep(['record_versions', 'standard_addresses', 'settings'], {
  past_values: {
    description:
      'Values that source records had before those they have now, as they came and in the standard form.',
    grain:
      "kind (email, phone, name, company) × value as it came × country of the record's address (for phones)",
    keys: ['kind', 'raw', 'region'],
    results: {
      value: VARCHAR,
      given_name: VARCHAR,
      family_name: VARCHAR,
      is_valid: BOOLEAN,
      company: VARCHAR,
    },
    open: ['kind', 'region', 'is_valid', 'company'],
    needed: `
      select 'email' as kind, email as raw, '' as region from record_versions where not is_plain_email(email)
      union select 'phone', v.phone, phone_region(v.phone, a.region)
        from record_versions as v cross join settings as s left join standard_addresses as a
          on a.address_key = address_key(v.country, v.province, v.city, v.district, v.postal_code, v.street)
        where not is_plain_mobile(v.phone, coalesce(a.region, s.default_region) = 'CN')
      union select 'name', full_name, '' from record_versions where full_name is not null
      union select 'company', company, '' from record_versions where company is not null`,
    standardise([kind = '', raw = '', region = ''], { defaultRegion }) {
      const read = readers[kind]?.(raw, region, defaultRegion);
      const { value = null, given = null, family = null, isValid = null, company = null } = read ?? {};
      return [value, given, family, isValid, company];
    },
  },
});
