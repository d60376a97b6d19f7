import { type AddressParts, addressOutcome } from './addressFields.ts';
import { standardiseBirthDate } from './birthDate.ts';
import { companyOutcome, emailOutcome, nameOutcome, phoneOutcome } from './fieldValues.ts';
import { standardiseGender } from './gender.ts';
import { isPostcode } from './postcode.ts';
import { regionOf } from './region.ts';
import { foldText, isNamePart, isPlaceholder, isTooLong } from './text.ts';

/** Fields that say who somebody is or where to reach them. */
export const personalFields = [
  'full_name',
  'given_name',
  'family_name',
  'email',
  'phone',
  'gender',
  'birth_date',
  'account_owner',
  'street',
  'detail',
  'postal_code',
] as const;

/** Fields that analysts see. */
export const openFields = [
  'company',
  'job_title',
  'account_id',
  'country',
  'province',
  'city',
  'district',
  'acquisition_channel',
] as const;

export type CorrectedField = (typeof personalFields)[number] | (typeof openFields)[number];

const fields: readonly string[] = [...personalFields, ...openFields];

/** The field that a correction names, `name` being the full name; null for a word that is none. */
export const correctedField = (word: string): CorrectedField | null => {
  const name = word === 'name' ? 'full_name' : word;
  return fields.includes(name) ? (name as CorrectedField) : null;
};

/** What is known beside the word itself; all of it makes the reading surer, none is needed. */
export interface CorrectionContext {
  readonly defaultRegion: string;
  /** ISO 8601 date of the correction */
  readonly asOf: string;
  /** the address as it stands, with the other parts that are corrected along with this one */
  readonly address?: Partial<AddressParts>;
}

/**
 * What a correction puts in place: by field the standard form, empty where nothing shall stand; or why it is
 * refused.
 */
export interface Correction {
  readonly values: Readonly<Partial<Record<CorrectedField, string>>>;
  readonly reason: string | null;
  /** the values that an ambiguous word may mean */
  readonly candidates?: readonly string[];
}

/**
 * A steward's word on a field in the standard form, judged as a source's word would be. Empty text clears the field. A
 * full name brings its parts, a street clears the detail; a part of a name stays as it is written.
 */
export function standardiseCorrection(
  field: CorrectedField,
  raw: string,
  { defaultRegion, asOf, address = {} }: CorrectionContext,
): Correction {
  const text = isTooLong(raw) ? '' : foldText(raw);
  const one = (value: string | null, reason: string | null): Correction =>
    value === null || reason !== null
      ? { values: {}, reason: reason ?? 'not_valid' }
      : { values: { [field]: value }, reason: null };
  if (isTooLong(raw)) return one(null, 'too_long');
  if (text === '')
    return {
      values:
        field === 'full_name'
          ? { full_name: '', given_name: '', family_name: '' }
          : field === 'street'
            ? { street: '', detail: '' }
            : { [field]: '' },
      reason: null,
    };
  switch (field) {
    case 'full_name': {
      const { value, isValid, reason, given, family } = nameOutcome(raw);
      if (!isValid || value === null) return one(null, reason);
      return {
        values: { full_name: value, given_name: given ?? '', family_name: family ?? '' },
        reason: null,
      };
    }
    case 'given_name':
    case 'family_name':
      return one(text, isNamePart(text) ? null : nameOutcome(raw).reason);
    case 'email': {
      const { value, reason } = emailOutcome(raw);
      return one(value, reason);
    }
    case 'phone': {
      const context = {
        defaultRegion,
        ...(address.country && { country: address.country }),
      };
      const { value, reason } = phoneOutcome(raw, context);
      return one(value, reason);
    }
    case 'gender': {
      const { value, reason } = standardiseGender(raw);
      return one(value, reason);
    }
    case 'birth_date': {
      const { value, reason, candidates } = standardiseBirthDate(raw, { asOf });
      return { ...one(value, reason), ...(candidates.length > 0 && { candidates }) };
    }
    case 'company': {
      const { value, reason } = companyOutcome(raw);
      return one(value, reason);
    }
    case 'country': {
      const code = regionOf(text);
      return one(code, code === null ? 'not_a_country' : null);
    }
    case 'province':
    case 'city':
    case 'district': {
      const name = area(field, text, address);
      return one(name, name === null ? 'placeholder' : null);
    }
    // building and room of the sources belong to another street
    case 'street':
      return isPlaceholder(text)
        ? one(null, 'placeholder')
        : { values: { street: text, detail: '' }, reason: null };
    case 'postal_code': {
      const country = regionOf(address.country ?? '') ?? '';
      return one(text, isPostcode(text, country) === false ? 'not_a_postal_code' : null);
    }
    default:
      return one(text, isPlaceholder(text) ? 'placeholder' : null);
  }
}

const nowhere: AddressParts = {
  country: '',
  province: '',
  city: '',
  district: '',
  postalCode: '',
  street: '',
};

/** An area by its full name: as read beside the others, else alone, else as it was said. */
function area(
  field: 'province' | 'city' | 'district',
  text: string,
  address: Partial<AddressParts>,
): string | null {
  if (isPlaceholder(text)) return null;
  const beside = addressOutcome({ ...nowhere, ...address, street: '', [field]: text });
  if (beside.isValid && beside[field] !== null && beside[field] !== text) return beside[field];
  return addressOutcome({ ...nowhere, country: address.country ?? '', [field]: text })[field] ?? text;
}
