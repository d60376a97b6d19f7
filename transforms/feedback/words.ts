import { chineseWords } from './chineseWords.ts';
import { degreeWords, functionWords, negations } from './functionWords.ts';

const segmenter = new Intl.Segmenter('ja', { granularity: 'word' });

const kana = /[\p{Script=Hiragana}\p{Script=Katakana}]/u;
const chinese = /(\p{Script=Han}+)/u;

/**
 * Letters of one form each, whatever they were typed on: composed, full-width and half-width ones plain, and
 * none that lengthens in lower case, so that words are found where they stand. Words are of this form.
 */
export const plainLetters = (text: string): string => text.normalize('NFKC').replaceAll('İ', 'I');

/** Words in order, lower case; `undefined` where a sign ends a clause. */
function tokensOf(text: string): (string | undefined)[] {
  const plain = plainLetters(text).toLowerCase();
  if (kana.test(plain)) return otherTokens(plain);
  // split at what is Chinese: every second part is
  return plain
    .split(chinese)
    .flatMap<string | undefined>((part, i) => (i % 2 === 1 ? chineseWords(part) : otherTokens(part)));
}

/** Where languages have blanks, or signs of their own for what is no stem, as Japanese does. */
function otherTokens(text: string): (string | undefined)[] {
  const tokens: (string | undefined)[] = [];
  for (const { segment, isWordLike } of segmenter.segment(text))
    if (!isWordLike) {
      if (/[^\s…]/u.test(segment)) tokens.push(undefined);
    } else if (/^[\p{Alphabetic}\p{Mark}'’]+$/u.test(segment)) tokens.push(segment);
    else tokens.push(undefined);
  return tokens;
}

/**
 * The words of a text in order, lower case, in Chinese, Japanese and languages with spaces; numbers and signs
 * are none.
 */
export const wordsOf = (text: string): string[] => tokensOf(text).filter((one) => one !== undefined);

/**
 * What a comment speaks of: its words, and pairs of words that stand beside each other in a clause, each
 * once. Single Latin letters and single Chinese characters are no words by themselves, nor are function
 * words. Pairs are joined by a blank, or by nothing in Chinese.
 */
export function phrasesOf(text: string): ReadonlySet<string> {
  const phrases = new Set<string>();
  let before: string | undefined;
  for (const word of tokensOf(text)) {
    if (word !== undefined) {
      if (word.length > 1 && !functionWords.has(word)) phrases.add(word);
      const pair = before === undefined ? undefined : pairOf(before, word);
      if (pair) phrases.add(pair);
    }
    before = word;
  }
  return phrases;
}

/**
 * Two words as a phrase, where they are one. In Chinese a function word adds nothing to a word that stands by
 * itself (也不错) and ends none (味道很), no more than a denial does (一直不); one that says how much makes a phrase
 * of a single character (很慢). Elsewhere two function words make none.
 */
function pairOf(before: string, word: string): string | undefined {
  const [isFirstBare, isLastBare] = [functionWords.has(before), functionWords.has(word)];
  if (!/\p{Script=Han}$/u.test(before)) return isFirstBare && isLastBare ? undefined : `${before} ${word}`;
  const isFinished = !isLastBare && !negations.has(word);
  const isMore = !isFirstBare || (degreeWords.has(before) && word.length === 1);
  return isFinished && isMore ? before + word : undefined;
}
