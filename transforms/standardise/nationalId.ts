import { standardiseBirthDate } from './birthDate.ts';
import type { Gender } from './gender.ts';
import { isPlaceholder } from './nothing.ts';
import type { Raw, Standardised } from './standardised.ts';
import { foldText, isTooLong } from './text.ts';

export type NationalIdReason = 'empty' | 'placeholder' | 'not_an_id' | 'region' | 'birth_date' | 'checksum';

/** `first_generation`: fifteen digits, issued before 1999, were written with eighteen. */
export type NationalIdAssumption = 'first_generation';

/**
 * A resident identity number of the mainland. Sensitive personal information: the caller keeps it out of logs, and
 * compares keyed hashes of it rather than the number.
 */
export interface StandardNationalId extends Standardised<string, NationalIdReason, NationalIdAssumption> {
  readonly birthDate: string | null;
  readonly gender: Gender | null;
  /** the first two digits: the province of first registration, GB/T 2260 */
  readonly provinceCode: string | null;
}

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const checkCharacters = '10X98765432';
/** GB/T 2260, with Taiwan, Hong Kong, Macao (71, 81, 82) and residents from there (83) */
const provinceCodes = new Set(
  '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83'.split(
    ' ',
  ),
);

/** The eighteenth character of seventeen digits. Source: ISO 7064, MOD 11-2. */
export function checkCharacter(first17: string): string {
  const sum = weights.reduce((total, weight, index) => total + weight * Number(first17[index]), 0);
  return checkCharacters[sum % 11] ?? '';
}

/**
 * A mainland identity number with its check character, province and birth date tested.
 *
 * Source: GB 11643-1999.
 */
export function standardiseNationalId(raw: Raw, asOf?: string): StandardNationalId {
  if (isTooLong(raw)) return failed('not_an_id');
  const text = foldText(raw).toUpperCase();
  if (text === '') return failed('empty');
  if (isPlaceholder(text)) return failed('placeholder');
  const digits = text.replace(/[\s-]/g, '');
  if (/^(\d)\1+$/.test(digits)) return failed('placeholder');
  const isOld = /^\d{15}$/.test(digits);
  if (!isOld && !/^\d{17}[\dX]$/.test(digits)) return failed('not_an_id');
  const first17 = isOld ? `${digits.slice(0, 6)}19${digits.slice(6)}` : digits.slice(0, 17);
  if (!provinceCodes.has(first17.slice(0, 2))) return failed('region');
  const born = standardiseBirthDate(
    `${first17.slice(6, 10)}-${first17.slice(10, 12)}-${first17.slice(12, 14)}`,
    { asOf },
  );
  if (!born.valid || born.assumed.length > 0) return failed('birth_date');
  const check = checkCharacter(first17);
  if (!isOld && check !== digits[17]) return failed('checksum');
  return {
    value: `${first17}${check}`,
    valid: true,
    reason: null,
    assumed: isOld ? ['first_generation'] : [],
    birthDate: born.value,
    gender: Number(first17[16]) % 2 === 1 ? 'male' : 'female',
    provinceCode: first17.slice(0, 2),
  };
}

const failed = (reason: NationalIdReason): StandardNationalId => ({
  value: null,
  valid: false,
  reason,
  assumed: [],
  birthDate: null,
  gender: null,
  provinceCode: null,
});
