import { simplified } from './simplified.ts';

/** A company's name told apart from its legal form. */
export interface SplitCompany {
  /** the whole text where no legal form is found, or nothing would be left beside it */
  readonly name: string;
  /** in the standard spelling; null where the text has none */
  readonly legalForm: string | null;
  /**
   * what forms of one kind share, however they are spelled; empty where the text says no more than that it is
   * a company
   */
  readonly kind: string;
  /** the text with its legal form in the standard spelling */
  readonly value: string;
}

type Form = readonly [standard: string, spelling: string, kind?: string];

/** behind the name; longer ones first */
const hanForms: readonly Form[] = [
  ['股份有限责任公司', '股份有限责任公司', '股份有限公司'],
  ['股份有限公司', '股份有限公司'],
  ['有限责任公司', '有限责任公司', '有限公司'],
  ['有限公司', '有限公司'],
  ['股份公司', '股份公司', '股份有限公司'],
  ['合伙企业(有限合伙)', '合伙企业(有限合伙)'],
  ['合伙企业(普通合伙)', '合伙企业(普通合伙)'],
  ['合伙企业', '合伙企业'],
  ['个人独资企业', '个人独资企业'],
  ['个体工商户', '个体工商户'],
  ['公司', '公司', ''],
  ['株式会社', '株式会社'],
  ['株式会社', '(株)'],
  ['合同会社', '合同会社'],
  ['合同会社', '(同)'],
  ['有限会社', '有限会社'],
  ['有限会社', '(有)'],
];
const japanese = hanForms.filter(([standard]) => standard.endsWith('会社'));
const korean: readonly Form[] = [
  ['주식회사', '주식회사'],
  ['주식회사', '(주)'],
  ['유한회사', '유한회사'],
  ['유한회사', '(유)'],
];

