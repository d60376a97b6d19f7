import { accountPatterns } from './accountPatterns.ts';
import { addressPatterns } from './addressPatterns.ts';
import { gapMark, withGapsJoined } from './gap.ts';
import { namePatterns } from './namePatterns.ts';
import { withoutNumbers } from './numbers.ts';
import { plainLetters } from './words.ts';

const patterns = [...accountPatterns, ...addressPatterns, ...namePatterns];

/** Letters and digits of one form each, and wide signs of addresses as plain ones; Chinese punctuation stays. */
const plain = (text: string) => text.replace(/[\p{L}\p{M}\p{N}＠．－＿＋]+/gu, plainLetters);

/**
 * A text with what points to a person left out: addresses, accounts, identifiers, numbers that count nothing,
 * names after a title.
 */
export function masked(text: string): string {
  const shown = patterns.reduce(
    (rest, { sign, found }) => (sign.test(rest) ? rest.replace(found, gapMark) : rest),
    plain(text),
  );
  return withGapsJoined(withoutNumbers(shown));
}
