import { looksLikeCompany } from '../company.ts';
import type { Gender } from '../gender.ts';
import { isNamePart, isNoName, isPlaceholder } from '../nothing.ts';
import { settled } from '../settled.ts';
import { simplified } from '../simplified.ts';
import type { Raw, Standardised } from '../standardised.ts';
import { foldAsWritten, isTooLong } from '../text.ts';
import { hasCommonSurname, hasCompoundSurname, isJapaneseSurname } from './hanName.ts';
import { isTitle, withoutTitles } from './nameTitles.ts';
import type { NameAssumption } from './parts.ts';
import { isSurname, splitName } from './splitName.ts';
import { joined, tidyName } from './tidyName.ts';

export type { NameAssumption } from './parts.ts';

/**
 * `masked`: characters were put out of sight: 张*明, 王某, 李XX; `byname`: what somebody is called, of which neither
 * the family nor the given name is known, given and not valid: 佳佳妈, 小雨
 */
export type NameReason =
  | 'empty'
  | 'placeholder'
  | 'no_letters'
  | 'email'
  | 'has_digits'
  | 'masked'
  | 'several'
  | 'company'
  | 'byname'
  | 'too_long';

/** `value` is the whole name in its own script and order: 王小明, Ludwig van Beethoven. */
export interface StandardName extends Standardised<string, NameReason, NameAssumption> {
  readonly family: string | null;
  readonly given: string | null;
  /** Jr, III, the Elder */
  readonly suffix: string | null;
  readonly titles: readonly string[];
  /** what a form of address tells */
  readonly genderHint: Gender | null;
  readonly simplified: string | null;
  /** family and given name in Latin letters without marks, for comparison across scripts: `wang xiaoming` */
  readonly key: string | null;
  /** the words of the key in alphabetical order, for comparison where the order is in doubt */
  readonly sortedKey: string | null;
}

/** pictures that folding would make characters of: 张三🈴 */
const characterPictures = /[\u{1f200}-\u{1f2ff}㊗㊙]/gu;
/** a remark to a name in letters, not what hides some: John Smith* */
const asterisk =
  /^\*(?=\p{Script=Latin}{2,}\s\p{Script=Latin}{2})|(?<=\p{Script=Latin}{2}\s\p{Script=Latin}{2,})\*$/gu;
const masked = /\*|[○〇×].*\p{Script=Han}|\p{Script=Han}.*[○〇×]|^\p{Script=Han}{1,2}(?:某{1,2}|x{1,3})$/iu;
const longestName = 128;
/**
 * two persons: 张三/李四, Mr and Mrs Smith, John Smith / Mary Smith; `s/o` is "son of", and SMITH/JOHN one person
 * on a ticket
 */
const several =
  /\p{Script=Han}{2}转\p{Script=Han}{2}|^(?:mr|mrs|ms|miss|dr)\.?\s?\/\s?(?:mr|mrs|ms|miss|dr)\b|^the\s\p{L}+s$|\s(?:family|household)$|\p{Script=Han}\s*[,/;&、+]\s*\p{Script=Han}|\s(?:and|und(?! zu[mr]? )|et|&)\s|\p{L}{2}&\p{L}{2}|\p{L}{2}\s\/\s\p{L}{2}|^\S+\s\S.*\p{L}{2}\/\p{L}{2}\S*\s\S/iu;
/** the name in two scripts: 王芳 Wang Fang, Wang Fang 王芳; A张三 and VIP张三 have a mark of an address book */
const twoScripts =
  /^(?:(\p{Script=Han}{2,4})([\s/|]*)\p{Script=Latin}[\p{Script=Latin}\s.'-]*|\p{Script=Latin}[\p{Script=Latin}\s.'-]*?([\s/|]*)(\p{Script=Han}{2,4}))$/u;
/** who is nobody in particular: 手机尾号1234, 测试张三, Test User */
const nobody = /^.{0,6}注销(?:用户)?$|尾号\D{0,2}\d{2}|测试|^(?:test|demo|dummy|sample)\s/iu;
/** a second name, as it is written in Malaysia and Singapore: Lim Ah Kow @ John; what has a domain is an address */
const alias = /(?<=\p{L})\s+(?:@|a\.?k\.?a\.?)\s+(?=\p{L})(?!\S+\.\S).*$/iu;
/** what a system calls those it has no name of: 小红书用户, VIP客户 */
const account = /^.{0,12}(?:用户|客户|会员|顾客|游客|网友)$/u;

