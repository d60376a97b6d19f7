import {
  chineseDialectSurnames,
  koreanSurnames,
  type Surnames,
  vietnameseSurnames,
} from '../data/romanisedSurnames.ts';
import { withoutMarks } from '../text.ts';
import { isCommonSurname, isPinyinSurname } from './pinyin.ts';

/**
 * A way of writing an East Asian language in Latin letters: how surely a word is a family name, 0 to 3, and
 * its syllables.
 */
interface Romanisation {
  readonly surely: (word: string) => number;
  readonly syllable: RegExp;
}

const ranks = (surnames: Surnames) => (word: string) => surnames.get(word) ?? 0;

/** Cantonese, Hokkien and Wade-Giles; these share surnames with pinyin (Lin Chih-ling, Wang Chien-ming). */
const chineseDialects: Romanisation = {
  surely: (word) =>
    chineseDialectSurnames.get(word) ?? (isPinyinSurname(word) ? (isCommonSurname(word) ? 3 : 1) : 0),
  syllable:
    /^(?:ng|m|(?:ph|th|ng|kh|ch|ts|tz|sh|sz|hs|kw|gw|[bpmfdtnlgkhjsyw])?(?:eah|(?:iao|iau|ieo|ieu|iew|iou|eow|uai|uei|aa|ae|ai|ao|au|aw|ay|ee|ei|eo|eu|ew|ey|ia|ie|io|iu|oe|oi|oo|ou|ow|oy|ua|ue|ui|uo|[aeiou])(?:ng|ck|[mnptkhr])?))$/,
};

const koreanSyllable =
  '(?:kk|tt|pp|ss|jj|ch|sh|[kgndtrlmbpsjh])?(?:yae|yeo|you|yoo|ya|ye|yi|yo|yu|wae|weo|woo|wa|we|wi|wo|eui|ae|ai|eo|eu|ee|oe|oo|ou|ui|[aeiou])h?(?:ng|ck|[nklmpbgt])?';
const korean: Romanisation = {
  surely: ranks(koreanSurnames),
  syllable: new RegExp(`^${koreanSyllable}$`),
};
/** two syllables in one word, by letters that hardly any other language has together: Geunhye, Minjun */
const koreanWord = new RegExp(
  `^(?=.*(?:eo|eu|hy|gy|ky|woo|joon|hoon|soo|yoon|nj|ng?h(?!am)))(?=.{5})${koreanSyllable}${koreanSyllable}$`,
);

const vietnameseSyllable =
  /^(?:ngh|ch|gh|gi|kh|ng|nh|ph|qu|th|tr|[bcdghklmnprstvx])?(?:oai|oay|ieu|uay|uoi|uou|uya|uye|uyu|yeu|ai|ao|au|ay|eo|eu|ia|ie|iu|oa|oe|oi|ua|ue|ui|uo|uu|uy|ye|[aeiouy])(?:ch|nh|ng|[cmnpt])?$/;
const vietnameseMarks = /[đơưăĐƠƯĂ\u1ea0-\u1ef9]/;
/** surnames of two characters, which are no given name: Szeto Wah */
const cantoneseCompound = /^(?:szeto|seeto|au-?yeung)$/;
/** the middle names of men and women */
const vietnameseMiddle = new Set(['van', 'thi']);

/** particles that are syllables of East Asian names, too: Kim de Jong is Dutch */
const western = new Set('de del den der el al la le ten ter'.split(' '));

