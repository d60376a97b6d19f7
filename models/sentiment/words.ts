import { functionWords } from './functionWords.ts';

const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });

/** Words in order, lower case; `undefined` where a sign ends a clause. */
function tokensOf(text: string): (string | undefined)[] {
  const tokens: (string | undefined)[] = [];
  for (const { segment, isWordLike } of segmenter.segment(text.normalize('NFKC').toLowerCase()))
    if (!isWordLike) {
      if (/[^\s…]/u.test(segment)) tokens.push(undefined);
    } else if (/^[\p{Alphabetic}\p{Mark}'’]+$/u.test(segment)) tokens.push(segment);
    else tokens.push(undefined);
  return tokens;
}

/** The words of a text in order, lower case, in Chinese, Japanese and languages with spaces; numbers and signs are none. */
export const wordsOf = (text: string): string[] => tokensOf(text).filter((one) => one !== undefined);

/**
 * What a comment speaks of: its words, and pairs of words that stand beside each other in a clause, each once. Single Latin letters
 * and single Chinese characters are no words by themselves, nor are function words. Pairs are joined by a blank, or by nothing
 * in Chinese.
 */
export function phrasesOf(text: string): ReadonlySet<string> {
  const phrases = new Set<string>();
  let before: string | undefined;
  for (const word of tokensOf(text)) {
    if (word !== undefined) {
      const isBare = functionWords.has(word);
      if (word.length > 1 && !isBare) phrases.add(word);
      if (before !== undefined && !(isBare && functionWords.has(before)))
        phrases.add(/\p{Script=Han}$/u.test(before) ? before + word : `${before} ${word}`);
    }
    before = word;
  }
  return phrases;
}
