import { type Field, nameFields, withNameSuffix } from './fields.ts';

/** The fields of `record_profiles` by which source records are matched. */
export const profileFields: readonly Field[] = withNameSuffix([
  ...nameFields([
    { kind: 'full_name', column: 'full_name' },
    { kind: 'given_name', column: 'given_name' },
    { kind: 'family_name', column: 'family_name' },
    { kind: 'gender', column: 'gender' },
    { kind: 'birth_date', column: 'birth_date' },
    { kind: 'email', column: 'email' },
    { kind: 'phone', column: 'phone' },
    { kind: 'street', column: 'street' },
    { kind: 'city', column: 'city' },
    { kind: 'postcode', column: 'postal_code' },
    { kind: 'country', column: 'country' },
  ]),
  { name: 'acquisition_channel', kind: 'other', column: 'acquisition_channel' },
]);
