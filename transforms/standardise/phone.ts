import parsePhoneNumber, {
  type CountryCode,
  getCountryCallingCode,
  isSupportedCountry,
  type NumberType,
  validatePhoneNumberLength,
} from 'libphonenumber-js/max';
import { asciiDigits } from './decimalDigits.ts';
import { isMainlandMobile } from './mainlandMobile.ts';
import { isPlaceholder } from './nothing.ts';
import { assignedNumber } from './numberingPlans.ts';
import { fromScientific, isBare, splitExtension, splitNumbers } from './phoneParts.ts';
import { regionOf } from './region.ts';
import type { Raw, Standardised } from './standardised.ts';
import { foldText, isTooLong } from './text.ts';

export type PhoneType =
  | 'mobile'
  | 'fixed'
  | 'fixed_or_mobile'
  | 'toll_free'
  | 'premium_rate'
  | 'shared_cost'
  | 'voip'
  | 'personal'
  | 'pager'
  | 'company'
  | 'voicemail';

/**
 * - `email`: the field holds an e-mail address
 * - `masked`: digits were put out of sight, 138****8000, so that it is nobody's number
 * - `no_area_code`: a local mainland number, which can be reached from its own city alone
 * - `not_assigned`: the length fits, the range does not exist
 */
export type PhoneReason =
  | 'empty'
  | 'placeholder'
  | 'email'
  | 'not_a_number'
  | 'masked'
  | 'too_short'
  | 'too_long'
  | 'no_area_code'
  | 'not_assigned';

/**
 * - `region`: the default region was used
 * - `area_code`: the area code of the context was put before a local number
 * - `mainland_mobile`: eleven digits were read as +86 although the region is another
 * - `country_code`: the code of the country, or of Hong Kong, Macau or Taiwan, was taken for one although no +
 *   stands before it, perhaps a 0
 * - `first_number`: it is of the country that the first number of the field says
 * - `scientific`: a spreadsheet wrote it, 1.3800138E+10
 */
export type PhoneAssumption =
  | 'region'
  | 'area_code'
  | 'mainland_mobile'
  | 'country_code'
  | 'first_number'
  | 'scientific';

/** `value` is E.164, e.g. `+8613800138000`; an extension is no part of it. */
export interface StandardPhone extends Standardised<string, PhoneReason, PhoneAssumption> {
  readonly type: PhoneType | null;
  /** ISO 3166-1 alpha-2; null where the range is of no one country */
  readonly country: string | null;
  readonly extension: string | null;
}

export interface PhoneContext {
  /** the country of the record, by code or name; it goes before the default */
  readonly country?: Raw;
  /** ISO 3166 code of where numbers without a country code are from when the record does not say; default CN */
  readonly defaultRegion?: string;
  /** the area code of local mainland numbers, e.g. `010`, where the record's city tells */
  readonly areaCode?: string;
}

const types: Readonly<Record<Exclude<NumberType, undefined>, PhoneType>> = {
  MOBILE: 'mobile',
  FIXED_LINE: 'fixed',
  FIXED_LINE_OR_MOBILE: 'fixed_or_mobile',
  TOLL_FREE: 'toll_free',
  PREMIUM_RATE: 'premium_rate',
  SHARED_COST: 'shared_cost',
  VOIP: 'voip',
  PERSONAL_NUMBER: 'personal',
  PAGER: 'pager',
  UAN: 'company',
  VOICEMAIL: 'voicemail',
};

