import { simplified } from './simplified.ts';
import type { Raw, Standardised } from './standardised.ts';
import { foldText, isPlaceholder, isTooLong, withoutMarks } from './text.ts';

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
  /** simplified, lower case, without marks, punctuation, `the`, legal form: equal keys are probably one company */
  readonly key: string | null;
}

/** The standard spelling of a legal form, and the spellings it is read from; longer ones are tried first. */
const chineseForms: readonly string[] = [
  '股份有限责任公司',
  '集团股份有限公司',
  '集团有限责任公司',
  '集团有限公司',
  '股份有限公司',
  '有限责任公司',
  '有限公司',
  '股份公司',
  '合伙企业(有限合伙)',
  '合伙企业(普通合伙)',
  '合伙企业',
  '个人独资企业',
  '个体工商户',
  '集团公司',
  '分公司',
  '公司',
  '集团',
  '株式会社',
  '合同会社',
  '有限会社',
];

const latinForms: readonly (readonly [standard: string, pattern: string])[] = [
  ['Co., Ltd.', 'co(?:mpany)?\\.?,?\\s*(?:ltd|limited)'],
  ['Pty Ltd', '(?:pty|proprietary)\\.?\\s*(?:ltd|limited)'],
  ['Pvt Ltd', '(?:pvt|private)\\.?\\s*(?:ltd|limited)'],
  ['GmbH & Co. KG', 'gmbh\\s*(?:&|und|and)\\s*co\\.?\\s*kg'],
  ['Sdn Bhd', 'sdn\\.?\\s*bhd'],
  ['GmbH', 'g\\.?m\\.?b\\.?h'],
  ['LLC', 'l\\.?l\\.?c'],
  ['LLP', 'l\\.?l\\.?p'],
  ['PLC', 'p\\.?l\\.?c'],
  ['S.A.S.', 's\\.?a\\.?s'],
  ['S.p.A.', 's\\.?p\\.?a'],
  ['S.r.l.', 's\\.?r\\.?l'],
  ['SARL', 's\\.?a\\.?r\\.?l'],
  ['S.A.', 's\\.?a'],
  ['S.L.', 's\\.?l'],
  ['B.V.', 'b\\.?v'],
  ['N.V.', 'n\\.?v'],
  ['K.K.', 'k\\.?k'],
  ['OOO', 'ooo'],
  ['AG', 'ag'],
  ['KG', 'kg'],
  ['OHG', 'ohg'],
  ['UG', 'ug'],
  ['AB', 'ab'],
  ['A/S', 'a\\/s'],
  ['ApS', 'aps'],
  ['Oy', 'oyj?'],
  ['Ltd', '(?:ltd|limited)'],
  ['Inc.', '(?:inc|incorporated)'],
  ['Corp.', '(?:corp|corporation)'],
  ['Co.', '(?:co|company)'],
];
const latin = latinForms.map(
  ([standard, pattern]) =>
    [standard, new RegExp(`^(.*\\S)(?:,\\s*|\\s+)\\(?${pattern}\\.?\\)?$`, 'i')] as const,
);

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
  const { name, legalForm } = splitLegalForm(text);
  const isChinese = legalForm !== null && /\p{Script=Han}/u.test(legalForm);
  return {
    value: legalForm === null ? name : `${name}${isChinese ? '' : ' '}${legalForm}`,
    valid: true,
    reason: null,
    assumed: [],
    name,
    legalForm,
    key: companyKey(name),
  };
}

/** Whether a text ends in a legal form, and so is more likely the name of a company than of a person. */
export function looksLikeCompany(text: string): boolean {
  const { legalForm } = splitLegalForm(tidy(text));
  return (
    legalForm !== null &&
    !['AB', 'Co.', 'Oy', 'S.A.', 'S.L.', 'AG', 'UG', 'KG', 'OOO', 'K.K.'].includes(legalForm)
  );
}

interface SplitCompany {
  readonly name: string;
  readonly legalForm: string | null;
}

/** `name` is the whole text where no legal form is found, or nothing would be left beside it. */
function splitLegalForm(text: string): SplitCompany {
  const folded = simplified(text);
  const chinese = chineseForms.find((form) => folded.endsWith(form));
  if (chinese && folded.length > chinese.length) {
    const name = text.slice(0, text.length - chinese.length).trim();
    if (name !== '') return { name, legalForm: chinese };
  }
  for (const [standard, pattern] of latin) {
    const name = pattern.exec(text)?.[1];
    if (name !== undefined) return { name: name.replace(/[\s,]+$/, ''), legalForm: standard };
  }
  return { name: text, legalForm: null };
}

const isLegalFormAlone = (text: string): boolean =>
  chineseForms.includes(simplified(text)) ||
  latin.some(([, pattern]) => pattern.exec(`- ${text}`)?.[1] === '-');

/** Spaces between Chinese characters, and before commas, are slips of typing. */
const tidy = (text: string): string =>
  text
    .replace(/(?<=\p{Script=Han})\s+(?=[\p{Script=Han}(])/gu, '')
    .replace(/\s+,/g, ',')
    .replace(/^[\s,]+|[\s,]+$/g, '');

const companyKey = (name: string): string =>
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
