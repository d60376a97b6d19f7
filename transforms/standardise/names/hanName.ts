import {
  commonSurnames,
  compoundSurnames,
  firstHundredSurnames,
  japaneseSingles,
  japaneseSurnames,
  singleSurnames,
  transliteratedGivenNames,
} from '../data/surnames.ts';
import { simplified } from '../simplified.ts';
import type { NameAssumption, SplitName } from './parts.ts';
import { givenPinyin, surnamePinyin } from './pinyin.ts';

/** the characters of Japan that differ from the simplified ones */
const japaneseForms =
  '沢泽辺边邉边斎斋広广浜滨桜樱黒黑関关塩盐滝泷徳德児儿増增渋涩恵惠栄荣竜龙髙高﨑崎亀龟宮宫勅敕𠮷吉';
const continental = new Map(
  Array.from(japaneseForms.matchAll(/(.)(.)/gu), ([, form = '', ours = '']) => [form, ours] as const),
);

/** A name in simplified characters, one for one, 々 as what it repeats: 斎藤 → 斋藤, 佐々木 → 佐佐木. */
const comparable = (name: string): readonly string[] =>
  Array.from(simplified(name)).reduce<string[]>((characters, character) => {
    const before = characters[characters.length - 1];
    characters.push(character === '々' && before ? before : (continental.get(character) ?? character));
    return characters;
  }, []);

const startsIn = (surnames: ReadonlySet<string>, characters: readonly string[], lengths: readonly number[]) =>
  lengths.find((length) => length <= characters.length && surnames.has(characters.slice(0, length).join('')));

/** family names of Japan that begin with a Chinese one, but with characters behind it that begin no given name */
const unlikeChinese = new Set('高桥 安藤 石井 武藤 江藤'.split(' '));

/**
 * How many characters at the beginning are a Japanese family name. Up to three characters are Chinese if they
 * can well be: 田中华, 金子涵.
 */
export function japaneseSurnameLength(name: string): number | undefined {
  const characters = comparable(name);
  const length = startsIn(japaneseSurnames, characters, [4, 3, 2]);
  if (length === undefined || characters.length > 3 || !commonSurnames.has(characters[0] ?? ''))
    return length;
  const isUnlikeChinese = unlikeChinese.has(characters.slice(0, 2).join(''));
  return characters.length === 3 && isUnlikeChinese ? length : undefined;
}

/** Whether a text is a family name of Japan and nothing else. */
export const isJapaneseSurname = (text: string): boolean => japaneseSurnames.has(comparable(text).join(''));

/** Whether a text begins with a Chinese surname of two characters and more. */
export const hasCompoundSurname = (name: string): boolean =>
  startsIn(compoundSurnames, comparable(name), [5, 4, 3, 2]) !== undefined;

/** Whether the first character is one of the hundred surnames that most Chinese have. */
export const hasCommonSurname = (name: string): boolean =>
  firstHundredSurnames.has(simplified(name.charAt(0)));

/**
 * Whether what stands before a space is the family name. A gap behind the first character of a Chinese given
 * name is a slip: 王小 明; three characters may be a Uyghur given name: 买买提 艾力.
 */
function isFamily(before: string, name: string): boolean {
  if (isJapaneseSurname(before)) return true;
  const length = lengthOf(before);
  return length < 3 && (lengthOf(name) - length > 1 || !hasCommonSurname(name));
}

/** in characters, of which some are two units of a string: 𠮷 */
const lengthOf = (text: string): number => Array.from(text).length;

interface Place {
  readonly length: number;
  readonly assumed: readonly NameAssumption[];
}

/** How many characters the family name has; 0 where nothing tells, or there is none. */
function familyLength(name: string, spaced: string | null, hasTitle: boolean): Place {
  const characters = comparable(name);
  const certain = (length: number): Place => ({
    length,
    assumed: length === characters.length ? ['family_alone'] : [],
  });
  const compound = startsIn(compoundSurnames, characters, [5, 4, 3, 2]);
  if (compound) return certain(compound);
  if (spaced !== null && isFamily(spaced, name)) return certain(lengthOf(spaced));
  const japanese = japaneseSurnameLength(name);
  if (japanese) return certain(japanese);
  if (isGivenAlone(characters, hasTitle)) return { length: 0, assumed: ['given_alone'] };
  if (characters.length < 4) return certain(1);
  const isDouble = characters.length === 4 && characters.slice(0, 2).every((one) => commonSurnames.has(one));
  return isDouble ? { length: 2, assumed: ['double_surname'] } : { length: 0, assumed: ['unsplit'] };
}