const wellFormedMobile = /^(?:(?:\+|00)?86[ -]?)?(1[3-9]\d)[ -]?(\d{4})[ -]?(\d{4})$/;
const madeUpMobile = /^(?:(?:00)?86)?1[3-9]\d(?:0{8}|12345678)$/;
const isMasked = /\d.*(?:[*●•]|[x×]{2})|(?:[*●•]|[x×]{2}).*\d/iu;
const hasCountryCode = /^(?:\+|00)/;
const notPhone = /[\p{L}@]/u;
const none: readonly PhoneAssumption[] = [];
const byRegion: readonly PhoneAssumption[] = ['region'];
const byFirstNumber: readonly PhoneAssumption[] = ['first_number'];
const byMobileRule: readonly PhoneAssumption[] = ['mainland_mobile'];
const byCountryCode: readonly PhoneAssumption[] = ['country_code'];
/** the country codes of Hong Kong, Macau and Taiwan, which are no area codes of the mainland */
const besideMainland = /^0?(?:852|853|886)/;

/**
 * One telephone number in E.164, with type and country; the first where the field holds several.
 *
 * Rules, in this order: full-width digits are folded; extensions are cut off; a number that starts with + or
 * 00 says its own country; then the record's country, else the default region decides; eleven digits 1[3-9]…
 * that are no number of that region are read as a mainland mobile; what is no number of the mainland and
 * begins with 852, 853 or 886 as one of Hong Kong, Macau or Taiwan.
 *
 * Source: ITU-T E.164; the numbering plans of Google's libphonenumber.
 */
export function standardisePhone(raw: Raw, context: PhoneContext = {}): StandardPhone {
  return standardisePhones(raw, context)[0];
}

/** Every number of a field; one entry that says why for a field without any. */
export function standardisePhones(
  raw: Raw,
  context: PhoneContext = {},
): readonly [StandardPhone, ...StandardPhone[]] {
  const fast = fastMobile(raw, context);
  if (fast) return [fast];
  if (isTooLong(raw)) return [failed('too_long')];
  const text = asciiDigits(foldText(raw));
  if (text === '') return [failed('empty')];
  if (text.includes('@')) return [failed('email')];
  if (isPlaceholder(text)) return [failed('placeholder')];
  if (!isBare(text) && isMasked.test(text)) return [failed('masked')];
  const [entry, ...others] = splitNumbers(text, (part) => standardiseOne(part, context).valid);
  if (entry === undefined) return [failed('not_a_number')];
  const first = standardiseOne(entry, context);
  const country = first.valid && hasCountryCode.test(entry) ? first.country : null;
  return [first, ...others.map((other) => standardiseNext(other, country, context))];
}

/**
 * A number behind another one that says its country: of that country where it is a number there, unless it or
 * the record says another, or it is a mobile of the mainland.
 */
function standardiseNext(entry: string, country: string | null, context: PhoneContext): StandardPhone {
  const own = standardiseOne(entry, context);
  const isMainland = own.country === 'CN' && own.type === 'mobile';
  if (country === null || (own.valid && (isMainland || !own.assumed.includes('region')))) return own;
  const beside = standardiseOne(entry, { country });
  return beside.valid && beside.country === country ? { ...beside, assumed: byFirstNumber } : own;
}

/** Mainland mobiles as most are written, without the library; null for all else. */
function fastMobile(raw: Raw, { country, defaultRegion }: PhoneContext): StandardPhone | null {
  if (typeof raw !== 'string') return null;
  const match = wellFormedMobile.exec(raw);
  if (!match) return null;
  const [, head = '', middle = '', tail = ''] = match;
  const national = raw.length === 11;
  const bare = !hasCountryCode.test(raw);
  if (
    bare &&
    ((country !== undefined && country !== null && country !== 'CN') || (defaultRegion ?? 'CN') !== 'CN')
  )
    return null;
  const digits = national ? raw : head + middle + tail;
  if (!isMainlandMobile(digits) || isMadeUp(digits)) return null;
  return {
    ...valid(`+86${digits}`, bare && country !== 'CN' ? byRegion : none),
    type: 'mobile',
    country: 'CN',
    extension: null,
  };
}