const andCo = '\\s*(?:&|\\+|und|and)\\s*co\\.?,?\\s*';
/** behind the name, each by a pattern */
const latinForms: readonly Form[] = [
  ['Co., Ltd.', 'co(?:mpany)?\\.?,?\\s*(?:ltd|limited)', 'ltd'],
  ['Pty Ltd', '(?:pty|proprietary)\\.?\\s*(?:ltd|limited)'],
  ['Pvt Ltd', '(?:pvt|private)\\.?\\s*(?:ltd|limited)'],
  ['Pte Ltd', 'pte\\.?,?\\s*(?:ltd|limited)'],
  ['GmbH & Co. KGaA', `gmbh${andCo}kgaa`],
  ['GmbH & Co. KG', `gmbh${andCo}kg`],
  ['SE & Co. KGaA', `se${andCo}kgaa`],
  ['SE & Co. KG', `se${andCo}kg`],
  ['AG & Co. KGaA', `ag${andCo}kgaa`],
  ['AG & Co. KG', `ag${andCo}kg`],
  ['KGaA', 'kgaa|kommanditgesellschaft auf aktien'],
  ['Sdn Bhd', 'sdn\\.?\\s*bhd|sendirian berhad'],
  ['Bhd', 'bhd|berhad'],
  [
    'GmbH',
    'g(?:es(?:ellschaft)?)?\\.?\\s?m\\.?\\s?b\\.?\\s?h|mbh|gesellschaft mit beschr(?:ä|ae|a)nkter haftung',
  ],
  ['gGmbH', 'ggmbh'],
  ['LLC', 'l\\.?l\\.?c|limited liability company'],
  ['LLP', 'l\\.?l\\.?p|limited liability partnership'],
  ['LP', 'l\\.?p|limited partnership'],
  ['PLC', 'p\\.?l\\.?c|public limited company'],
  ['S.A. de C.V.', 's\\.?\\s?a\\.?(?:\\s?b\\.?)?\\s*de\\s*c\\.?\\s?v'],
  ['S. de R.L. de C.V.', 's\\.?\\s*de\\s*r\\.?\\s?l\\.?\\s*de\\s*c\\.?\\s?v'],
  ['S.A.S.', 's\\.?a\\.?s'],
  ['S.p.A.', 's\\.?p\\.?a|societ[àa] per azioni'],
  ['S.r.l.', 's\\.?r\\.?l|societ[àa] a responsabilit[àa] limitata'],
  ['SARL', 's\\.?[aà]\\.?\\s?r\\.?\\s?l|soci[ée]t[ée] [àa] responsabilit[ée] limit[ée]e'],
  ['S.A.U.', 's\\.?a\\.?u'],
  ['S.L.U.', 's\\.?l\\.?u'],
  ['S.A.S.U.', 's\\.?a\\.?s\\.?u'],
  ['S.A.', 's\\.?\\s?a|s\\/a|soci[ée]t[ée] anonyme|sociedad an[óo]nima|sociedade an[ôo]nima'],
  ['S.L.', 's\\.?l|sociedad (?:de responsabilidad )?limitada'],
  ['Ltda', 'ltda|limitada'],
  ['Lda', 'lda'],
  ['s.r.o.', 's\\.?\\s?r\\.?\\s?o|spol\\.?\\s*s\\s*r\\.?\\s?o|společnost s ručením omezeným'],
  ['Sp. z o.o.', 'sp\\.?\\s*z\\s*o\\.?\\s?o|sp[óo][łl]ka z ograniczon[ąa] odpowiedzialno[śs]ci[ąa]'],
  ['d.o.o.', 'd\\.?\\s?o\\.?\\s?o'],
  ['Kft.', 'kft'],
  ['a.s.', 'a\\.\\s?[sş]'],
  ['B.V.', 'b\\.?v|besloten vennootschap'],
  ['N.V.', 'n\\.?v|naamloze vennootschap'],
  ['K.K.', 'k\\.?k|kabushiki [kg]aisha'],
  ['OOO', 'ooo'],
  ['ООО', 'ооо'],
  ['SE', 'se'],
  ['AG', 'ag|aktiengesellschaft'],
  ['KG', 'kg|kommanditgesellschaft'],
  ['OHG', 'ohg|offene handelsgesellschaft'],
  ['UG', 'ug(?:\\s*\\(haftungsbeschr(?:ä|ae|a)nkt)?'],
  ['e.K.', 'e\\.?\\s?k(?:fm|fr)?'],
  ['e.V.', 'e\\.?\\s?v'],
  ['AB', '(?:ab|aktiebolag(?:et)?)(?:\\s*\\(publ)?'],
  ['A/S', 'a\\/s|aktieselskab'],
  ['AS', 'as'],
  ['ApS', 'aps'],
  ['Oy', 'oyj?'],
  ['JSC', 'jsc|joint[ -]stock company'],
  ['Ltd', '(?:ltd|limited)'],
  ['Inc.', '(?:inc|incorporated)', 'inc'],
  ['Corp.', '(?:corp|corporation)', 'inc'],
  ['Co.', '(?:co|company)', ''],
];
/** before the name */
const firstForms: readonly Form[] = [
  ['ООО', 'ооо'],
  ['ПАО', 'пао'],
  ['ЗАО', 'зао'],
  ['ОАО', 'оао'],
  ['АО', 'ао'],
  ['OOO', 'ooo'],
  ['PT', 'p\\.?t'],
  ['Công ty TNHH', 'c[oô]ng ty tnhh'],
  ['Công ty Cổ phần', 'c[oô]ng ty c[oổ] ph[aầ]n'],
];

