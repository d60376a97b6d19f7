import { mensTitles, womensTitles } from '../data/latinTitles.ts';
import { fold } from '../fold.ts';
import type { Gender } from '../gender.ts';
import { simplified } from '../simplified.ts';
import { hasCommonSurname, hasCompoundSurname, isOftenGiven } from './hanName.ts';
import { areDialectSyllables } from './romanised.ts';

/** A name without its forms of address, and what they tell. */
export interface Untitled {
  readonly name: string;
  readonly titles: readonly string[];
  /** Jr, Sr, II, III, the Elder: part of the name, but neither given nor family */
  readonly suffix: string | null;
  readonly gender: Gender | null;
}

/**
 * What stands behind a family name, in simplified characters, where people are spoken of: in a text too it
 * tells a name.
 */
export const formsOfAddress = '先生|女士|小姐|太太|夫人|老师|医生|师傅|阿姨|经理';
const ranks = '总经理|经理|董事长|董事|总监|总裁|总助|主任|主管|店长|部长|科长|处长|局长|院长|校长|教授|总';
const callings =
  '同学|同志|博士|大夫|护士|律师|工程师|会计|叔叔|大叔|大爷|大妈|大姐|大哥|老板娘|老板|收|様|さん|さま|ちゃん|くん';
/** simplified; a title behind a title is tried again: 陈经理先生. 收 ends given names, too (李丰收): see `isHarvest` */
const chineseTitle = new RegExp(`^(.{1,8}?)\\s*(副?(?:${ranks})|${formsOfAddress}|${callings})$`, 'u');
/** 小王, 老欧阳; 小明 and 老虎 are bynames */
const familiar = /^([小老])(\p{Script=Han}{1,2})$/u;
/** 张姐, 刘哥, 李太: one character behind a surname and nothing else */
const familiarBehind = /^(\p{Script=Han}{1,2})([姐哥姨叔婶嫂伯爷太])$/u;
const koreanTitle = /(?<=^\p{Script=Hangul}[\p{Script=Hangul} ]{1,5}?)\s?(씨|님|선생님)$/u;
const anybody = 'mx dr prof professor rev revd captain colonel cllr mstr dott avv drs'.split(' ');
const plainTitles = [...womensTitles, ...mensTitles, ...anybody];
/** those that are one with a dot alone */
const dottedTitles = ['hr', 'fr', 'mag', 'ing', 'capt', 'lt', 'col', 'sgt', 'maj'];
/** those that are given names as well: a title before two words or more */
const givenToo = new Set(['don', 'hon', 'sri', 'kumari']);
/**
 * M. for monsieur, which elsewhere is an initial: before a name whose family name alone is in capitals, as French
 * administration writes; D. for don behind señor.
 */
const monsieur = /^(M)\.\s+(?=\p{Lu}\p{Ll}[\p{L}'-]*\s(?:.*\s)?[\p{Lu}'-]{2,}$)/u;
const don = /^(D)\.\s+(?=\S)/;
/** A pattern of any of the titles, the longest first; RE2 knows it too. */
const anyOf = (titles: readonly string[]) =>
  titles
    .toSorted((a, b) => b.length - a.length)
    .join('|')
    .replaceAll('.', '\\.?');
const latinTitle = new RegExp(
  `^(${anyOf([...plainTitles, ...givenToo])}|(?:${anyOf(dottedTitles)})(?=\\.)|dipl\\.?(?:-?\\s?[\\p{L}]{2,10}(?=\\.))?)(?:\\.\\s*|\\s+|(?=\\p{Script=Han}))(?=\\S)`,
  'iu',
);
/**
 * Patterns of forms of address in folded names: before a blank or a dot, before a dot alone, before two words
 * or more.
 */
export const foldedTitles = {
  plain: anyOf(plainTitles.map(fold)),
  dotted: anyOf(dottedTitles),
  beforeTwo: anyOf([...givenToo]),
} as const;
/** the faculty of a German doctor or professor, behind the title */
const faculty =
  /^-?(h\.\s?c|e\.\s?h|habil|mult|med(?:\.\s?(?:dent|vet|univ))?|rer\.\s?(?:nat|pol|oec|soc|cur|medic)|phil|jur|iur|theol|oec|ing|agr|sc)\.\s*(?=\S)/i;
const degrees =
  /(?:,\s*(?=(?:mr|mrs|ms|miss|dr|prof)\b)|[\s,]+(?!(?:mr|mrs|ms|miss|dr|prof)\b))(mr|mrs|ms|miss|dr|prof|ph\.?d|m\.?d|m\.?b\.?a|d\.?d\.?s|esq|c\.?p\.?a|b\.?sc|m\.?sc|r\.?n|obe|cbe|mbe|kbe|dbe|ll\.?[bm]|d\.?phil|dvm|b\.a|m\.a)\.?$/i;

/**
 * What stands behind the comma of a Latin name in lower case and is no given name: of Leeds, 2nd Baronet,
 * Earl of Mar, Jr. Where it may be a given name too (Earl, The Anh, Md Kamal), only what follows tells. A
 * pattern that RE2 knows too.
 */
export const byname =
  '(?:(?:jn?r|sn?r|i{2,3}|iv|esq|ph\\.?d|m\\.?d|bt|kt|knight|baronet)\\.? *(?:,|$)|(?:of|lord|lady|(?:baron|viscount)(?:ess)?) |(?:earl|duke|duchess|marquess|marchioness|count|countess|wife|widow) of |the (?:younger|elder)\\b|[^,]*\\d)';

