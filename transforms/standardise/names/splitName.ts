import { compoundSurnames, koreanCompoundSurnames, singleSurnames } from '../data/surnames.ts';
import { nameCase } from '../latinCase.ts';
import { simplified } from '../simplified.ts';
import { isByname } from './byname.ts';
import { splitDotted, splitHan } from './hanName.ts';
import { splitKana } from './kanaName.ts';
import { latin, plainLetters, splitLatin } from './latinName.ts';
import type { SplitName } from './parts.ts';
import { givenPinyin, surnamePinyin } from './pinyin.ts';

const han = /^\p{Script=Han}+$/u;
const hangul = /^\p{Script=Hangul}{2,4}$/u;
const hasHan = /\p{Script=Han}/u;

/**
 * Splits a tidy name without titles: dotted, Chinese, Japanese, Korean, else as Latin names are written. A byname
 * has no parts.
 * @param spaced the family name, where a space told it from the given name
 */
export function splitName(name: string, hasTitle: boolean, spaced: string | null = null): SplitName {
  if (name.includes('·') && hasHan.test(name)) return splitDotted(name);
  const before = spaced !== null && spaced !== name && name.startsWith(spaced) ? spaced : null;
  if (before === null && hasHan.test(name) && isByname(name))
    return { value: name, family: null, given: null, key: givenPinyin(name), assumed: [] };
  if (han.test(name)) return splitHan(name, before, hasTitle);
  if (hangul.test(name)) return { value: name, ...headed(name), assumed: [] };
  const mixed =
    /^(?<family>\p{Script=Han}{1,2})\s?(?<given>[A-Za-z][A-Za-z ]*)$|^(?<first>[A-Za-z][A-Za-z ]*?)\s?(?<last>\p{Script=Han}{1,2})$/u.exec(
      name,
    )?.groups;
  const family = mixed?.family ?? mixed?.last;
  if (family && isSurname(family)) return splitMixed(name, family, mixed?.given ?? mixed?.first ?? '');
  const kana = splitKana(name);
  if (kana) return kana;
  if (hasTitle && !name.includes(' ')) {
    const cased = nameCase(name);
    return latin(cased, cased, '', ['family_alone']);
  }
  return splitLatin(name.replace(/(?<=\p{Script=Latin}{2})[._](?=\p{Script=Latin}{2})/gu, ' '));
}

export const isSurname = (text: string): boolean =>
  singleSurnames.has(simplified(text)) || compoundSurnames.has(simplified(text));

/** 王Tony, 王 xiaoming, Tony王 */
const splitMixed = (value: string, family: string, given: string): SplitName => ({
  value,
  family,
  given,
  key: `${surnamePinyin(family)} ${plainLetters(given)}`,
  assumed: [],
});

/** Korean names in hangul: one syllable of family name, save for a few of two. */
function headed(name: string): Pick<SplitName, 'family' | 'given' | 'key'> {
  const length = name.length > 2 && koreanCompoundSurnames.has(name.slice(0, 2)) ? 2 : 1;
  const [family, given] = [name.slice(0, length), name.slice(length)];
  return { family, given, key: `${family} ${given}` };
}
