import type { Piece } from './words.ts';

/**
 * How a word is written in one place: in small letters, with a capital, with one because a sentence begins or
 * because the language gives it to every noun, or all in capitals; nothing where there are no such letters.
 */
export type Written = 'small' | 'capital' | 'first' | 'noun' | 'loud';

/** How each piece of a text is written; pieces that are no words count as small. */
export function writingOf(pieces: readonly Piece[]): readonly Written[] {
  const isGerman = pieces.filter(({ word }) => word !== undefined && germanWords.has(word)).length > 1;
  let isStart = true;
  let before = '';
  return pieces.map(({ text, word }) => {
    const written = writtenAt(text, word, isStart, isGerman);
    // a dot behind one capital stands for the rest of a name
    if (/[.!?。！？\n]/u.test(text)) isStart = !/^\p{Lu}$/u.test(before);
    else if (/[\p{L}\p{N}…]/u.test(text)) isStart = false;
    before = text;
    return written;
  });
}

function writtenAt(text: string, word: string | undefined, isStart: boolean, isGerman: boolean): Written {
  if (word === undefined || !/^\p{Lu}./u.test(text) || /^i['’]/u.test(word)) return 'small';
  if (!/\p{Ll}/u.test(text)) return 'loud';
  if (isStart) return 'first';
  return isGerman ? 'noun' : 'capital';
}

const germanWords = new Set(
  'der die das und ist nicht war sehr ich ein eine auch wir mit zu wurde habe bei kein keine'.split(' '),
);
