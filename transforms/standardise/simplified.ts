import { Converter } from 'opencc-js/t2cn';
import { remembered } from './memo.ts';

let loaded: ((text: string) => string) | undefined;

function converter(): (text: string) => string {
  const convert = loaded ?? Converter({ from: 't', to: 'cn' });
  loaded = convert;
  return convert;
}

const simplifiedCharacter = remembered((character) => converter()(character));

const beyondLatin = /[\u2e80-\u9fff\uf900-\ufaff\u{20000}-\u{3ffff}]/u;

/**
 * Traditional characters as simplified ones, one by one, for comparison: a name is not a phrase, so the phrases of the
 * dictionary do not apply to it. Loaded when first needed.
 *
 * Source: the dictionaries of OpenCC, through opencc-js.
 */
export function simplified(text: string): string {
  if (!beyondLatin.test(text)) return text;
  return Array.from(text, (character) =>
    character < '\u2e80' ? character : simplifiedCharacter(character),
  ).join('');
}
