import { irishParticles, nameCase, nameParticles } from '../latinCase.ts';
import { withoutMarks } from '../text.ts';
import { byname } from './nameTitles.ts';
import type { NameAssumption, SplitName } from './parts.ts';
import { isCommonSurname, isCompoundPinyin, isPinyinGiven, isPinyinSurname, plainU } from './pinyin.ts';
import {
  familyPlace,
  isEastAsianSurname,
  isSureDialectSurname,
  isVietnameseSurname,
  syllablesJoined,
} from './romanised.ts';

const isByname = new RegExp(`^${byname}`, 'i');

/** Letters and their obligatory marks alone, for comparison: `O'Brien` → obrien, `राम` stays. */
export const plainLetters = (text: string): string =>
  withoutMarks(text.normalize('NFKC'))
    .toLowerCase()
    .replace(/[^\p{L}\p{M} ]+/gu, '');

/**
 * Splits a name as Latin names are written: given names first, unless a comma, capitals or its syllables say
 * otherwise.
 */
export function splitLatin(name: string): SplitName {
  const [before = '', ...rest] = name.split(/\s*,\s*/).filter((part) => part !== '');
  const after = rest.filter((part) => !isByname.test(part));
  if (after.length > 0) return splitReversed(before, after.join(' '));
  const cased = nameCase(before);
  const words = cased.split(' ');
  if (words.length === 1) return latin(cased, null, cased, []);
  const ofFather = words.findIndex((word) => isChildOf.test(word));
  if (ofFather > 0 && ofFather < words.length - 1) return splitAtFather(cased, words, ofFather);
  if (words.length === 3 && isPatronymic(words[2]) && !isPatronymic(words[1]) && isSlavicFamily(words[0]))
    return splitAt(cased, words, [0, 1]);
  const inCapitals = capitalsIn(words);
  if (inCapitals) return splitAt(cased, words, inCapitals);
  const eastAsian = eastAsianFamily(words);
  if (eastAsian) {
    // what is a particle elsewhere is none in these: Nguyen Van An
    const own = cased === before ? words : words.map(nameCase);
    return splitAt(own.join(' '), own, eastAsian);
  }
  const last = words.length - 1;
  const surname = words[last] ?? '';
  if (
    words.length === 2 &&
    ['van', 'von', 'de', 'di', 'del'].includes((words[0] ?? '').toLowerCase()) &&
    !isVietnameseSurname(surname)
  )
    return latin(cased, cased, '', ['family_alone']);
  let start = last;
  while (start > 1 && isParticleOfFamily(words[start - 1]) && !isVietnameseSurname(surname)) start -= 1;
  return splitAt(cased, words, [start, words.length]);
}

const isParticleOfFamily = (word = ''): boolean =>
  nameParticles.has(word.toLowerCase()) || irishParticles.has(word.toLowerCase());

/** son, daughter, wife of; anak lelaki, anak perempuan (Malay for son, daughter) */
const isChildOf = /^(?:[sdw]\/o|a\/[lp])$/i;

/** The mark before the father's name of a Tamil name, which stands for a family name, is part of neither: Balan s/o Raman. */
function splitAtFather(value: string, words: readonly string[], at: number): SplitName {
  return latin(value, words.slice(at + 1).join(' '), words.slice(0, at).join(' '), []);
}

/**
 * Whether a word is the father's name of a Russian, Ukrainian or Belarusian name, behind which none but a family
 * name stands: Иванов Иван Иванович, but Роман Аркадьевич Абрамович.
 */
const isPatronymic = (word = ''): boolean => /\p{Ll}(?:ич|[оеё]вна|ична|[ії]вна)$/u.test(word);

/** Whether a word ends as Russian, Ukrainian and Belarusian family names do: what stands before a name and a father's name. */
const isSlavicFamily = (word = ''): boolean =>
  /\p{Ll}(?:[оеё]ва?|[иы]на?|[сц]кий|[сц]кая|[сц]ька|ко|[чюу]к|ян|ец|их|ых)$/u.test(word);

/** The words of the family name: from the first to before the second. */
type Range = readonly [from: number, to: number];

function splitAt(value: string, words: readonly string[], [from, to]: Range): SplitName {
  const given = [...words.slice(0, from), ...words.slice(to)].join(' ');
  return latin(value, words.slice(from, to).join(' '), given, from === 0 ? ['family_first'] : []);
}

/**
 * `Smith, John` → John Smith; `Zhang, Wei` keeps the Chinese order; `Lim Siew Mei, Amy` has the whole name
 * before the comma.
 */
