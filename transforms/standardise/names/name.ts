import { looksLikeCompany } from '../company.ts';
import type { Gender } from '../gender.ts';
import { settled } from '../settled.ts';
import { simplified } from '../simplified.ts';
import type { Raw, Standardised } from '../standardised.ts';
import { foldText, isPlaceholder, isTooLong } from '../text.ts';
import { isTitle, withoutTitles } from './nameTitles.ts';
import { isSurname, type NameAssumption, splitName } from './splitName.ts';

export type { NameAssumption } from './splitName.ts';

/** `masked`: characters were put out of sight: 张*明, 王某, 李XX */
export type NameReason =
  | 'empty'
  | 'placeholder'
  | 'no_letters'
  | 'email'
  | 'has_digits'
  | 'masked'
  | 'several'
  | 'company'
  | 'too_long';

/** `value` is the whole name in its own script and order: 王小明, Ludwig van Beethoven. */
export interface StandardName extends Standardised<string, NameReason, NameAssumption> {
  readonly family: string | null;
  readonly given: string | null;
  /** Jr, III */
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

const masked = /\*|[○〇×].*\p{Script=Han}|\p{Script=Han}.*[○〇×]|^\p{Script=Han}{1,2}(?:某{1,2}|x{1,3})$/iu;
const longestName = 128;
/** two persons: 张三/李四, Mr and Mrs Smith */
const several = /\p{Script=Han}\s*[,/;&、+]\s*\p{Script=Han}|\s(?:and|und|&)\s/iu;
/** a telephone number beside the name */
const number = /[\s/,;:|_-]*\+?\d(?:[\s-]?\d){6,}[\s/,;:|_-]*/g;
/** the name in two scripts: 王芳 Wang Fang, Wang Fang 王芳 */
const twoScripts =
  /^(\p{Script=Han}{2,4})\s+[\p{Script=Latin}][\p{Script=Latin}\s.'-]+$|^[\p{Script=Latin}][\p{Script=Latin}\s.'-]+\s+(\p{Script=Han}{2,4})$/u;
/** what a system calls those it has no name of: 小红书用户, VIP客户 */
/** who is nobody in particular: 妈妈, 收件人, 测试张三, Test User */
const nobody =
  /^(?:妈妈|爸爸|老妈|老爸|老公|老婆|家人|本人|快递员?|外卖|物业|门卫|前台|收件人|联系人|收货人)$|测试|^(?:test|demo|dummy|sample)\s/iu;
const account = /^.{0,12}(?:用户|客户|会员|顾客|游客|网友)$/u;
/** emoji and flags, and what joins and colours them */
const pictograph = /\p{Extended_Pictographic}|\p{Emoji_Modifier}|\p{Regional_Indicator}|[\ufe0f\u20e3]/gu;

/**
 * A person's name, split into family and given name.
 *
 * Chinese names: a compound surname if there is one, else the first character. Names with a middle dot (Uyghur, Kazakh,
 * transliterated) are given name, dot, father's or family name. Latin names: given names first, unless a comma or pinyin
 * says otherwise; particles (van der, de la) belong to the family name. Pictographs and forms of address go.
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
  const folded = foldText(raw);
  if (folded === '') return failed('empty');
  const tidy = tidied(folded.replace(pictograph, '').replace(number, ' '));
  if (isPlaceholder(folded) || isPlaceholder(tidy) || nobody.test(tidy)) return failed('placeholder');
  if (masked.test(folded) && /\p{L}/u.test(tidy)) return failed('masked');
  if (tidy.includes('@')) return failed('email');
  if (!/\p{L}/u.test(tidy)) return failed('no_letters');
  if (looksLikeCompany(tidy)) return failed('company');
  if (/\d/.test(tidy.replace(/\b(?:2nd|3rd)\b/i, ''))) return failed('has_digits');
  if (tidy.length > longestName) return failed('too_long');
  if (several.test(tidy)) return failed('several');
  if (account.test(tidy)) return failed('placeholder');
  const { name, titles, suffix, gender } = withoutTitles(tidy);
  if (name === '' || isPlaceholder(name) || isTitle(name)) return failed('placeholder');
  const bilingual = twoScripts.exec(name);
  const inHan = bilingual?.[1] ?? bilingual?.[2];
  const split = splitName(
    tidied(inHan && !isSurname(inHan) ? inHan : name),
    titles.length > 0,
    familyOf(folded),
  );
  if (!/\p{L}/u.test(split.value)) return failed('no_letters');
  const key = split.key.trim();
  return {
    value: suffix ? `${split.value} ${suffix}` : split.value,
    valid: true,
    reason: null,
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

/** One kind of dot, quote and dash; no brackets with nicknames or notes; no punctuation at the ends. */
const tidied = (text: string): string =>
  text
    .replace(/[•・‧∙⋅●]/gu, '·')
    .replace(/[‘’`´ʼ]/gu, "'")
    .replace(/[‐‑‒–—]/gu, '-')
    .replace(/\([^)]*\)|"[^"]*"|\[[^\]]*\]|【[^】]*】/gu, ' ')
    .replace(/(?<=\p{Script=Han})\.(?=\p{Script=Han})/gu, '·')
    .replace(/\s*·\s*/g, '·')
    .replace(
      /(?<=\p{Script=Han})\s+(?=\p{Script=Han})|(?<=^\p{Script=Hangul}{1,2})\s+(?=\p{Script=Hangul}{1,2}$)/gu,
      '',
    )
    .replace(/^(\p{Script=Han}{2,4})\s*-+\s*\p{Script=Han}+$/u, '$1')
    .replace(/^[\s,.;:·'/\\|*_-]+|[\s,;:·'/\\|*_-]+$/gu, '')
    .replace(/\s+/g, ' ');

/** The family name of a name in characters that is written with a space, which `tidied` takes out: 山田 花子. */
const familyOf = (text: string): string | null =>
  /^(\p{Script=Han}{2,3})\s\p{Script=Han}{2,3}(?:\s?(?:様|さん))?$/u.exec(text)?.[1] ?? null;

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
