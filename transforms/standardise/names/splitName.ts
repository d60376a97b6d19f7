import {
  compoundSurnames,
  japaneseSurnames,
  koreanCompoundSurnames,
  singleSurnames,
} from '../data/surnames.ts';
import { nameCase, nameParticles } from '../latinCase.ts';
import { simplified } from '../simplified.ts';
import { withoutMarks } from '../text.ts';
import { byname } from './nameTitles.ts';
import {
  givenPinyin,
  isCommonSurname,
  isCompoundPinyin,
  isPinyinGiven,
  isPinyinSurname,
  plainU,
  surnamePinyin,
} from './pinyin.ts';

/**
 * - `family_first`: Latin words were read in Chinese order, because the first is a surname in pinyin and the others are
 *   pinyin syllables
 * - `double_surname`: four characters that begin with two surnames
 * - `family_alone`: no given name: 王先生, or one character
 */
export type NameAssumption = 'family_first' | 'double_surname' | 'family_alone';

/** A name in its parts, and the Latin key it is compared by. */
export interface SplitName {
  readonly value: string;
  readonly family: string | null;
  readonly given: string | null;
  readonly key: string;
  readonly assumed: readonly NameAssumption[];
}

const han = /^\p{Script=Han}+$/u;
const hangul = /^\p{Script=Hangul}{2,4}$/u;
const hasHan = /\p{Script=Han}/u;

/**
 * Splits a tidy name without titles: dotted, Chinese, Japanese, Korean, else as Latin names are written.
 * @param spaced the family name, where a space told it from the given name
 */
export function splitName(name: string, hasTitle: boolean, spaced: string | null = null): SplitName {
  if (name.includes('·') && hasHan.test(name)) return splitDotted(name);
  if (han.test(name)) return splitChinese(name, spaced !== null && name.startsWith(spaced) ? spaced : null);
  if (hangul.test(name)) return { value: name, ...headed(name), assumed: [] };
  const mixed = /^(\p{Script=Han}{1,2})\s?([A-Za-z][A-Za-z ]*)$/u.exec(name);
  if (mixed && isSurname(mixed[1] ?? '')) return splitMixed(name, mixed[1] ?? '', mixed[2] ?? '');
  if (hasTitle && !name.includes(' '))
    return {
      value: nameCase(name),
      family: nameCase(name),
      given: null,
      key: plainLatin(nameCase(name)),
      assumed: ['family_alone'],
    };
  return splitLatin(name.replace(/(?<=\p{Script=Latin}{2})\.(?=\p{Script=Latin}{2})/gu, ' '));
}

export const isSurname = (text: string): boolean =>
  singleSurnames.has(simplified(text)) || compoundSurnames.has(simplified(text));

/** 王Tony, 王 xiaoming */
const splitMixed = (value: string, family: string, given: string): SplitName => ({
  value,
  family,
  given,
  key: `${surnamePinyin(family)} ${plainLatin(given)}`,
  assumed: [],
});

const plainLatin = (text: string): string =>
  withoutMarks(text)
    .toLowerCase()
    .replace(/[^\p{L} ]+/gu, '');

/** Korean names in hangul: one syllable of family name, save for a few of two. */
function headed(name: string): Pick<SplitName, 'family' | 'given' | 'key'> {
  const length = name.length > 2 && koreanCompoundSurnames.has(name.slice(0, 2)) ? 2 : 1;
  const [family, given] = [name.slice(0, length), name.slice(length)];
  return { family, given, key: `${family} ${given}` };
}

function splitChinese(name: string, spaced: string | null): SplitName {
  const characters = Array.from(name);
  const plain = Array.from(simplified(name));
  const compound = [4, 3, 2].find((length) => compoundSurnames.has(plain.slice(0, length).join('')));
  const japanese =
    compound || plain.length < 4
      ? undefined
      : (spaced?.length ?? [3, 2].find((length) => japaneseSurnames.has(plain.slice(0, length).join(''))));
  const isDouble =
    !compound &&
    !japanese &&
    plain.length === 4 &&
    singleSurnames.has(plain[0] ?? '') &&
    singleSurnames.has(plain[1] ?? '');
  const length = compound ?? japanese ?? (isDouble ? 2 : 1);
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

function splitDotted(name: string): SplitName {
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

const isByname = new RegExp(`^${byname}`, 'i');

function splitLatin(name: string): SplitName {
  const [before = '', ...rest] = name.split(/\s*,\s*/).filter((part) => part !== '');
  const after = rest.filter((part) => !isByname.test(part));
  const isReversed = after.length > 0;
  const cased = nameCase(before);
  const words = cased.split(' ');
  const last = words.length - 1;
  if (!isReversed && words.length === 1) return latin(cased, null, cased, []);
  const [first = '', second = '', third = ''] = words;
  if (!isReversed && words.length === 3 && isCompoundPinyin(first + second) && isPinyinGiven(third))
    return latin(cased, `${first} ${second}`, third, ['family_first']);
  if (!isReversed && isChineseOrder(words))
    return latin(cased, words[0] ?? '', words.slice(1).join(' '), ['family_first']);
  if (isReversed) return splitReversed(before, after.join(' '));
  let start = last;
  if (words.length === 2 && ['van', 'von', 'de', 'di', 'del'].includes((words[0] ?? '').toLowerCase()))
    return latin(cased, cased, '', ['family_alone']);
  while (start > 1 && nameParticles.has((words[start - 1] ?? '').toLowerCase())) start -= 1;
  return latin(cased, words.slice(start).join(' '), words.slice(0, start).join(' '), []);
}

/** `Smith, John` → John Smith; `Zhang, Wei` keeps the Chinese order. */
function splitReversed(before: string, after: string): SplitName {
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
): SplitName {
  const isPinyin = isPinyinSurname((family ?? '').replace(' ', '')) && given.split(' ').every(isPinyinGiven);
  const plain = (text: string): string =>
    isPinyin ? plainU(plainLatin(text)).replaceAll(' ', '') : plainLatin(text);
  return { value, family, given: given || null, key: `${plain(family ?? '')} ${plain(given)}`, assumed };
}
