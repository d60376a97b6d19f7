import { gapMark, withGapsJoined } from './gap.ts';
import { masked } from './mask.ts';
import { quantitiesIn, quantityKey } from './numbers.ts';
import { isSurname, type PersonNames } from './personNames.ts';
import { type Piece, piecesOf, plainLetters, wordsOf } from './words.ts';
import { type Written, writingOf } from './writing.ts';

interface ExamplePiece extends Piece {
  /** how much of what, in one form */
  readonly quantity?: string;
}

/** The parts of a masked text, quantities in one. */
function examplePieces(text: string): readonly ExamplePiece[] {
  const pieces: ExamplePiece[] = [];
  let from = 0;
  for (const { 0: found, index } of quantitiesIn(text)) {
    pieces.push(...piecesOf(text.slice(from, index)));
    pieces.push({ text: found, word: undefined, quantity: quantityKey(found) });
    from = index + found.length;
  }
  return [...pieces, ...piecesOf(text.slice(from))];
}

/** What must be used by many to be shown in an example: words in lower case, and quantities. */
export const shownOf = (text: string): readonly string[] =>
  examplePieces(plainLetters(text)).flatMap(({ word, quantity }) => word ?? quantity ?? []);

interface Part {
  readonly text: string;
  /** in lower case; nothing where the part is no word */
  readonly word: string | undefined;
  readonly written: Written;
  isShown: boolean;
}

/**
 * A text of which only that is shown which points to nobody: words and quantities that many use and that are no
 * names, and signs. Anything else is left out, such as single letters, and what mixes letters and signs.
 */
export function withoutRareWords(
  text: string,
  isCommon: (shown: string) => boolean,
  names: PersonNames,
): string {
  const parts = partsOf(masked(text), isCommon, names);
  hideNamesInTwo(parts, names);
  hideNamesAcross(parts, names);
  return withGapsJoined(parts.map((part) => (part.isShown ? part.text : gapMark)).join(''));
}

function partsOf(text: string, isCommon: (shown: string) => boolean, names: PersonNames): Part[] {
  const pieces = examplePieces(text);
  const writing = writingOf(pieces);
  return pieces.map(({ text: piece, word, quantity }, i) => {
    const written = writing[i] as Written;
    const isWordShown = (one: string) =>
      isCommon(one) && !isInitial(piece) && !names.isNameWritten(one, written);
    const isShown =
      word !== undefined
        ? isWordShown(word)
        : quantity !== undefined
          ? isCommon(quantity)
          : !/[\p{L}\p{N}]/u.test(piece);
    return { text: piece, word, written, isShown };
  });
}

/** A letter that stands alone and is no word in the languages of the West. */
const isInitial = (piece: string) =>
  /^(?:\p{Lu}|\p{Script=Latin})$/u.test(piece) && !/^[AIaeiouyàèéòóù]$/u.test(piece);

/** Names in two words of which one alone tells nothing: 小 刘, 欧阳 or Grace before a name. */
function hideNamesInTwo(parts: Part[], names: PersonNames): void {
  parts.forEach((part, i) => {
    const [behind, second] = [parts[i + 1], parts[i + 2]];
    if (/^[小老阿]$/u.test(part.text) && behind?.word && names.isName(part.text + behind.text))
      part.isShown = behind.isShown = false;
    if (isSurname(part.text) && behind?.word && !behind.isShown) part.isShown = false;
    const isBeforeName =
      /^\s+$/u.test(behind?.text ?? '') && second?.written === 'capital' && !second.isShown;
    if (part.written === 'first' && isBeforeName) part.isShown = false;
  });
}

/** Known names of two to four Chinese characters that begin or end where a word does, however words are cut. */
function hideNamesAcross(parts: readonly Part[], names: PersonNames): void {
  let run: Part[] = [];
  for (const part of [...parts, undefined]) {
    if (part && /^\p{Script=Han}/u.test(part.text)) {
      run.push(part);
      continue;
    }
    const text = run.map((one) => one.text).join('');
    // of each character which part it is in
    const owner = run.flatMap((one) => Array<Part>(one.text.length).fill(one));
    for (let from = 0; from < text.length - 1; from++)
      for (let to = from + 2; to <= Math.min(text.length, from + 4); to++) {
        const isCutThere = owner[from] !== owner[from - 1] || owner[to] !== owner[to - 1];
        if (isCutThere && names.isKnown(text.slice(from, to)))
          for (const one of owner.slice(from, to)) one.isShown = false;
      }
    run = [];
  }
}

/** Comments of a month looked at for an example. */
const mostTried = 40;

/**
 * The plainest of some comments: of the side that is wanted (1 satisfied, 0 dissatisfied), with few words left
 * out, and short, since each word more may point to somebody.
 */
export function exampleOf(
  found: readonly number[],
  wanted: 0 | 1,
  text: readonly string[],
  felt: readonly (number | null)[],
  isCommon: (shown: string) => boolean,
  names: PersonNames,
): string | null {
  const known = found.filter((i) => felt[i] !== null && felt[i] !== undefined);
  // one of the other side may name the theme's words too, and would say the opposite
  const fitting =
    known.length > 0 ? known.filter((i) => Math.abs((felt[i] as number) - wanted) < 0.5) : found;
  const tried = fitting
    .toSorted((a, b) => Math.abs((felt[a] ?? 0.5) - wanted) - Math.abs((felt[b] ?? 0.5) - wanted) || a - b)
    .slice(0, mostTried)
    .map((i) => withoutRareWords(text[i] as string, isCommon, names))
    .filter((one) => wordsOf(one).length > 1)
    .map((one) => ({ one, gaps: one.split(gapMark).length - 1 }));
  const [best] = tried.toSorted(
    (a, b) => a.gaps - b.gaps || a.one.length - b.one.length || (a.one < b.one ? -1 : 1),
  );
  return best ? shortened(best.one) : null;
}

const shortened = (text: string) => {
  const characters = [...text];
  return characters.length > 160 ? `${characters.slice(0, 159).join('')}${gapMark}` : text;
};