const withoutDots = (titles: readonly string[]) => titles.map((one) => one.replaceAll('.', ''));
const women = new Set([
  ...'女士 小姐 太太 夫人 阿姨 大妈 大姐 老板娘 姐 姨 婶 嫂 太'.split(' '),
  ...withoutDots(womensTitles),
]);
const men = new Set([
  ...'先生 大爷 大叔 叔叔 大哥 哥 叔 伯 爷 hr don m d'.split(' '),
  ...withoutDots(mensTitles),
]);
/**
 * How what tells namesakes of one family apart is written behind a Latin name, in lower case, and its
 * standard form.
 */
export const generations: Readonly<Record<string, string>> = {
  jr: 'Jr',
  jnr: 'Jr',
  'the younger': 'the Younger',
  sr: 'Sr',
  snr: 'Sr',
  'the elder': 'the Elder',
  ii: 'II',
  iii: 'III',
  iv: 'IV',
  '2nd': 'II',
  '3rd': 'III',
};
const latinSuffix = new RegExp(`[\\s,]+(${Object.keys(generations).join('|')})\\.?$`, 'i');

/** Takes 先生, 女士, 经理, Mr, Dr., PhD and the like off a name, and a Jr or III aside. */
export function withoutTitles(text: string): Untitled {
  const titles: string[] = [];
  let name = text;
  for (let match = chineseTitleOf(name); match; match = chineseTitleOf(name)) {
    name = name.slice(0, match.length);
    titles.push(match.title);
  }
  const korean = koreanTitle.exec(name);
  const nickname = nicknameOf(name);
  if (korean) {
    titles.push(korean[1] ?? '');
    name = name.slice(0, korean.index);
  } else if (nickname) {
    titles.push(nickname);
    name = name.slice(1);
  }
  let suffix: string | null = null;
  for (;;) {
    const degree = degrees.exec(name);
    const generation = degree ? null : latinSuffix.exec(name);
    const match = degree ?? generation;
    if (!match || match.index === 0) break;
    if (generation) suffix ??= generations[(generation[1] ?? '').toLowerCase()] ?? null;
    else titles.push((match[1] ?? '').toLowerCase());
    name = name.slice(0, match.index);
  }
  for (let match = latinTitleOf(name, null); match; match = latinTitleOf(name, titles.at(-1) ?? null)) {
    titles.push(match.title);
    name = name.slice(match.length);
  }
  const isOf = (those: ReadonlySet<string>) => titles.some((title) => those.has(title.replaceAll('.', '')));
  const [isWoman, isMan] = [isOf(women), isOf(men)];
  const gender = isWoman === isMan ? null : isWoman ? 'female' : 'male';
  return { name: name.trim(), titles, suffix, gender };
}

/** Whether a Chinese name has a form of address or a rank, which is no given name. */
export const hasChineseTitle = (name: string): boolean =>
  chineseTitleOf(name) !== null || nicknameOf(name) !== null;

/** The 小 or 老 before a common surname; behind 小 it may be no character that given names often have: 小龙. */
function nicknameOf(name: string): string | null {
  const [, nickname = null, surname = ''] = familiar.exec(name) ?? [];
  return isAddressable(surname) && !(nickname === '小' && isOftenGiven(surname)) ? nickname : null;
}

/** Whether people are called by a surname so often that what stands beside it alone is a form of address. */
const isAddressable = (surname: string): boolean =>
  surname.length === 1 ? hasCommonSurname(surname) : hasCompoundSurname(surname);

/** The title at the end of a Chinese name, simplified, and how long the name before it is. */
function chineseTitleOf(name: string): { readonly title: string; readonly length: number } | null {
  if (!/[\p{Script=Han}\p{Script=Hiragana}]$/u.test(name)) return null;
  const plain = simplified(name);
  const [, surname = '', familiarTitle = ''] = familiarBehind.exec(plain) ?? [];
  if (isAddressable(surname)) return { title: familiarTitle, length: name.length - 1 };
  const [, before = '', title = ''] = (plain.length === name.length && chineseTitle.exec(plain)) || [];
  return title === '' || (title === '收' && isHarvest(name, before))
    ? null
    : { title, length: before.length };
}

/**
 * Whether 收 at the end, "to be received by", belongs to the name: it stands right behind a character that
 * would be alone beside the family name (李丰收, 欧阳秋收), not apart or behind a whole name (张三 收, 王小明收).
 */
const isHarvest = (name: string, before: string): boolean =>
  name.length === before.length + 1 && before.length < (hasCompoundSurname(before) ? 4 : 3);

/** The title at the beginning of a Latin name, and how long it is with the gap behind it. */
function latinTitleOf(
  name: string,
  titleBefore: string | null,
): { readonly title: string; readonly length: number } | null {
  const behindTitle = titleBefore === 'sr' || titleBefore === 'señor' ? don : faculty;
  const [whole = '', title = ''] =
    latinTitle.exec(name) ?? (titleBefore === null ? monsieur : behindTitle).exec(name) ?? [];
  if (title === '') return null;
  const plain = title.toLowerCase();
  if (givenToo.has(plain) && !(plain === 'hon' && whole.includes('.'))) {
    const others = name.slice(whole.length).split(' ');
    if (others.length < 2 || areDialectSyllables(others)) return null;
  }
  return { title: plain, length: whole.length };
}

/** Whether a text is a form of address and nothing else. */
export const isTitle = (text: string): boolean =>
  /\s/.test(text)
    ? false
    : /\p{Script=Han}/u.test(text)
      ? chineseTitle.exec(`王 ${simplified(text)}`)?.[1] === '王'
      : /\p{L}\.?$/u.test(text) && latinTitleOf(`${text} x`, null)?.length === text.length + 1;
