import { identifier, literal } from '../../warehouse/index.ts';
import { pinyinGiven, pinyinSurnames } from '../standardise/light/index.ts';

/** The names that are compared only where they are written in one script, or in two that are read alike. */
export const writtenNames = ['given_name', 'family_name'] as const;

export const writingColumn = (name: string): string => `${name}_writing`;

/** Scripts by the letter that stands for each; a name in several is in the first. */
const scripts = [
  ['h', 'Han'],
  ['k', 'Hiragana}\\p{Katakana'],
  ['s', 'Hangul'],
  ['c', 'Cyrillic'],
  ['g', 'Greek'],
  ['a', 'Arabic'],
  ['d', 'Devanagari'],
  ['b', 'Bengali'],
  ['i', 'Hebrew'],
  ['t', 'Thai'],
] as const;

/** SQL: a name in letters as pinyin spells it: a Chinese surname, and syllables behind it. */
function isPinyin(): string {
  const surname = "regexp_replace(replace(family_name, ' ', ''), '([ln])(yu|v)', '\\1u', 'g')";
  return `(${surname} in (${[...pinyinSurnames].map(literal).join(', ')}) and regexp_matches(given_name, ${literal(pinyinGiven)}))`;
}

/** SQL: how a name of `match_records` is written: the letter of its script; `p` for pinyin and `l` for other Latin names. */
export const writingSql = (name: string): string => {
  const x = identifier(name);
  const other = scripts.map(
    ([letter, script]) => `when regexp_matches(${x}, '[\\p{${script}}]') then '${letter}'`,
  );
  return `case when ${x} is null then null when strlen(${x}) > length(${x}) then case ${other.join(' ')} else 'l' end
    when ${isPinyin()} then 'p' else 'l' end`;
};

/** SQL: two writings of which neither can be read as the other: of the names nothing is known. */
export const isIncomparable = (a: string, b: string): string =>
  `(${a} <> ${b} and ${a} || ${b} not in ('hp', 'ph', 'lp', 'pl'))`;
