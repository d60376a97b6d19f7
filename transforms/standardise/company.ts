import { hasLegalForm, isLegalFormAlone, splitLegalForm } from './legalForms.ts';
import { isPlaceholder } from './nothing.ts';
import { simplified } from './simplified.ts';
import type { Raw, Standardised } from './standardised.ts';
import { foldText, isTooLong, withoutMarks } from './text.ts';

/** `no_name`: a legal form alone; `not_a_company`: the field says that there is none: 个人, 学生, self-employed. */
export type CompanyReason =
  | 'empty'
  | 'placeholder'
  | 'not_a_company'
  | 'no_letters'
  | 'no_name'
  | 'email'
  | 'too_long';

/** `value` keeps the spelling of the name and writes the legal form in the standard way, `Acme Ltd`. */
export interface StandardCompany extends Standardised<string, CompanyReason> {
  /** the name without its legal form */
  readonly name: string | null;
  readonly legalForm: string | null;
  /**
   * The name in simplified characters and lower case, without marks, punctuation, `the`; behind a space the
   * kind of its legal form, where it says one: equal keys are probably one company. One without a kind may be
   * any that begins with it.
   */
  readonly key: string | null;
}

const noCompany =
  /^(?:个人|个体|个体户|自由职业者?|无业|待业|学生|退休|在家|self[- ]?employed|freelancer?|individual|student|retired|unemployed|none)$/i;

/**
 * A company name with its legal form told apart and spelled in one way.
 *
 * Source: the legal forms of ISO 20275 (ELF) for the countries named.
 */
export function standardiseCompany(raw: Raw): StandardCompany {
  if (isTooLong(raw)) return failed('too_long');
  const text = tidy(foldText(raw));
  if (text === '') return failed('empty');
  if (text.includes('@')) return failed('email');
  if (noCompany.test(text)) return failed('not_a_company');
  if (isPlaceholder(text)) return failed('placeholder');
  if (!/[\p{L}]/u.test(text)) return failed('no_letters');
  if (isLegalFormAlone(text)) return failed('no_name');
  const { name, legalForm, kind, value } = splitLegalForm(text);
  const stem = companyStem(name);
  if (stem === '集团' || stem === '分公司') return failed('no_name');
  const key = stem === '' ? null : kind === '' ? stem : `${stem} ${kind}`;
  return { value, valid: true, reason: null, assumed: [], name, legalForm, key };
}

/** Whether a text has a legal form, and so is more likely the name of a company than of a person. */
export const looksLikeCompany = (text: string): boolean => hasLegalForm(tidy(text));

/** Spaces between Chinese characters, and before commas, are slips of typing. */
const tidy = (text: string): string =>
  text
    .replace(/(?<=\p{Script=Han})\s+(?=[\p{Script=Han}(])/gu, '')
    .replace(/\s+,/g, ',')
    .replace(/^[\s,]+|[\s,]+$/g, '');

const companyStem = (name: string): string =>
  withoutMarks(simplified(name).toLowerCase())
    .replace(/&/g, ' and ')
    .replace(/^the\s+/, '')
    .replace(/[^\p{L}\p{N}]+/gu, '');

const failed = (reason: CompanyReason): StandardCompany => ({
  value: null,
  valid: false,
  reason,
  assumed: [],
  name: null,
  legalForm: null,
  key: null,
});
