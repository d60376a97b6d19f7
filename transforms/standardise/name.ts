import { looksLikeCompany } from './company.ts';
import { compoundSurnames, singleSurnames } from './data/surnames.ts';
import type { Gender } from './gender.ts';
import { nameCase, nameParticles } from './latinCase.ts';
import { isTitle, withoutTitles } from './nameTitles.ts';
import {
  givenPinyin,
  isCommonSurname,
  isPinyinGiven,
  isPinyinSurname,
  plainU,
  surnamePinyin,
} from './pinyin.ts';
import { settled } from './settled.ts';
import { simplified } from './simplified.ts';
import type { Raw, Standardised } from './standardised.ts';
import { foldText, isPlaceholder, isTooLong, withoutMarks } from './text.ts';

export type NameReason =
  | 'empty'
  | 'placeholder'
  | 'no_letters'
  | 'email'
  | 'has_digits'
  | 'company'
  | 'too_long';

/**
 * - `family_first`: Latin words were read in Chinese order, because the first is a surname in pinyin and the others are
 *   pinyin syllables
 * - `double_surname`: four characters that begin with two surnames
 * - `family_alone`: no given name: 王先生, or one character
 */
export type NameAssumption = 'family_first' | 'double_surname' | 'family_alone';

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

interface Split {
  readonly value: string;
  readonly family: string | null;
  readonly given: string | null;
  readonly key: string;
  readonly assumed: readonly NameAssumption[];
}

const longestName = 128;
/** emoji and flags, and what joins and colours them */
const pictograph = /\p{Extended_Pictographic}|\p{Emoji_Modifier}|\p{Regional_Indicator}|[\ufe0f\u20e3]/gu;
const han = /^\p{Script=Han}+$/u;
const hangul = /^\p{Script=Hangul}{2,4}$/u;
const hasHan = /\p{Script=Han}/u;

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
  const { name, titles, suffix, gender } = withoutTitles(tidy);
  if (name === '' || isPlaceholder(name) || isTitle(name)) return failed('placeholder');
  const split = splitName(tidied(name));
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

function splitName(name: string): Split {
  if (name.includes('·') && hasHan.test(name)) return splitDotted(name);
  if (han.test(name)) return splitChinese(name);
  if (hangul.test(name)) return { value: name, ...headed(name), assumed: [] };
  return splitLatin(name);
}

/** Korean names in hangul: one syllable of family name. */
function headed(name: string): Pick<Split, 'family' | 'given' | 'key'> {
  return { family: name.slice(0, 1), given: name.slice(1), key: `${name.slice(0, 1)} ${name.slice(1)}` };
}

function splitChinese(name: string): Split {
  const characters = Array.from(name);
  const plain = Array.from(simplified(name));
  const compound = [4, 3, 2].find((length) => compoundSurnames.has(plain.slice(0, length).join('')));
  const isDouble =
    !compound &&
    plain.length === 4 &&
    singleSurnames.has(plain[0] ?? '') &&
    singleSurnames.has(plain[1] ?? '');
  const length = compound ?? (isDouble ? 2 : 1);
  const family = characters.slice(0, length).join('');
  const given = characters.slice(length).join('');
  const assumed: readonly NameAssumption[] =
    given === '' ? ['family_alone'] : isDouble ? ['double_surname'] : [];
  return {
    value: name,
    family,
    given: given || null,
    key: `${surnamePinyin(family)} ${givenPinyin(given)}`,
    assumed,
  };
}

function splitDotted(name: string): Split {
  const parts = name.split('·').filter((part) => part !== '');
  const family = parts.length > 1 ? (parts[parts.length - 1] ?? null) : null;
  const given = parts.slice(0, family === null ? undefined : -1).join('·');
  return {
    value: parts.join('·'),
    family,
    given,
    key: [family ?? '', ...parts.slice(0, family === null ? undefined : -1)].map(givenPinyin).join(' '),
    assumed: [],
  };
}

function splitLatin(name: string): Split {
  const [before = '', ...after] = name.split(/\s*,\s*/).filter((part) => part !== '');
  const isReversed = after.length > 0;
  const cased = nameCase(before);
  const words = cased.split(' ');
  const last = words.length - 1;
  if (!isReversed && words.length === 1) return latin(cased, null, cased, []);
  if (!isReversed && isChineseOrder(words))
    return latin(cased, words[0] ?? '', words.slice(1).join(' '), ['family_first']);
  if (isReversed) return splitReversed(before, after.join(' '));
  let start = last;
  while (start > 1 && nameParticles.has((words[start - 1] ?? '').toLowerCase())) start -= 1;
  return latin(cased, words.slice(start).join(' '), words.slice(0, start).join(' '), []);
}

/** `Smith, John` → John Smith; `Zhang, Wei` keeps the Chinese order. */
function splitReversed(before: string, after: string): Split {
  const cased = nameCase(`${after} ${before}`);
  const family = cased.slice(cased.length - before.length);
  const given = cased.slice(0, after.length);
  const isChinese = isPinyinSurname(family) && given.split(' ').every(isPinyinGiven);
  return latin(isChinese ? `${family} ${given}` : cased, family, given, []);
}

/** A surname in pinyin, then one or two pinyin words; of two words that may both be surnames, a very common one is it. */
function isChineseOrder(words: readonly string[]): boolean {
  const [first = '', second = ''] = words;
  if (words.length > 3 || !isPinyinSurname(first) || !words.slice(1).every(isPinyinGiven)) return false;
  return words.length === 3 || !isPinyinSurname(second) || isCommonSurname(first) || !isCommonSurname(second);
}

function latin(
  value: string,
  family: string | null,
  given: string,
  assumed: readonly NameAssumption[],
): Split {
  const isPinyin = isPinyinSurname(family ?? '') && given.split(' ').every(isPinyinGiven);
  const plain = (text: string): string => {
    const letters = withoutMarks(text)
      .toLowerCase()
      .replace(/[^\p{L} ]+/gu, '');
    return isPinyin ? plainU(letters).replaceAll(' ', '') : letters;
  };
  return { value, family, given, key: `${plain(family ?? '')} ${plain(given)}`, assumed };
}

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
