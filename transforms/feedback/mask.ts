import { formsOfAddress } from '../standardise/light/index.ts';
import { plainLetters, wordsOf } from './words.ts';

/** What stands for something that was left out. */
export const gapMark = '…';

const patterns: readonly RegExp[] = [
  // e-mail addresses and links
  /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}.-]+/gu,
  /(?:https?:\/\/|www\.)\S+/giu,
  // accounts such as @name
  /@[\p{L}\p{N}_.-]+/gu,
  // identifiers that mix letters and digits, and numbers of four digits or more, however they are grouped
  /(?=[\p{L}\p{N}-]*\p{N}{3})[\p{Script=Latin}\p{N}][\p{Script=Latin}\p{N}-]{4,}/gu,
  /\+?\p{N}(?:[\s().-]{0,3}\p{N}){3,}/gu,
  // how people name themselves and others
  /(?<=\b(?:[Mm]rs?|MRS?|[Mm]s|[Mm]iss|[Dd]r|[Mm]x)\.?\s)\p{Lu}[\p{L}'’-]+(?:\s\p{Lu}[\p{L}'’-]+)*/gu,
  /(?<=\b(?:[Mm]y name is|[Ii] am called|[Rr]egards,?|[Yy]ours,?|[Tt]hanks,?|[Ss]igned,?)\s+)\p{Lu}[\p{L}'’-]+(?:\s\p{Lu}[\p{L}'’-]+)*/gu,
  /(?<=我叫|我是|名叫|姓名[:：]?)\p{Script=Han}{2,4}/gu,
  new RegExp(`\\p{Script=Han}{1,2}(?=${formsOfAddress})`, 'gu'),
];

/** Letters and digits of one form each, and wide signs of addresses as plain ones; Chinese punctuation stays. */
const plain = (text: string) => text.replace(/[\p{L}\p{M}\p{N}＠．－＿＋]+/gu, plainLetters);

/** Without any of these no pattern can match; most comments have none. */
const mayPoint = new RegExp(
  `[\\p{N}@]|http|www|\\b(?:mrs?|ms|miss|dr|mx|my name|called|regards|yours|thanks|signed)\\b|我叫|我是|名叫|姓名|${formsOfAddress}`,
  'iu',
);

/**
 * A text with what points to a person left out: addresses, accounts, identifiers, numbers of four digits or
 * more, names after a title.
 */
export function masked(text: string): string {
  const shown = plain(text);
  return mayPoint.test(shown)
    ? patterns.reduce((rest, pattern) => rest.replace(pattern, gapMark), shown)
    : shown;
}

/**
 * A masked text in which only words stand that others use too, so that what one person alone would say is not
 * shown. Names of known people are left out whoever uses them.
 */
export function withoutRareWords(
  text: string,
  isCommon: (word: string) => boolean,
  isName: (word: string) => boolean,
): string {
  let shown = masked(text);
  for (const name of namesIn(shown, isName)) shown = shown.replaceAll(name, gapMark);
  const lower = shown.toLowerCase();
  const rare = [...new Set(wordsOf(shown))].filter((word) => !isCommon(word) || isName(word));
  const gaps: [number, number][] = [];
  for (const word of rare)
    for (let at = lower.indexOf(word); at >= 0; at = lower.indexOf(word, at + word.length))
      if (!isLatin(word) || isWhole(lower, at, word.length)) gaps.push([at, at + word.length]);
  const isGone = new Uint8Array(shown.length);
  for (const [from, to] of gaps) isGone.fill(1, from, to);
  let result = '';
  for (let at = 0; at < shown.length; at++)
    if (!isGone[at]) result += shown[at];
    else if (!result.endsWith(gapMark)) result += gapMark;
  return result.replace(/(?:…[\s\p{P}]*)+…/gu, gapMark).trim();
}

/** Names of two to four Chinese characters, wherever words are thought to end. */
function namesIn(text: string, isName: (word: string) => boolean): ReadonlySet<string> {
  const names = new Set<string>();
  for (const [run] of text.matchAll(/\p{Script=Han}{2,}/gu))
    for (let size = 4; size >= 2; size--)
      for (let at = 0; at + size <= run.length; at++)
        if (isName(run.slice(at, at + size))) names.add(run.slice(at, at + size));
  return names;
}

const isLatin = (word: string) => /^[\p{Script=Latin}'’]+$/u.test(word);
const isWhole = (text: string, at: number, length: number) =>
  !/\p{L}/u.test(text[at - 1] ?? ' ') && !/\p{L}/u.test(text[at + length] ?? ' ');
