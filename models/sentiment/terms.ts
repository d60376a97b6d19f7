/** Longer runs of Chinese or Japanese characters are no words but parts of sentences, which hardly ever come again. */
const longestWord = 8;

/** Lengths of parts of words, the spaces around a word among its characters. */
const partLengths = [3, 4, 5] as const;
const partMark = 'p:';

/** Whether a term is a part of a word: `p: goo`. */
export const isPart = (term: string): boolean => term.length > partMark.length && term.startsWith(partMark);

/**
 * What a comment is made of, with how often: characters and pairs of characters within runs of no space, words, and,
 * where letters make them, pairs of words. Nothing parts words in Chinese or Japanese unless the text was cut into
 * them: a short run of characters between spaces and marks counts as one. Case and width do not matter. Characters are
 * code points, so an emoji is one.
 * @param withParts whether the parts of words that letters make are terms too: disappoint is in all its forms
 */
export function termsOf(text: string, withParts = false): Map<string, number> {
  const counts = new Map<string, number>();
  const count = (term: string) => counts.set(term, (counts.get(term) ?? 0) + 1);
  const plain = text.normalize('NFKC').toLowerCase();
  for (const run of plain.split(/\s+/u)) {
    let before = '';
    for (const character of run) {
      count(character);
      if (before) count(before + character);
      before = character;
    }
  }
  let before = '';
  for (const [word] of plain.matchAll(/[\p{Alphabetic}\p{Mark}'’]+/gu)) {
    if (/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(word)) {
      if (word.length <= longestWord) count(`w:${word}`);
      before = '';
      continue;
    }
    count(`w:${word}`);
    if (withParts) for (const part of partsOf(word)) count(partMark + part);
    if (before) count(`w:${before} ${word}`);
    before = word;
  }
  return counts;
}

function* partsOf(word: string): Generator<string> {
  const spaced = ` ${word} `;
  for (const length of partLengths)
    for (let from = 0; from + length <= spaced.length; from++) yield spaced.slice(from, from + length);
}
