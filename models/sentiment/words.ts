import { functionWords } from './functionWords.ts';

const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });

/** The words of a text in order, lower case, in Chinese, Japanese and languages with spaces; numbers and signs are none. */
export function wordsOf(text: string): string[] {
  const words: string[] = [];
  for (const { segment, isWordLike } of segmenter.segment(text.normalize('NFKC').toLowerCase()))
    if (isWordLike && /\p{Alphabetic}/u.test(segment) && !/\p{Number}/u.test(segment)) words.push(segment);
  return words;
}

/**
 * What a comment speaks of: its words, and pairs of words that stand beside each other, each once. Single Latin letters and single
 * Chinese characters are no words by themselves, nor are function words. Pairs are joined by a blank, or by nothing where there are none.
 */
export function phrasesOf(text: string): ReadonlySet<string> {
  const phrases = new Set<string>();
  // a pair does not reach over a full stop or a comma
  for (const clause of text.split(/[\p{P}\p{S}\r\n]+/u)) {
    let before = '';
    for (const word of wordsOf(clause)) {
      const isBare = functionWords.has(word);
      if ([...word].length > 1 && !isBare) phrases.add(word);
      if (before && !(isBare && functionWords.has(before)))
        phrases.add(/\p{Script=Han}$/u.test(before) ? before + word : `${before} ${word}`);
      before = word;
    }
  }
  return phrases;
}
