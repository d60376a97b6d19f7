import { BOOLEAN, VARCHAR } from '@duckdb/node-api';
import { distinctValuesStep } from '../distinctValues.ts';
import { addressOutcome, addressParts, regionRead } from '../standardise/index.ts';

/** Standardises each distinct address once, before all that is read by the country it says. */
export const step = distinctValuesStep(['record_values', 'record_purchases', 'record_versions'], {
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
      region: VARCHAR,
    },
    open: ['country', 'province', 'city', 'district', 'is_valid', 'reason', 'region'],
    needed: `select address_key(country, province, city, district, postal_code, street) as address_key
      from record_values
      where address_key(country, province, city, district, postal_code, street) is not null
      union select address_key(country, province, city, district, postal_code, street)
      from record_versions
      where address_key(country, province, city, district, postal_code, street) is not null
      union select address_key from record_purchases where address_key is not null`,
    standardise([key = '']) {
      const parts = addressParts(key);
      const read = addressOutcome(parts);
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
        regionRead(parts, read),
      ];
    },
  },
});