function standardiseOne(entry: string, context: PhoneContext): StandardPhone {
  const spelledOut = fromScientific(entry);
  if (spelledOut !== null) {
    const read = standardiseOne(spelledOut, context);
    return read.valid ? { ...read, assumed: [...read.assumed, 'scientific'] } : failed('not_a_number');
  }
  const { number, extension } = splitExtension(entry);
  if (notPhone.test(number)) return failed('not_a_number');
  const dialled = number
    .trim()
    .replace(/^\(\s*(\+|00)/, '$1')
    .replace(/^00(?=[1-9])/, '+');
  const digits = dialled.replace(/\D/g, '');
  if (digits === '') return failed('not_a_number');
  if (isMadeUp(digits)) return failed('placeholder');
  const international = dialled.startsWith('+');
  const given = regionOf(context.country);
  const region = given ?? ((context.defaultRegion ?? 'CN') as CountryCode);
  const assumed = international || given ? none : byRegion;
  const assigned = international
    ? assignedNumber(digits)
    : region === 'CN' && /^0[1-9]/.test(digits)
      ? assignedNumber(`86${digits.slice(1)}`)
      : null;
  if (assigned)
    return {
      ...valid(assigned.number, assumed),
      type: types[assigned.type],
      country: assigned.country,
      extension,
    };
  const local = region === 'CN' && !international && context.areaCode && /^[2-9]\d{6,7}$/.test(digits);
  const parsed = parsePhoneNumber(
    international ? `+${digits}` : local ? `${context.areaCode}${digits}` : digits,
    region,
  );
  const type = parsed?.getType();
  const isStable = parsed !== undefined && parsePhoneNumber(parsed.number)?.number === parsed.number;
  if (isStable && type)
    return {
      ...valid(parsed.number, local ? [...assumed, 'area_code'] : assumed),
      type: types[type],
      country: parsed.country ?? null,
      extension,
    };
  const mobile = /^(?:86|0)?(1[3-9]\d{9})$/.exec(digits)?.[1];
  if (!international && mobile && isMainlandMobile(mobile))
    return { ...valid(`+86${mobile}`, byMobileRule), type: 'mobile', country: 'CN', extension };
  const mainland = region === 'CN' && !international;
  const isCoded = mainland && besideMainland.test(digits);
  const isZeroed =
    !international && isSupportedCountry(region) && digits.startsWith(`0${getCountryCallingCode(region)}`);
  const coded = isCoded || isZeroed ? standardiseOne(`+${digits.replace(/^0/, '')}`, context) : null;
  if (coded?.valid) return { ...coded, assumed: byCountryCode, extension };
  if (mainland && /^[2-9]\d{6,7}$/.test(digits)) return { ...failed('no_area_code'), extension };
  if (mainland && /^1[3-9]/.test(digits) && digits.length !== 11)
    return { ...failed(digits.length < 11 ? 'too_short' : 'too_long'), extension };
  if (isStable && parsed.isPossible())
    return {
      ...failed('not_assigned'),
      value: parsed.number,
      country: parsed.country ?? null,
      assumed,
      extension,
    };
  const length = validatePhoneNumberLength(international ? `+${digits}` : digits, region);
  const reason = length === undefined ? 'not_assigned' : length === 'TOO_LONG' ? 'too_long' : 'too_short';
  return { ...failed(reason), extension };
}

const valid = (value: string, assumed: readonly PhoneAssumption[]) =>
  ({ value, valid: true, reason: null, assumed }) as const;

/** 00000000, 11111111111, 12345678…, 13800000000, 13912345678: typed to get past a form. */
function isMadeUp(digits: string): boolean {
  return (
    digits.length >= 5 &&
    (madeUpMobile.test(digits) || /^(\d)\1+$/.test(digits) || '12345678901234567890'.startsWith(digits))
  );
}

const failed = (reason: PhoneReason): StandardPhone => ({
  value: null,
  valid: false,
  reason,
  assumed: none,
  type: null,
  country: null,
  extension: null,
});
