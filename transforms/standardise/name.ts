import { looksLikeCompany } from './company.ts';
import type { Gender } from './gender.ts';
import { isTitle, withoutTitles } from './nameTitles.ts';
import { settled } from './settled.ts';
import { simplified } from './simplified.ts';
import { type NameAssumption, splitName } from './splitName.ts';
import type { Raw, Standardised } from './standardised.ts';
import { foldText, isPlaceholder, isTooLong } from './text.ts';

export type { NameAssumption } from './splitName.ts';

export type NameReason =
  | 'empty'
  | 'placeholder'
  | 'no_letters'
  | 'email'
  | 'has_digits'
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

const longestName = 128;
/** two persons: 张三/李四, Mr and Mrs Smith */
const several = /\p{Script=Han}\s*[,/;&、+]\s*\p{Script=Han}|\s(?:and|und|&)\s/iu;
/** what a system calls those it has no name of: 小红书用户, VIP客户 */
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
  const tidy = tidied(folded.replace(pictograph, ''));
  if (isPlaceholder(folded) || isPlaceholder(tidy)) return failed('placeholder');
  if (tidy.includes('@')) return failed('email');
  if (!/\p{L}/u.test(tidy)) return failed('no_letters');
  if (looksLikeCompany(tidy)) return failed('company');
  if (/\d/.test(tidy.replace(/\b(?:2nd|3rd)\b/i, ''))) return failed('has_digits');
  if (tidy.length > longestName) return failed('too_long');
  if (several.test(tidy)) return failed('several');
  if (account.test(tidy)) return failed('placeholder');
  const { name, titles, suffix, gender } = withoutTitles(tidy);
  if (name === '' || isPlaceholder(name) || isTitle(name)) return failed('placeholder');
  const split = splitName(tidied(name), titles.length > 0);
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
    .replace(/(?<=\p{Script=Han})\s+(?=\p{Script=Han})/gu, '')
    .replace(/^[\s,.;:·'/\\|*_-]+|[\s,;:·'/\\|*_-]+$/gu, '')
    .replace(/\s+/g, ' ');

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
