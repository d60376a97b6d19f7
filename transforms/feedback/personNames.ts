import {
  firstHundredSurnames,
  formsOfAddress,
  hasCommonSurname,
  hasCompoundSurname,
} from '../standardise/light/index.ts';
import { classOf } from './chineseWords.ts';
import { functionWords } from './functionWords.ts';
import { givenNames } from './givenNames.ts';
import { leastPeople } from './saidByMany.ts';
import { piecesOf } from './words.ts';
import { type Written, writingOf } from './writing.ts';

/** What the business knows: names of people, and words in the names of its products and stores. */
export interface KnownNames {
  readonly people: ReadonlySet<string>;
  readonly things: ReadonlySet<string>;
}

/** Tells names of people from other words, in lower case. */
export interface PersonNames {
  /** Whether it is the name of somebody known, and no everyday word. */
  readonly isKnown: (word: string) => boolean;
  /** Whether a word is one wherever it stands; of Chinese words also whether they may be one. */
  readonly isName: (word: string) => boolean;
  /** Whether it is to be taken for one where it is written so. */
  readonly isNameWritten: (word: string, written: Written) => boolean;
}

/**
 * Names are what is known as such, unless it is an everyday word, too; given names that are common; what people
 * write with a capital amid a sentence more often than without; and Chinese words that begin with a surname and are
 * in no dictionary, or there as a name.
 */
export function personNames(
  { people, things }: KnownNames,
  texts: readonly string[],
  writers: readonly (string | null)[],
): PersonNames {
  const uses = usesOf(texts, writers);
  const isEveryday = (word: string) => {
    if (functionWords.has(word)) return true;
    if (isHan(word)) return isInDictionary(word);
    const { small = 0, capital = 0, by } = uses.get(word) ?? {};
    return (by?.size ?? 0) >= leastPeople && small >= 4 * capital;
  };
  const isCapitalised = (word: string) => {
    const { small = 0, capital = 0 } = uses.get(word) ?? {};
    return capital > small && !functionWords.has(word) && !things.has(word);
  };
  const isKnown = (word: string) => people.has(word) && !isEveryday(word);
  const isGiven = (word: string) => givenNames.has(word) && !things.has(word);
  const isName = (word: string) =>
    isKnown(word) ||
    isGiven(word) ||
    (isHan(word) ? isLikeChineseName(word) || isLikeStreet(word) : isCapitalised(word));
  return {
    isKnown,
    isName,
    isNameWritten(word, written) {
      if (written === 'small' || isHan(word) || functionWords.has(word)) return isName(word);
      if (people.has(word)) return true;
      if (written === 'capital') return !things.has(word);
      return isName(word) || (written === 'loud' && !isEveryday(word) && !things.has(word));
    },
  };
}

const isHan = (word: string) => /^\p{Script=Han}+$/u.test(word);

const isInDictionary = (word: string) => !(classOf(word) ?? 'nr').startsWith('nr');

/** Words that the dictionary has as names, or not at all, and that are none. */
const everyday: ReadonlySet<string> = new Set([
  ...formsOfAddress.split('|'),
  ...'顾客 顧客 高峰 马虎 叶子 胡萝卜 石锅 孙子 令人 拜托 史上 小贵 小份 小辣'.split(' '),
]);

/** 王建国, 欧阳明, 小芳, 老王, 娜娜; not 谢谢. */
function isLikeChineseName(word: string): boolean {
  const [first = '', second = '', ...others] = word;
  if (second === '' || others.length > 2) return false;
  if (others.length === 0 && /[小老阿]/u.test(first) && firstHundredSurnames.has(second)) return true;
  if (isInDictionary(word) || everyday.has(word)) return false;
  if (classOf(word) === 'nrt' || (first === '小' && others.length === 0)) return true;
  return first !== second && (hasCommonSurname(word) || hasCompoundSurname(word));
}

/** 建国路, 朝阳门外大街; not 高速公路. */
const isLikeStreet = (word: string) =>
  /..[路街巷弄道]$/u.test(word) && !/^[^n]|^n$/u.test(classOf(word) ?? 'nz');

/** Whether a part is a Chinese surname and no more: what stands behind it may be the rest of a name. */
export const isSurname = (part: string): boolean =>
  firstHundredSurnames.has(part) || ([...part].length === 2 && hasCompoundSurname(part));

interface Uses {
  /** how often in small letters, and with a capital that no beginning of a sentence explains */
  small: number;
  capital: number;
  /** who wrote it in small letters, as far as five */
  readonly by: Set<string | null>;
}

/** How words that have capitals are written. */
function usesOf(texts: readonly string[], writers: readonly (string | null)[]): ReadonlyMap<string, Uses> {
  const uses = new Map<string, Uses>();
  texts.forEach((text, i) => {
    if (!/\p{Ll}/u.test(text)) return;
    const pieces = piecesOf(text);
    const writing = writingOf(pieces);
    const count = (kind: Written) => writing.filter((one) => one === kind).length;
    // where most words have a capital, as in a headline, it says nothing
    const isHeadline = !/\p{Script=Han}/u.test(text) && count('capital') > count('small');
    pieces.forEach(({ word }, at) => {
      const written = writing[at];
      if (word === undefined || (written !== 'small' && (written !== 'capital' || isHeadline))) return;
      let use = uses.get(word);
      if (!use) {
        use = { small: 0, capital: 0, by: new Set() };
        uses.set(word, use);
      }
      use[written]++;
      if (written === 'small' && use.by.size < leastPeople) use.by.add(writers[i] ?? null);
    });
  });
  return uses;
}