const plain = (word: string): string => withoutMarks(word).toLowerCase().replace(/['.]/g, '');

/** Min-jun, Kai-shek: two syllables and a hyphen, but not two family names, which someone has married. */
function isHyphenated(word: string, { syllable }: Romanisation): boolean {
  const parts = word.split('-');
  return (
    parts.length === 2 &&
    parts.every((part) => syllable.test(part)) &&
    !parts.every((part) => korean.surely(part) === 3 || chineseDialects.surely(part) === 3)
  );
}

/**
 * Where the family name stands, when it and two syllables of a given name are written one after the other,
 * alone or with one other given name before or behind: Lee Kuan Yew, Tsai Ing-wen, Peter Chan Tai Man, Tai
 * Man Chan. Null where it is none of these.
 */
function placeIn(words: readonly string[], romanisation: Romanisation): number | null {
  const { surely, syllable } = romanisation;
  const last = words.length - 1;
  for (const at of [0, 1]) {
    const sure = surely(words[at] ?? '');
    if (sure === 0) continue;
    const next = words[at + 1] ?? '';
    const isPair = syllable.test(next) && syllable.test(words[at + 2] ?? '');
    const length = isHyphenated(next, romanisation) ? 1 : isPair ? 2 : 0;
    const others = last - length;
    if (length === 0 || others > 1 || (at === 1 && others === 0)) continue;
    if (others === 1 && surely(words[at === 0 ? last : 0] ?? '') > 0) continue;
    if (length === 2 && surely(words[last] ?? '') > sure) return others === 0 ? last : null;
    return at;
  }
  return null;
}

/** @param sureEnough how surely the first word has to be a family name, unless a middle name or marks tell that it is one */
function placeInVietnamese(words: readonly string[], isMarked: boolean, sureEnough: number): number | null {
  const [first = '', second = ''] = words;
  const sure = vietnameseSurnames.get(first) ?? 0;
  const last = vietnameseSurnames.get(words[words.length - 1] ?? '') ?? 0;
  if (sure === 0 || (!isMarked && !words.slice(1).every((word) => vietnameseSyllable.test(word))))
    return null;
  if (words.length > 2 && vietnameseMiddle.has(second)) return 0;
  if (!isMarked && sure < sureEnough) return null;
  if (last > sure) return words.length - 1;
  return isMarked || words.length > 2 || last === 0 ? 0 : null;
}

/**
 * The place of the family name among the words of a Vietnamese, Korean, Cantonese, Hokkien or Taiwanese name;
 * null where they may be a Western name as well (Lee Harvey Oswald, Kim Basinger, Tan France).
 */
export function familyPlace(words: readonly string[]): number | null {
  if (words.length < 2 || words.length > 5) return null;
  const folded = words.map(plain);
  const [first = '', second = ''] = folded;
  const isMarked = words.some((word) => vietnameseMarks.test(word)) || first !== words[0]?.toLowerCase();
  const vietnamese = placeInVietnamese(folded, isMarked, 2);
  if (vietnamese !== null) return vietnamese;
  if (words.length > 4 || folded.some((word) => western.has(word))) return null;
  if (words.length === 2 && cantoneseCompound.test(first) && chineseDialects.syllable.test(second)) return 0;
  if (words.length === 2 && korean.surely(first) > 1 && koreanWord.test(second)) return 0;
  return (
    placeIn(folded, korean) ??
    placeIn(folded, chineseDialects) ??
    (words.length > 2 ? placeInVietnamese(folded, isMarked, 1) : null)
  );
}

/** Whether a word is hardly anything but a family name of Cantonese, Hokkien or Wade-Giles: Chan, Lim, Tsai. */
export const isSureDialectSurname = (word: string): boolean => chineseDialectSurnames.get(plain(word)) === 3;

/** Whether a word is a family name of a kind that `familyPlace` knows. */
export const isEastAsianSurname = (word: string): boolean => {
  const folded = plain(word).replace('-', '');
  return chineseDialects.surely(folded) > 0 || korean.surely(folded) > 0 || vietnameseSurnames.has(folded);
};

export const isVietnameseSurname = (word: string): boolean => (vietnameseSurnames.get(plain(word)) ?? 0) > 1;

/** Whether all words are syllables of Cantonese and its neighbours: Wai Lee, which stands behind no title Hon. */
export const areDialectSyllables = (words: readonly string[]): boolean =>
  words.every((word) => chineseDialects.syllable.test(plain(word)));

/**
 * A given name, without marks and hyphens, with the syllables that follow each other in one word, as some
 * write them, if the family name is Chinese or Korean: `tai man` → taiman, `peter tai man` → peter taiman.
 */
export function syllablesJoined(given: string, family: string): string {
  const romanisations = [korean, chineseDialects].filter(({ surely }) => surely(family) > 0);
  if (romanisations.length === 0) return given;
  const isSyllable = (word = '') => romanisations.some(({ syllable }) => syllable.test(word));
  return given
    .split(' ')
    .map((word, i, words) => (i > 0 && isSyllable(word) && isSyllable(words[i - 1]) ? word : ` ${word}`))
    .join('')
    .trimStart();
}
