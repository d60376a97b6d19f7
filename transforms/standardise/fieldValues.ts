import { type BirthDateContext, type BirthDateReason, standardiseBirthDate } from './birthDate.ts';
import { type CompanyReason, standardiseCompany } from './company.ts';
import { type EmailReason, standardiseEmails } from './email.ts';
import { type NameReason, standardiseName } from './names/name.ts';
import { type PhoneContext, type PhoneReason, standardisePhones } from './phone.ts';
import { foldText } from './text.ts';

/**
 * What a field of a record holds after standardising. `value` is the standard form; else the text as it came,
 * so that it can be compared and mended; null where the text says nothing of the field (a placeholder, a
 * value of another field).
 */
export interface FieldOutcome {
  readonly value: string | null;
  readonly isValid: boolean;
  readonly reason: string | null;
}

export interface EmailOutcome extends FieldOutcome {
  /** further valid addresses of the field */
  readonly others: readonly string[];
  /** the address that was probably meant; it is never put in place */
  readonly suggestion: string | null;
  readonly isRole: boolean;
  readonly isDisposable: boolean;
}

export interface PhoneOutcome extends FieldOutcome {
  /** further valid numbers of the field */
  readonly others: readonly string[];
  readonly extension: string | null;
  readonly type: string | null;
  /** ISO 3166-1 alpha-2 */
  readonly country: string | null;
}

export interface NameOutcome extends FieldOutcome {
  readonly family: string | null;
  readonly given: string | null;
  /** in Latin letters, `wang xiaoming` */
  readonly key: string | null;
  /** female, male or other, where a form of address tells */
  readonly gender: string | null;
}

/** Reasons for which a text is no value of its field at all. */
const saysNothing: ReadonlySet<string> = new Set<
  EmailReason | PhoneReason | CompanyReason | NameReason | BirthDateReason
>(['empty', 'placeholder', 'masked', 'phone', 'email', 'not_a_number', 'not_a_company', 'no_letters']);

const kept = (value: string | null, reason: string | null, raw: string): string | null =>
  value ?? (reason !== null && saysNothing.has(reason) ? null : foldText(raw) || null);

export function emailOutcome(raw: string): EmailOutcome {
  const all = standardiseEmails(raw);
  const { value, valid, reason, suggestion, isRole, isDisposable } = all[0];
  // what stands behind a broken address may be its rest
  const others = valid ? valuesBeside(value, all) : [];
  return {
    value: kept(value, reason, raw),
    isValid: valid,
    reason,
    others,
    suggestion,
    isRole,
    isDisposable,
  };
}

export function phoneOutcome(raw: string, context: PhoneContext): PhoneOutcome {
  const all = standardisePhones(raw, context);
  const { value, valid, reason, type, country, extension } = all.find((each) => each.valid) ?? all[0];
  const others = valuesBeside(value, all);
  return { value: kept(value, reason, raw), isValid: valid, reason, others, extension, type, country };
}

interface Entry {
  readonly value: string | null;
  readonly valid: boolean;
}

const valuesBeside = (chosen: string | null, entries: readonly Entry[]): readonly string[] => [
  ...new Set(
    entries.flatMap(({ value, valid }) => (valid && value !== null && value !== chosen ? [value] : [])),
  ),
];

export interface BirthDateSaid extends Pick<BirthDateContext, 'order' | 'country' | 'timeZone'> {
  /** the year in which the text was written, by which a year of two digits is read; empty: not known */
  readonly saidIn: string;
}

export function birthDateOutcome(raw: string, { saidIn, ...context }: BirthDateSaid): FieldOutcome {
  const { value, valid, reason } = standardiseBirthDate(raw, {
    ...context,
    ...(saidIn !== '' && { asOf: `${saidIn}-12-31` }),
  });
  return { value, isValid: valid, reason };
}

export function nameOutcome(raw: string): NameOutcome {
  const { value, valid, reason, family, given, key, genderHint } = standardiseName(raw);
  return { value: kept(value, reason, raw), isValid: valid, reason, family, given, key, gender: genderHint };
}

export function companyOutcome(raw: string): FieldOutcome & { readonly key: string | null } {
  const { value, valid, reason, key } = standardiseCompany(raw);
  return { value: kept(value, reason, raw), isValid: valid, reason, key };
}
