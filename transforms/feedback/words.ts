import { chineseWords } from './chineseWords.ts';
import { degreeWords, failings, functionWords, negations, tellingWords } from './functionWords.ts';

const segmenter = new Intl.Segmenter('ja', { granularity: 'word' });

const kana = /[\p{Script=Hiragana}\p{Script=Katakana}]/u;
const chinese = /(\p{Script=Han}+)/u;

/**
 * Letters of one form each, whatever they were typed on: composed, full-width and half-width ones plain, and
 * none that lengthens in lower case, so that words are found where they stand. Words are of this form.
 */
export const plainLetters = (text: string): string => text.normalize('NFKC').replaceAll('İ', 'I');

/** A part of a text, as it stands there. */
export interface Piece {
  readonly text: string;
  /** in lower case; nothing where the part is a sign, a blank, a number, or mixes letters with those */
  readonly word: string | undefined;
}

/** The parts that a text of plain letters consists of, all of them in order. */
export function piecesOf(text: string): readonly Piece[] {
  if (kana.test(text)) return otherPieces(text);
  // split at what is Chinese: every second part is
  return text
    .split(chinese)
    .flatMap((part, i) =>
      i % 2 === 1 ? chineseWords(part).map((word) => ({ text: word, word })) : otherPieces(part),
    );
}

/** Where languages have blanks, or signs of their own for what is no stem, as Japanese does. */
const otherPieces = (text: string): Piece[] =>
  Array.from(segmenter.segment(text), ({ segment, isWordLike }) => ({
    text: segment,
    word: isWordLike && /^[\p{Alphabetic}\p{Mark}'’]+$/u.test(segment) ? segment.toLowerCase() : undefined,
  }));

/** Words in order, lower case; `undefined` where a sign or a gap ends a clause. */
const tokensOf = (text: string): (string | undefined)[] =>
  piecesOf(plainLetters(text))
    .filter((piece) => piece.word !== undefined || /\S/u.test(piece.text))
    .map(({ word }) => word);

/**
 * The words of a text in order, lower case, in Chinese, Japanese and languages with spaces; numbers and signs
 * are none.
 */
export const wordsOf = (text: string): string[] => tokensOf(text).filter((one) => one !== undefined);

/**
 * What a comment speaks of: its words, and pairs of words that stand beside each other in a clause, each
 * once. Single Latin letters and single Chinese characters are no words by themselves, nor are function
 * words and denials. Pairs are joined by a blank, or by nothing in Chinese.
 */
export function phrasesOf(text: string): ReadonlySet<string> {
  const phrases = new Set<string>();
  const tokens = tokensOf(text);
  tokens.forEach((word, i) => {
    if (word === undefined) return;
    if (word.length > 1 && !functionWords.has(word) && !negations.has(word)) phrases.add(word);
    const before = tokens[i - 1];
    const pair =
      before === undefined || isCutOff(tokens[i - 2], before, word, tokens[i + 1])
        ? undefined
        : pairOf(before, word);
    if (pair) phrases.add(pair);
  });
  return phrases;
}

/** A Chinese word that means something by itself. */
const isMeaning = (word: string | undefined): boolean =>
  word !== undefined && /\p{Script=Han}$/u.test(word) && !functionWords.has(word) && !negations.has(word);

const isSingle = (word: string | undefined): boolean => isMeaning(word) && word?.length === 1;

/**
 * Whether a pair of Chinese words is the middle of something longer: it begins with a character, or a failing,
 * that belongs to the word before it (纸尿 裤漏尿, 联系 不上客服), or ends with one that belongs to the word behind it
 * (宝宝红 屁股, 半天不理 人). A character with how much of it, or that not, is whole (很慢, 没人).
 */
function isCutOff(
  earlier: string | undefined,
  before: string,
  word: string,
  later: string | undefined,
): boolean {
  const isBegun = isMeaning(earlier) && (isSingle(before) || failings.has(before));
  const isWhole = degreeWords.has(before) || (negations.has(before) && before.length === 1);
  const isUnfinished = isSingle(word)
    ? !isWhole && isMeaning(later)
    : /^[不没]/u.test(word) && isSingle(later);
  return isBegun || isUnfinished;
}

/**
 * Two words as a phrase, where they are one. In Chinese a function word adds nothing to a word that stands by
 * itself (也不错) and ends none (味道很), no more than a denial does (一直不); one that says how much makes a phrase
 * of a single character (很慢). Elsewhere a function word makes one with another word only where it tells something (not
 * fresh, but no fast and or a week).
 */
function pairOf(before: string, word: string): string | undefined {
  const [isFirstBare, isLastBare] = [functionWords.has(before), functionWords.has(word)];
  if (!/\p{Script=Han}$/u.test(before)) {
    const isEmpty = (one: string) => functionWords.has(one) && !tellingWords.has(one);
    return (isFirstBare && isLastBare) || isEmpty(before) || isEmpty(word) ? undefined : `${before} ${word}`;
  }
  const isFinished = !isLastBare && !negations.has(word);
  const isMore = !isFirstBare || (degreeWords.has(before) && word.length === 1);
  return isFinished && isMore ? before + word : undefined;
}
