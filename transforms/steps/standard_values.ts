import {
  BOOLEAN,
  type DuckDBConnection,
  type DuckDBType,
  type DuckDBValue,
  LIST,
  listValue,
  VARCHAR,
} from '@duckdb/node-api';
import { appendColumns, type Config } from '../../warehouse/index.ts';
import {
  addressOutcome,
  addressParts,
  birthDateOutcome,
  companyOutcome,
  emailOutcome,
  mailDomain,
  nameOutcome,
  phoneOutcome,
  standardiseGender,
} from '../standardise/index.ts';
import type { PlainStep, StepContent, StepTable } from '../step.ts';

type Text = string | null;
type Values = readonly DuckDBValue[];

type Business = Pick<Config['business'], 'defaultRegion' | 'timeZone'>;

/** One table of values that SQL alone cannot judge: its key as it came, and what standardising makes of it. */
interface Kind {
  readonly description: string;
  readonly grain: string;
  readonly keys: readonly string[];
  readonly results: Readonly<Record<string, DuckDBType>>;
  /** columns beside those named in `reads` that hold nothing personal */
  readonly open: readonly string[];
  /** SELECT of the distinct keys, in this order */
  readonly needed: string;
  /** one value for each column of `results` */
  standardise(key: readonly string[], business: Business): Values;
}

const judged = { value: VARCHAR, is_valid: BOOLEAN, reason: VARCHAR };

const kinds: Readonly<Record<string, Kind>> = {
  standard_emails: {
    description: 'E-mail addresses that are not plain, as they came and in the standard form.',
    grain: 'e-mail address as it came',
    keys: ['raw'],
    results: {
      ...judged,
      others: LIST(VARCHAR),
      suggestion: VARCHAR,
      is_role: BOOLEAN,
      is_disposable: BOOLEAN,
    },
    open: ['is_valid', 'reason', 'is_role', 'is_disposable'],
    needed: `select email as raw from record_values where email is not null and not is_plain_email(email)
      union select contact from contact_spellings where kind = 'email' and not is_plain`,
    standardise([raw = '']) {
      const { value, isValid, reason, others, suggestion, isRole, isDisposable } = emailOutcome(raw);
      return [value, isValid, reason, listValue(others), suggestion, isRole, isDisposable];
    },
  },
  standard_mail_domains: {
    description:
      'Domains of plain e-mail addresses: what was probably meant, and whether mailboxes there are thrown away.',
    grain: 'domain',
    keys: ['domain'],
    results: { suggested_domain: VARCHAR, is_disposable: BOOLEAN },
    open: ['domain', 'suggested_domain', 'is_disposable'],
    needed: `select distinct replace_all(lower(email), '^.*@', '') as domain from record_values
      where email is not null and is_plain_email(email)`,
    standardise([domain = '']) {
      const known = mailDomain(domain);
      return known.ascii === null ? [null, false] : [known.suggestion, known.isDisposable];
    },
  },
  standard_phones: {
    description: 'Telephone numbers that are no plain mainland mobiles, as they came and in E.164.',
    grain: 'telephone number as it came × country of the record (empty: not said, or said by the number)',
    keys: ['raw', 'region'],
    results: {
      ...judged,
      others: LIST(VARCHAR),
      extension: VARCHAR,
      type: VARCHAR,
      phone_country: VARCHAR,
    },
    open: ['is_valid', 'reason', 'type', 'phone_country'],
    needed: `select phone as raw, phone_region(phone, country) as region
      from record_values cross join settings
      where phone is not null and not is_plain_mobile(phone, coalesce(country, 'CN') = 'CN' and default_region = 'CN')
      union select contact, region from contact_spellings where kind = 'phone' and not is_plain`,
    standardise([raw = '', country = ''], { defaultRegion }) {
      const context = { defaultRegion, ...(country && { country }) };
      const { value, isValid, reason, others, extension, type, country: of } = phoneOutcome(raw, context);
      return [value, isValid, reason, listValue(others), extension, type, of];
    },
  },
  standard_names: {
    description: 'Names as they came and in the standard form, split.',
    grain: 'name as it came',
    keys: ['raw'],
    results: { ...judged, family_name: VARCHAR, given_name: VARCHAR, latin_key: VARCHAR, gender: VARCHAR },
    open: ['is_valid', 'reason'],
    needed: 'select distinct full_name as raw from record_values where full_name is not null',
    standardise([raw = '']) {
      const { value, isValid, reason, family, given, key, gender } = nameOutcome(raw);
      return [value, isValid, reason, family, given, key, gender];
    },
  },
  standard_genders: {
    description: 'Genders as they came and as female, male or other.',
    grain: 'gender as it came × letters of its source (HM: hombre and mujer; empty where they say nothing)',
    keys: ['raw', 'letters'],
    results: judged,
    open: ['letters', 'is_valid', 'reason'],
    needed: `select distinct r.gender as raw, gender_letters_of(r.gender, c.gender_letters) as letters
      from record_values as r left join source_conventions as c on c.source = r.source where r.gender is not null`,
    standardise([raw = '', letters = '']) {
      const { value, valid, reason } = standardiseGender(raw, { isMujer: letters === 'HM' });
      return [value, valid, reason];
    },
  },
  standard_birth_dates: {
    description: 'Birth dates as they came and in ISO 8601.',
    grain:
      'birth date as it came × year in which it was said (empty where its own year is written in full) × country of the record and order of day and month in its source (empty where its numbers have one order)',
    keys: ['raw', 'said_in', 'country', 'date_order'],
    results: judged,
    open: ['said_in', 'country', 'date_order', 'is_valid', 'reason'],
    needed: `select distinct r.birth_date as raw, birth_date_said_in(r.birth_date, r.last_seen_at) as said_in,
        birth_date_country(r.birth_date, r.country) as country, birth_date_order(r.birth_date, c.date_order) as date_order
      from record_values as r left join source_conventions as c on c.source = r.source where r.birth_date is not null`,
    standardise([raw = '', saidIn = '', country = '', order = ''], { defaultRegion, timeZone }) {
      const { value, isValid, reason } = birthDateOutcome(raw, {
        saidIn,
        country: country || defaultRegion,
        timeZone,
        ...((order === 'dmy' || order === 'mdy' || order === 'ymd') && { order }),
      });
      return [value, isValid, reason];
    },
  },
  standard_companies: {
    description: 'Company names as they came and in the standard form.',
    grain: 'company name as it came',
    keys: ['raw'],
    results: { ...judged, company_key: VARCHAR },
    open: ['raw', 'value', 'is_valid', 'reason', 'company_key'],
    needed: 'select distinct company as raw from record_values where company is not null',
    standardise([raw = '']) {
      const { value, isValid, reason, key } = companyOutcome(raw);
      return [value, isValid, reason, key];
    },
  },
  standard_addresses: {
    description: 'Addresses as they came and in the standard form.',
    grain: 'country, province, city, district, postal code and street as they came',
    keys: ['address_key'],
    results: {
      country: VARCHAR,
      province: VARCHAR,
      city: VARCHAR,
      district: VARCHAR,
      street: VARCHAR,
      detail: VARCHAR,
      postal_code: VARCHAR,
      is_valid: BOOLEAN,
      reason: VARCHAR,
    },
    open: ['country', 'province', 'city', 'district', 'is_valid', 'reason'],
    needed: `select distinct address_key(country, province, city, district, postal_code, street) as address_key
      from record_values
      where address_key(country, province, city, district, postal_code, street) is not null
      union select address_key from record_purchases where address_key is not null`,
    standardise([key = '']) {
      const read = addressOutcome(addressParts(key));
      return [
        read.country,
        read.province,
        read.city,
        read.district,
        read.street,
        read.detail,
        read.postalCode,
        read.isValid,
        read.reason,
      ];
    },
  },
};