const alternatives = (forms: readonly Form[]): string => forms.map(([, pattern]) => `(${pattern})`).join('|');
const behind = new RegExp(`^(.*?\\S)(?:,\\s*|\\s+)\\(?(?:${alternatives(latinForms)})\\.?\\)?$`, 'i');
const before = new RegExp(`^(?:${alternatives(firstForms)})\\.?(?:\\s+|(?=["«“„]))(.*\\p{L}.*)$`, 'iu');
const quotes = /^[\s"«“„']+|[\s"»”']+$/g;
/** a branch: what stands behind the legal form of the company that it belongs to */
const branch = /^(.+?)(股份有限责任公司|股份有限公司|有限责任公司|有限公司|股份公司|公司(?=.+分公司$))(.+)$/;

/** Tells a legal form from the name that it stands behind or before; a branch has the form of its company. */
export function splitLegalForm(text: string): SplitCompany {
  const none: SplitCompany = { name: text, legalForm: null, kind: '', value: text };
  return splitHan(text) ?? splitKorean(text) ?? splitLatin(text) ?? none;
}

const han = /\p{Script=Han}/u;
const hangul = /\p{Script=Hangul}/u;

function splitHan(text: string): SplitCompany | null {
  if (!han.test(text)) return null;
  const folded = simplified(text);
  const isBranch = folded.endsWith('分公司');
  const last = isBranch ? undefined : hanForms.find(([, spelling]) => folded.endsWith(spelling));
  if (last && folded.length > last[1].length) {
    const name = text.slice(0, text.length - last[1].length).trim();
    if (name !== '')
      return {
        name,
        legalForm: last[0],
        kind: kindOf(last),
        value: `${name}${inScriptOf(name, last, text)}`,
      };
  }
  const first = japanese.find(([, spelling]) => folded.startsWith(spelling));
  const named = first ? text.slice(first[1].length).trim() : '';
  if (first && named !== '')
    return { name: named, legalForm: first[0], kind: kindOf(first), value: `${first[0]}${named}` };
  const [, parent = '', ofParent = '', rest] = (folded.includes('公司') && branch.exec(folded)) || [];
  const form = hanForms.find(([, spelling]) => spelling === ofParent);
  if (!form || rest === undefined) return null;
  const name = text.slice(0, parent.length) + text.slice(parent.length + ofParent.length);
  return { name, legalForm: form[0], kind: kindOf(form), value: text };
}

/** A form behind a name in traditional characters as it is written there: a name keeps its script throughout. */
function inScriptOf(name: string, form: Form, text: string): string {
  const [standard, spelling] = form;
  const isChinese = standard === spelling && !japanese.includes(form);
  return isChinese && simplified(name) !== name ? text.slice(text.length - spelling.length) : standard;
}

function splitKorean(text: string): SplitCompany | null {
  if (!hangul.test(text)) return null;
  for (const form of korean) {
    const [standard, spelling] = form;
    const isFirst = text.startsWith(spelling);
    if (!isFirst && !text.endsWith(spelling)) continue;
    const name = (isFirst ? text.slice(spelling.length) : text.slice(0, -spelling.length)).trim();
    if (name === '') continue;
    const value = isFirst ? `${standard} ${name}` : `${name} ${standard}`;
    return { name, legalForm: standard, kind: kindOf(form), value };
  }
  return null;
}

function splitLatin(text: string): SplitCompany | null {
  const last = behind.exec(text);
  const formBehind = last && latinForms[last.findIndex((group, i) => i > 1 && group !== undefined) - 2];
  if (formBehind) {
    const name = (last[1] ?? '').replace(/[\s,]+$/, '');
    return { name, legalForm: formBehind[0], kind: kindOf(formBehind), value: `${name} ${formBehind[0]}` };
  }
  const first = before.exec(text);
  const formBefore = first && firstForms[first.findIndex((group, i) => i > 0 && group !== undefined) - 1];
  if (!formBefore) return null;
  const name = (first.at(-1) ?? '').replace(quotes, '');
  return { name, legalForm: formBefore[0], kind: kindOf(formBefore), value: `${formBefore[0]} ${name}` };
}

const kindOf = ([standard, , kind]: Form): string =>
  kind ?? standard.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');

const eastAsian = new Set([...hanForms, ...korean].map(([, spelling]) => spelling));
const longestAlone = 50;

/** Whether a text is a legal form and nothing else. */
export const isLegalFormAlone = (text: string): boolean =>
  text.length <= longestAlone &&
  (han.test(text) || hangul.test(text)
    ? eastAsian.has(simplified(text))
    : behind.exec(`- ${text}`)?.[1] === '-');

/** Forms that are also initials, syllables of names or words. */
const alsoWords = new Set(
  'AB|Co.|Oy|S.A.|S.L.|S.A.U.|S.L.U.|AG|UG|KG|OOO|K.K.|SE|AS|LP|a.s.|e.K.|e.V.|s.r.o.|d.o.o.|PT|Bhd|JSC'.split(
    '|',
  ),
);

/**
 * Whether a text has a legal form, or is called a group or branch, and so is more likely a company's name
 * than a person's.
 */
export function hasLegalForm(text: string): boolean {
  const { legalForm } = splitLegalForm(text);
  return legalForm === null ? /(?:集团|集團|公司)$/.test(text) : !alsoWords.has(legalForm);
}
