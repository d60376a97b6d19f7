/** A score as it is written: its number as text, and what it is out of where that is said. */
export interface WrittenScore {
  readonly score: string;
  readonly outOf?: string;
}

const stars = /^[★⭐🌟☆]+$/u;
const parts = /^(\S+?)\s*(?:\/|out of)\s*(\S+)$/u;
const united = /^(.+?)[\s-]*(?:颗星|星级?|分|stars?|points?)$/u;
const numerals = '零一二三四五六七八九十';

/** Reads 4星, 四星, 4 stars, ★★★★☆, 4/5 and 4 out of 5; any other text is the score as it stands. */
export function writtenScore(label: string): WrittenScore {
  const text = label.normalize('NFKC').replaceAll('\uFE0F', '').trim().toLowerCase();
  if (stars.test(text)) {
    const all = [...text];
    const given = all.filter((one) => one !== '☆').length;
    return { score: String(given), ...(given < all.length ? { outOf: String(all.length) } : {}) };
  }
  const [, bare = text] = united.exec(text) ?? [];
  const [, score = bare, outOf] = parts.exec(bare) ?? [];
  const numeral = bare === text || score.length !== 1 ? -1 : numerals.indexOf(score);
  return { score: numeral < 0 ? score : String(numeral), ...(outOf === undefined ? {} : { outOf }) };
}