function splitReversed(before: string, after: string): SplitName {
  const cased = nameCase(`${after} ${before}`);
  const family = cased.slice(cased.length - before.length);
  const given = cased.slice(0, after.length);
  const [, ...others] = before.split(' ');
  if (others.length > 0 && familyPlace(before.split(' ')) === 0) return splitLatin(cased);
  const isChinese = isPinyinSurname(family) && given.split(' ').every(isPinyinGiven);
  return latin(isChinese ? `${family} ${given}` : cased, family, given, []);
}

/** Roman numerals and initials are no names in capitals. */
const isCapitals = (word: string): boolean =>
  /^(?:Ma?c(?=\p{Lu}{2}))?[\p{Lu}\p{M}'-]{2,}$/u.test(word) &&
  !/^[IVX]+$/.test(word) &&
  (/[AEIOUY]/.test(withoutMarks(word)) || isEastAsianSurname(word));

/**
 * The words that are in capitals where the others are not, as French administration writes family names:
 * DUPONT Jean, Yann LE GOFF. Short ones at the beginning may be initials (JD Salinger, CEO), unless they are
 * a family name: NG Wei Ling.
 */
function capitalsIn(words: readonly string[]): Range | null {
  let from = words.findIndex(isCapitals);
  if (from < 0) return null;
  let to = from + 1;
  while (to < words.length && isCapitals(words[to] ?? '')) to += 1;
  const isShort = to - from === 1 && (words[from] ?? '').length < 4;
  const isParticle = (word: string): boolean => nameParticles.has(word.toLowerCase());
  while (from > (/^\p{Ll}/u.test(words[0] ?? '') ? 0 : 1) && isParticle(words[from - 1] ?? '')) from -= 1;
  const others = [...words.slice(0, from), ...words.slice(to)];
  const areUsual = others.every((word) => !isCapitals(word) && (/^\p{Lu}/u.test(word) || isParticle(word)));
  if (others.length === 0 || !areUsual) return null;
  const isLast = from > 0 && to === words.length;
  return isLast || (from === 0 && !isShort) || isEastAsianSurname(words[from] ?? '') ? [from, to] : null;
}

/**
 * The family name of a name in Chinese, Korean or Vietnamese order, or of one of their syllables behind a
 * Western given name.
 */
function eastAsianFamily(words: readonly string[]): Range | null {
  const [first = '', second = '', third = ''] = words;
  if (words.length === 3 && isCompoundPinyin(first + second) && isPinyinGiven(third)) return [0, 2];
  if (words.length > 2 && /^au$/i.test(first) && /^yeung$/i.test(second)) return [0, 2];
  if (isChineseOrder(words)) return [0, 1];
  const place = familyPlace(words);
  return place === null ? null : [place, place + 1];
}

/** the first and third tone, which hardly any other language writes on such syllables: fāng, lǐ */
const tone = /[aeiou]\u0308?[\u0304\u030c]/i;

/** Words without the tones of pinyin; others as they are. */
const toneless = (words: readonly string[]): readonly string[] =>
  words.some((word) => tone.test(word.normalize('NFD'))) ? words.map(withoutMarks) : words;

/**
 * A surname in pinyin, then one or two pinyin words; of two words that may both be surnames, a very common
 * one is it.
 */
function isChineseOrder(words: readonly string[]): boolean {
  const [first = '', ...others] = toneless(words);
  const [second = '', third = ''] = others;
  if (others.length > 2 || !isPinyinSurname(first) || !others.every(isPinyinGiven)) return false;
  if (others.length === 2) return isCommonSurname(first) || !isSureDialectSurname(third);
  return !isPinyinSurname(second) || isCommonSurname(first) || !isCommonSurname(second);
}

/** The parts of a Latin name with its key: syllables of Chinese and Korean in one word, ü in one spelling. */
export function latin(
  value: string,
  family: string | null,
  given: string,
  assumed: readonly NameAssumption[],
): SplitName {
  const [plainest = '', ...names] = toneless([(family ?? '').replace(' ', ''), ...given.split(' ')]);
  const isPinyin = isPinyinSurname(plainest) && names.every(isPinyinGiven);
  const plain = (text: string): string =>
    isPinyin ? plainU(plainLetters(text)).replaceAll(' ', '') : plainLetters(text);
  const plainFamily = plain(family ?? '');
  const key = `${plainFamily} ${isPinyin ? plain(given) : syllablesJoined(plain(given), plainFamily)}`;
  return { value, family, given: given || null, key, assumed };
}
