import { BOOLEAN, LIST, listValue, VARCHAR } from '@duckdb/node-api';
import { type DistinctValues, distinctValuesStep } from '../distinctValues.ts';
import {
  birthDateOutcome,
  companyOutcome,
  emailOutcome,
  mailDomain,
  nameOutcome,
  phoneOutcome,
  standardiseGender,
} from '../standardise/index.ts';

const judged = { value: VARCHAR, is_valid: BOOLEAN, reason: VARCHAR };

/** The address of a record `r` of record_values, none or one. */
const besideAddress = `left join standard_addresses as a
        on a.address_key = address_key(r.country, r.province, r.city, r.district, r.postal_code, r.street)`;

const kinds: Readonly<Record<string, DistinctValues>> = {
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
    grain:
      "telephone number as it came × country of the record's address (empty: not said, or said by the number)",
    keys: ['raw', 'region'],
    results: {
      ...judged,
      others: LIST(VARCHAR),
      extension: VARCHAR,
      type: VARCHAR,
      phone_country: VARCHAR,
    },
    open: ['is_valid', 'reason', 'type', 'phone_country'],
    needed: `select r.phone as raw, phone_region(r.phone, a.region) as region
      from record_values as r cross join settings as s ${besideAddress}
      where r.phone is not null and not is_plain_mobile(r.phone, coalesce(a.region, s.default_region) = 'CN')
      union select contact, region from contact_spellings where kind = 'phone' and not is_plain`,
    standardise([raw = '', region = ''], { defaultRegion }) {
      const context = { defaultRegion, ...(region && { country: region }) };
      const { value, isValid, reason, others, extension, type, country } = phoneOutcome(raw, context);
      return [value, isValid, reason, listValue(others), extension, type, country];
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
      "birth date as it came × year in which it was said (empty where its own year is written in full) × country of the record's address and order of day and month in its source (empty where its numbers have one order)",
    keys: ['raw', 'said_in', 'region', 'date_order'],
    results: judged,
    open: ['said_in', 'region', 'date_order', 'is_valid', 'reason'],
    needed: `select distinct r.birth_date as raw, birth_date_said_in(r.birth_date, r.last_seen_at) as said_in,
        birth_date_region(r.birth_date, a.region) as region, birth_date_order(r.birth_date, c.date_order) as date_order
      from record_values as r left join source_conventions as c on c.source = r.source ${besideAddress} where r.birth_date is not null`,
    standardise([raw = '', saidIn = '', region = '', order = ''], { defaultRegion, timeZone }) {
      const { value, isValid, reason } = birthDateOutcome(raw, {
        saidIn,
        country: region || defaultRegion,
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
};

/** Standardises each distinct value once. */
export const step = distinctValuesStep(
  ['record_values', 'contact_spellings', 'standard_addresses', 'settings', 'source_conventions'],
  kinds,
);
