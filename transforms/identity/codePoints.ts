import type { DuckDBConnection } from '@duckdb/node-api';

/** One-byte characters to stand for the code points of a pair of strings: at most this many distinct ones. */
const alphabet = Array.from({ length: 94 }, (_, i) => String.fromCharCode(33 + i))
  .join('')
  .replaceAll("'", "''");

/** Longer strings are compared by their beginnings, so that a pair never needs more than the alphabet. */
export const longestByCodePoint = 47;

/** SQL expressions that measure two strings. */
export interface StringMeasures {
  /** Jaro–Winkler similarity, 0 to 1 */
  readonly jaroWinkler: (a: string, b: string) => string;
  /** whether at most two insertions, deletions, substitutions or transpositions are between two strings */
  readonly twoEdits: (a: string, b: string) => string;
  /** whether one insertion, deletion, substitution or transposition is between two strings that differ */
  readonly oneEdit: (a: string, b: string) => string;
}

/** Right for any script. */
export const byCodePoint: StringMeasures = {
  jaroWinkler: (a, b) => `cp_jaro_winkler(${a}, ${b})`,
  twoEdits: (a, b) => `cp_two_edits(${a}, ${b})`,
  oneEdit: (a, b) => `cp_one_edit(${a}, ${b})`,
};

/** Right, and faster, where both strings have one byte a character. */
export const byByte: StringMeasures = {
  jaroWinkler: (a, b) => `jaro_winkler_similarity(${a}, ${b})`,
  twoEdits: (a, b) => `cp_plain_two_edits(${a}, ${b})`,
  oneEdit: (a, b) => `cp_plain_one_edit(${a}, ${b})`,
};

/**
 * SQL: two strings one after the other, rewritten over one-byte stand-ins, to be measured by byte; null where they are
 * equal or are so already.
 */
export const rewrittenPair = (a: string, b: string): string => `cp_rewritten(${a}, ${b})`;

const maskBits = 62;

/** What is told of the characters of a string by itself, each by a column of this name behind that of the string. */
export const characterParts = ['mask', 'beyond', 'each'] as const;

/**
 * SQL: which characters a string has, a bit for each, which others share; how many it has more than bits; and the share
 * that each of them is.
 */
export function characterSql(x: string): Readonly<Record<(typeof characterParts)[number], string>> {
  const mask = `list_bit_or([1::bigint << (unicode(c) % ${maskBits}) for c in string_split(left(${x}, ${longestByCodePoint}), '')])`;
  const compared = `least(length(${x}), ${longestByCodePoint})`;
  return { mask, beyond: `${compared} - bit_count(${mask})`, each: `1 / ${compared}` };
}

/** The least that the shares of two strings that match add up to at a similarity of .7: 3 × .7 − 1, less what rounding adds. */
const leastShares = 1.0999;

/**
 * SQL: whether two strings have so few characters in common, at most, that their Jaro–Winkler similarity is below .7: three
 * times that are the shares of either that match, and one at most. Of what has no bit of the other nothing matches.
 */
export function areUnlike(a: (part: string) => string, b: (part: string) => string): string {
  const common = `(least(${a('beyond')}, ${b('beyond')}) + bit_count(${a('mask')} & ${b('mask')}))`;
  return `${common} * (${a('each')} + ${b('each')}) < ${leastShares}`;
}

/** SQL: either string of a pair, as `rewrittenPair` has it. */
export function rewrittenParts(pair: string, a: string, b: string): readonly [string, string] {
  const ofFirst = `least(length(${a}), ${longestByCodePoint})`;
  return [`coalesce(left(${pair}, ${ofFirst}), ${a})`, `coalesce(substr(${pair}, ${ofFirst} + 1), ${b})`];
}

/**
 * Macros that measure strings by code point. DuckDB's own distances count bytes, so one changed Chinese
 * character looks like up to three edits. A pair that is not ASCII is first rewritten over one-byte
 * stand-ins, the same stand-in for the same character in both strings (`translate` by the pair's own
 * characters), which is exact for any script. Where one is of two characters at most, as Chinese names are, and the
 * other has neither, which is soon seen, nothing is the same.
 *
 * - `cp_jaro_winkler(a, b)` in [0, 1]
 * - `cp_one_edit(a, b)`, `cp_two_edits(a, b)` whether one insertion, deletion, substitution or transposition, or
 *   at most two, make the one string the other. A transposition is at most two edits to Levenshtein, whose
 *   distance takes a sixth of the time and leaves few pairs to Damerau's.
 * - `cp_rewritten(a, b)` the pair of stand-ins itself, where several measures are taken of it
 *
 * Source: Winkler (1990), String comparator metrics and enhanced decision rules; Damerau (1964).
 */
export async function createStringMacros(connection: DuckDBConnection): Promise<void> {
  const ascii = '(strlen(a) = length(a) and strlen(b) = length(b))';
  const lacks = (x: string, y: string) =>
    `(length(${x}) <= 2 and not contains(${y}, left(${x}, 1)) and not contains(${y}, right(${x}, 1)))`;
  const areApart = `(${lacks('a', 'b')} or ${lacks('b', 'a')})`;
  const inOneLetter = (x: string, letter: string) =>
    `left('${letter.repeat(longestByCodePoint)}', length(${x}))`;
  const pair = `left(a, ${longestByCodePoint}) || left(b, ${longestByCodePoint})`;
  const plain = (x: string) => `translate(left(${x}, ${longestByCodePoint}), ${pair}, '${alphabet}')`;
  // an edit changes the length by one at most, which takes no rewriting to see
  const compared = (x: string) => `least(length(${x}), ${longestByCodePoint})`;
  const lengths = `abs(${compared('a')} - ${compared('b')})`;
  const either = (f: (a: string, b: string) => string) =>
    `case when ${ascii} then ${f('a', 'b')} else ${f(plain('a'), plain('b'))} end`;
  await connection.run(`
    create or replace temp macro cp_rewritten(a, b) as
      case when a = b or ${ascii} then null when ${areApart} then ${inOneLetter('a', 'a')} || ${inOneLetter('b', 'b')}
        else translate(${pair}, ${pair}, '${alphabet}') end;
    create or replace temp macro cp_jaro_winkler(a, b) as
      case when ${areApart} then 0 else ${either((a, b) => `jaro_winkler_similarity(${a}, ${b})`)} end;
    create or replace temp macro cp_plain_one_edit(a, b) as
      case
        when strlen(a) = strlen(b) then case hamming(a, b) when 1 then true when 2 then damerau_levenshtein(a, b) = 1 else false end
        when abs(strlen(a) - strlen(b)) = 1 then levenshtein(a, b) = 1
        else false
      end;
    create or replace temp macro cp_plain_two_edits(a, b) as
      case
        when levenshtein(a, b) > 4 then false
        when levenshtein(a, b) <= 2 then true
        else damerau_levenshtein(a, b) <= 2
      end;
    create or replace temp macro cp_one_edit(a, b) as
      case when ${lengths} > 1 then false else ${either((a, b) => `cp_plain_one_edit(${a}, ${b})`)} end;
    create or replace temp macro cp_two_edits(a, b) as
      case when ${lengths} > 2 then false else ${either((a, b) => `cp_plain_two_edits(${a}, ${b})`)} end;`);
}
