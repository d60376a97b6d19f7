/**
 * What a comment is made of, with how often: characters and pairs of characters within runs of no space, and, where
 * letters make words (not in Chinese or Japanese), words and pairs of words. Case and width do not matter. Characters
 * are code points, so an emoji is one.
 */
export function termsOf(text: string): Map<string, number> {
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
      before = '';
      continue;
    }
    count(`w:${word}`);
    if (before) count(`w:${before} ${word}`);
    before = word;
  }
  return counts;
}