/** Surnames among the most common that also end given names of Japan (康), Uyghur and Kazakh ones (江). */
const oftenGiven = '江武康史龙白高';

export const isOftenGiven = (surname: string): boolean => oftenGiven.includes(simplified(surname));

/**
 * Whether characters are a given name without a family name: two that no surname begins, nor a common one ends, which
 * would be a whole name turned round (洁王); one that is no common surname, unless a form of address beside it tells
 * that it is a surname.
 */
function isGivenAlone([first = '', second, ...more]: readonly string[], hasTitle: boolean): boolean {
  if (second === undefined) return !hasTitle && !commonSurnames.has(first) && !japaneseSingles.has(first);
  return (
    more.length === 0 && !singleSurnames.has(first) && !japaneseSingles.has(first) && !endsAsFamily(second)
  );
}

/** Whether a character is among the most common surnames, and not among those that often end given names. */
export const endsAsFamily = (last: string): boolean => firstHundredSurnames.has(last) && !isOftenGiven(last);

/**
 * How many characters of a family name stand behind a given name, as forms with the given name first put it:
 * 雨辉唐, 克俭欧阳. Only where no surname begins the name; 0 where nothing tells.
 */
function familyBehind(name: string): number {
  const characters = comparable(name);
  const [first = ''] = characters;
  if (singleSurnames.has(first) || startsIn(compoundSurnames, characters, [2]) || japaneseSurnameLength(name))
    return 0;
  const last = characters[characters.length - 1] ?? '';
  if (characters.length === 3) return endsAsFamily(last) ? 1 : 0;
  return characters.length === 4 && compoundSurnames.has(characters.slice(-2).join('')) ? 2 : 0;
}

/**
 * Splits a name in Chinese characters. Four and more that begin with no surname of two are hardly ever one of
 * Han: they are Tibetan, Mongolian, Uyghur, or a byname, and stay whole.
 * @param spaced what stood before a space
 * @param hasTitle a form of address stood beside it: before that, one character is the family name
 */
export function splitHan(name: string, spaced: string | null, hasTitle: boolean): SplitName {
  if (Array.from(name).length > 4) {
    const western = [4, 3, 2].find((length) =>
      transliteratedGivenNames.has(simplified(name.slice(0, length))),
    );
    if (western && !hasCompoundSurname(name) && !japaneseSurnameLength(name))
      return { value: name, ...partsOf(name.slice(western), name.slice(0, western)), assumed: [] };
  }
  const characters = Array.from(name);
  const behind = spaced === null ? familyBehind(name) : 0;
  if (behind > 0) {
    const [given, family] = [characters.slice(0, -behind).join(''), characters.slice(-behind).join('')];
    return { value: family + given, ...partsOf(family, given), assumed: ['family_behind'] };
  }
  const { length, assumed } = familyLength(name, spaced, hasTitle);
  return {
    value: name,
    ...partsOf(characters.slice(0, length).join(''), characters.slice(length).join('')),
    assumed,
  };
}

/**
 * Splits a name with a middle dot: behind a clan it is the given name (爱新觉罗·溥仪), behind a Western given name
 * the family name (约翰·史密斯). Else what stands behind is the father's name, which is no family name: the whole
 * is the given name, as without dot.
 */
export function splitDotted(name: string): SplitName {
  const parts = name.split('·').filter((part) => part !== '');
  const value = parts.join('·');
  const [first = ''] = parts;
  if (parts.length > 1 && compoundSurnames.has(simplified(first)))
    return { value, ...partsOf(first, parts.slice(1).join('·')), assumed: [] };
  if (parts.length > 1 && transliteratedGivenNames.has(simplified(first)))
    return { value, ...partsOf(parts[parts.length - 1] ?? '', parts.slice(0, -1).join('·')), assumed: [] };
  return { value, ...partsOf('', value), assumed: ['unsplit'] };
}

const partsOf = (family: string, given: string): Pick<SplitName, 'family' | 'given' | 'key'> => ({
  family: family || null,
  given: given || null,
  key: `${surnamePinyin(family)} ${givenPinyin(given)}`,
});