/** Whether a tidy name is nobody's: 匿名用户, 手机尾号1234, Unknown Unknown; Nat Guest may be a name. */
export function isNobody(text: string): boolean {
  if (isNoName(text) || nobody.test(text) || account.test(text)) return true;
  const words = text.split(' ');
  return words.every(isPlaceholder) && !words.every(isNamePart);
}

/**
 * A person's name, split into family and given name.
 *
 * Chinese names: a compound surname if there is one, else the first character; of four characters and more
 * with neither it nor two surnames, and of names with a middle dot (Uyghur, Kazakh), nothing is taken for the
 * family name. Japanese names are split behind a known family name or at the space. Latin names: given names
 * first, unless a comma, capitals or the syllables of an East Asian language say otherwise; particles (van
 * der, de la) belong to the family name. Pictographs, labels, the punctuation around a name and forms of
 * address go.
 *
 * Source: GB/T 28039-2011 (Chinese names in pinyin), through pinyin-pro's surname readings.
 */
export function standardiseName(raw: Raw): StandardName {
  if (isTooLong(raw)) return failed('too_long');
  return settled(raw ?? '', readOnce, merge) ?? failed('no_letters');
}

/** The name that no longer changes, with the forms of address of the text. */
function merge(first: StandardName, last: StandardName): StandardName {
  if (last.value === null) return last;
  const titles = [...first.titles, ...last.titles];
  return { ...last, titles, genderHint: first.genderHint ?? last.genderHint };
}

function readOnce(raw: string): StandardName {
  const folded = foldAsWritten(raw.replace(characterPictures, ' '));
  if (folded === '') return failed('empty');
  const gapped = tidyName(folded);
  const tidy = joined(gapped.replace(alias, ''));
  if (isPlaceholder(folded) || isNobody(tidy)) return failed('placeholder');
  if (masked.test(folded.replace(asterisk, '')) && /\p{L}/u.test(tidy)) return failed('masked');
  if (tidy.includes('@')) return failed('email');
  if (!/\p{L}/u.test(tidy)) return failed('no_letters');
  if (looksLikeCompany(tidy)) return failed('company');
  if (/\d/.test(tidy.replace(/\b(?:2nd|3rd)\b/i, ''))) return failed('has_digits');
  if (tidy.length > longestName) return failed('too_long');
  if (several.test(tidy) || arePeople(gapped)) return failed('several');
  const { name, titles, suffix, gender } = withoutTitles(tidy);
  if (name === '' || isPlaceholder(name) || isTitle(name)) return failed('placeholder');
  const split = splitName(joined(tidyName(inHan(name))), titles.length > 0, familyOf(gapped));
  if (!/\p{L}/u.test(split.value)) return failed('no_letters');
  const key = split.key.trim();
  const isByname = split.family === null && split.given === null;
  return {
    value: suffix ? `${split.value} ${suffix}` : split.value,
    valid: !isByname,
    reason: isByname ? 'byname' : null,
    assumed: split.assumed,
    family: split.family,
    given: split.given,
    suffix,
    titles,
    genderHint: gender,
    simplified: simplified(split.value),
    key,
    sortedKey: key.split(' ').sort().join(' '),
  };
}

/**
 * The characters of a name in two scripts; right beside each other only if they begin with a surname: 北京Hotel
 * stays.
 */
function inHan(name: string): string {
  const [, before, gapBehind, gapBefore, behind] = twoScripts.exec(name) ?? [];
  const characters = before ?? behind;
  if (characters === undefined || isSurname(characters)) return name;
  const isApart = (gapBehind ?? gapBefore) !== '';
  return isApart || isSurname(characters.charAt(0)) || hasCompoundSurname(characters) ? characters : name;
}

/** Whether a text is two and more whole Chinese names with gaps between them: 张三 李四. */
export function arePeople(gapped: string): boolean {
  const words = gapped.split(' ');
  return (
    words.length > 1 &&
    words.every((word) => /^\p{Script=Han}{2,3}$/u.test(word) && hasCommonSurname(word) && !isTitle(word)) &&
    !isJapaneseSurname(words[0] ?? '') &&
    !hasCompoundSurname(words[0] ?? '')
  );
}

/** What stands before the gap of a name in characters that is written in two words: 山田 花子, 佐藤 健 様. */
const familyOf = (gapped: string): string | null =>
  /^(\p{Script=Han}{1,4})\s\p{Script=Han}{1,3}(?:\s?(?:様|さん))?$/u.exec(gapped)?.[1] ?? null;

const failed = (reason: NameReason): StandardName => ({
  value: null,
  valid: false,
  reason,
  assumed: [],
  family: null,
  given: null,
  suffix: null,
  titles: [],
  genderHint: null,
  simplified: null,
  key: null,
  sortedKey: null,
});