const tableOf = ({ description, grain, keys, results, open }: Kind): StepTable => ({
  description,
  grain,
  keys,
  columns: { ...Object.fromEntries(keys.map((key) => [key, VARCHAR])), ...results },
  publicColumns: open,
  unpublished: true,
});

/**
 * Standardises each distinct value once. What the last build standardised is taken over, what nobody holds
 * any more goes: a row depends on its key and the configuration alone, so a build that goes on gives the same
 * rows as one from nothing.
 */
export const step: PlainStep = {
  reads: ['record_values', 'record_purchases', 'contact_spellings', 'settings', 'source_conventions'],
  writes: Object.fromEntries(Object.entries(kinds).map(([table, kind]) => [table, tableOf(kind)])),
  async run({ connection, config, previous }) {
    const contents: Record<string, StepContent> = {};
    for (const [table, kind] of Object.entries(kinds))
      contents[table] = await standardValues(connection, table, kind, config.business, previous(table));
    return contents;
  },
  async tidy(connection) {
    for (const table of Object.keys(kinds))
      for (const name of [`needed_${table}`, `fresh_${table}`])
        await connection.run(`drop table if exists temp.${name}`);
  },
};

async function standardValues(
  connection: DuckDBConnection,
  table: string,
  kind: Kind,
  business: Business,
  earlier: string | undefined,
): Promise<StepContent> {
  const keys = kind.keys.join(', ');
  const columns = [...kind.keys, ...Object.keys(kind.results)];
  await connection.run(`create or replace temp table needed_${table} as ${kind.needed}`);
  const lacking = `from needed_${table} ${earlier ? `anti join ${earlier} using (${keys})` : ''}`;
  const reader = await connection.runAndReadAll(`select ${keys} ${lacking}`);
  const raws = reader.getColumns() as Text[][];
  const types = Object.values(kind.results);
  const fresh: DuckDBValue[][] = columns.map(() => []);
  const count = raws[0]?.length ?? 0;
  for (let row = 0; row < count; row++) {
    const key = raws.map((column) => column[row] ?? '');
    const values = kind.standardise(key, business);
    for (const [i, value] of [...key, ...values].entries()) fresh[i]?.push(value);
  }
  if (!earlier) return Object.fromEntries(columns.map((column, i) => [column, fresh[i] ?? []]));
  const columnTypes = [...kind.keys.map(() => VARCHAR), ...types];
  const definition = columnTypes.map((type, i) => `${columns[i]} ${type}`);
  await connection.run(`create or replace temp table fresh_${table} (${definition.join(', ')})`);
  if (count > 0) await appendColumns(connection, `fresh_${table}`, columnTypes, fresh);
  return {
    select: `select ${columns.join(', ')} from ${earlier} semi join needed_${table} using (${keys})
      union all select ${columns.join(', ')} from fresh_${table}`,
  };
}
