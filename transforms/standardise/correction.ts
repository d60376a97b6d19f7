import { type AddressParts, addressOutcome, nowhere, regionStanding } from './addressFields.ts';
import { standardiseBirthDate } from './birthDate.ts';
import { companyOutcome, emailOutcome, nameOutcome, phoneOutcome } from './fieldValues.ts';
import { standardiseGender } from './gender.ts';
import { isNamePart, isPlaceholder } from './nothing.ts';
import type { PhoneContext } from './phone.ts';
import { isPostcode } from './postcode.ts';
import { regionOf } from './region.ts';
import { foldText, isTooLong } from './text.ts';

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

const refused = (reason: string | null): Correction => ({ values: {}, reason: reason ?? 'not_valid' });
const put = (values: Correction['values']): Correction => ({ values, reason: null });

/**
 * A steward's word on a field in the standard form, judged as a source's word would be, save that a byname is taken.
 * Empty text clears the field. A full name brings its parts, a street clears the detail; a part of a name stays as it
 * is written.
 */
export function standardiseCorrection(
  field: CorrectedField,
  raw: string,
  context: CorrectionContext,
): Correction {
  if (isTooLong(raw)) return refused('too_long');
  const text = foldText(raw);
  if (text === '') return put(cleared(field));
  if (field === 'full_name') return fullName(raw);
  // building and room of the sources belong to another street
  if (field === 'street')
    return isPlaceholder(text) ? refused('placeholder') : put({ street: text, detail: '' });
  const { value, reason, candidates = [] } = outcomeOf(field, raw, text, context);
  return {
    ...(value === null || reason !== null ? refused(reason) : put({ [field]: value })),
    ...(candidates.length > 0 && { candidates }),
  };
}

function cleared(field: CorrectedField): Correction['values'] {
  if (field === 'full_name') return { full_name: '', given_name: '', family_name: '' };
  return field === 'street' ? { street: '', detail: '' } : { [field]: '' };
}

function fullName(raw: string): Correction {
  const { value, isValid, reason, given, family } = nameOutcome(raw);
  return value !== null && (isValid || reason === 'byname')
    ? put({ full_name: value, given_name: given ?? '', family_name: family ?? '' })
    : refused(reason);
}

interface Outcome {
  readonly value: string | null;
  readonly reason: string | null;
  readonly candidates?: readonly string[];
}

/** The standard form of a word on a field that brings no others, or why it has none; `text` is the word, folded. */
function outcomeOf(
  field: Exclude<CorrectedField, 'full_name' | 'street'>,
  raw: string,
  text: string,
  { defaultRegion, asOf, address = {} }: CorrectionContext,
): Outcome {
  switch (field) {
    case 'given_name':
    case 'family_name':
      return { value: text, reason: partRefusal(text) };
    case 'email':
      return emailOutcome(raw);
    case 'phone':
      return phoneOutcome(raw, phoneContext({ defaultRegion, address }));
    case 'gender':
      return standardiseGender(raw);
    case 'birth_date':
      return standardiseBirthDate(raw, { asOf });
    case 'company':
      return companyOutcome(raw);
    case 'country': {
      const value = regionOf(text);
      return { value, reason: value === null ? 'not_a_country' : null };
    }
    case 'province':
    case 'city':
    case 'district': {
      const value = area(field, text, address);
      return { value, reason: value === null ? 'placeholder' : null };
    }
    case 'postal_code': {
      const country = regionOf(address.country ?? '') ?? '';
      return { value: text, reason: isPostcode(text, country) === false ? 'not_a_postal_code' : null };
    }
    default:
      return { value: text, reason: isPlaceholder(text) ? 'placeholder' : null };
  }
}

/** What a telephone number is read by: the country that the address says, as in the build. */
export function phoneContext({
  defaultRegion,
  address = {},
}: Pick<CorrectionContext, 'defaultRegion' | 'address'>): PhoneContext {
  const country = regionStanding({ ...nowhere, ...address });
  return { defaultRegion, ...(country !== null && { country }) };
}

/** Why a text is no part of a name; what is a byname by itself is a given name in its own field: 小雨. */
function partRefusal(text: string): string | null {
  const { reason } = nameOutcome(text);
  return isNamePart(text) || reason === 'byname' ? null : reason;
}

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
