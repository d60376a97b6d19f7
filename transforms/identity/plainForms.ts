import { literal } from '../../warehouse/index.ts';
import {
  byname,
  foldedTitles,
  generations,
  latinRemarks,
  nothingIn,
  numberedNobody,
  roleLocalParts,
} from '../standardise/light/index.ts';
import type { FieldKind } from './fields.ts';

const among = (words: readonly string[]) => `(${['', ...words].map(literal).join(', ')})`;

/** Whether a folded name is a number behind a word for a customer: user 17. */
export const isNumberedName = (x: string): string => `regexp_matches(${x}, '${numberedNobody}')`;

/** Whether signs stand where digits are out of sight: 186****9177. */
export const isMaskedNumber = (x: string): string => `regexp_matches(${x}, '^[^@]*(?:[*●•○]|[x×]{2})[^@]*$')`;

/** Whether a number is one digit throughout, as forms that ask for one are given. */
const isOneDigit = (x: string): string => {
  const digits = `regexp_replace(${x}, '[^0-9]', '', 'g')`;
  return `(length(${digits}) >= 6 and translate(${digits}, left(${digits}, 1), '') = '')`;
};

/** What is read as nothing in some field. */
export const nothings: readonly string[] = [
  ...new Set([nothingIn.field, nothingIn.name, nothingIn.namePart, nothingIn.attribute].flat()),
];

/**
 * What people write in a field when they have nothing to write, and what is masked: many have what is left of it.
 * @param found those of `nothings` that there are: the engine makes a join of each list of many
 * @param areNumbered whether its names are numbers behind one word (user 17): then they are what tells people apart
 */
export function saysNothing(
  kind: FieldKind,
  x: string,
  found: ReadonlySet<string>,
  areNumbered: boolean,
): string {
  const isNumbered = areNumbered ? '' : ` or ${isNumberedName(x)}`;
  const isAmong = (words: readonly string[]) => `${x} in ${among(words.filter((word) => found.has(word)))}`;
  switch (kind) {
    case 'phone':
    case 'national_id':
      return `(${isAmong(nothingIn.field)} or ${isMaskedNumber(x)} or ${isOneDigit(x)})`;
    case 'email':
      return `(${isAmong(nothingIn.field)} or regexp_matches(${x}, '[*●•].*@'))`;
    case 'full_name':
      return `(${isAmong(nothingIn.name)}${isNumbered})`;
    case 'given_name':
      return `(${saysNothing('family_name', x, found, areNumbered)} or regexp_matches(${x}, '[*●○×].*\\p{Han}|\\p{Han}.*[*●○×]'))`;
    case 'family_name':
      return `(${isAmong(nothingIn.namePart)}${isNumbered})`;
    case 'gender':
    case 'other':
      return isAmong(nothingIn.attribute);
    default:
      return isAmong(nothingIn.field);
  }
}

const suffixes = Object.keys(generations).join('|');
const asWords: Readonly<Record<string, string>> = { 'the Younger': 'Jr', 'the Elder': 'Sr' };
/** Jr, Sr and the numbers of namesakes, each by one spelling. */
const nameSuffix = (x: string) =>
  `case regexp_extract(${x}, '(?:^|[ ,])(${suffixes})[.]?$', 1) ${Object.entries(generations)
    .map(([word, one]) => `when '${word}' then '${(asWords[one] ?? one).toLowerCase()}'`)
    .join(' ')} end`;

const { plain, dotted, beforeTwo } = foldedTitles;
const title = `(?:(?:${plain})\\.?(?: +| */ *)|(?:${plain}|${dotted})\\. *)`;
/**
 * A folded name without the forms of address that it begins with, those of couples among them: herr dr.
 * meier, mr & mrs smith.
 */
const untitled = (x: string) =>
  `regexp_replace(regexp_replace(${x}, '^ *${title}(?:(?:(?:&|and|und|e|y|et|en) +)?${title})*', ''), '^(?:${beforeTwo}) +([^ ]+ +[^ ])', '\\1')`;
/** What may be left out of a word: apostrophes, dots, and the vowel signs of Arabic and Hebrew. */
const withinWords = `''’.\\x{0591}-\\x{05C7}\\x{0610}-\\x{061A}\\x{0640}\\x{064B}-\\x{065F}\\x{0670}`;
/** A name without punctuation, forms of address and suffixes. */
export const letters = (x: string) =>
  `case when not regexp_matches(${x}, '[^a-z]') then ${x} else trim(regexp_replace(regexp_replace(regexp_replace(${untitled(x)}, '[${withinWords}]', '', 'g'), '[^\\p{L}\\p{M}\\p{N}]+', ' ', 'g'), ' (${suffixes}|esq|phd)$', '')) end`;
const between = (from: string, to: string) =>
  Array.from({ length: to.charCodeAt(0) - from.charCodeAt(0) + 1 }, (_, i) =>
    String.fromCharCode(from.charCodeAt(0) + i),
  ).join('');
const [hiragana, katakana] = [between('ぁ', 'ゖ'), between('ァ', 'ヶ')];
/** Kana in one spelling: how a name is read is written in either of them, with a gap or without. */
const kana = (x: string) =>
  `translate(regexp_replace(${x}, '[ ・･]', '', 'g'), '${hiragana}', '${katakana}')`;
const words = (x: string) =>
  `case when not regexp_matches(${x}, '[^a-z0-9 ]') then ${x} when regexp_full_match(${x}, '[\\p{Hiragana}\\p{Katakana}ー・･ ]+') then ${kana(x)} else trim(regexp_replace(${x}, '[^\\p{L}\\p{M}\\p{N}]+', ' ', 'g')) end`;
const alphanumerics = (x: string) =>
  `case when not regexp_matches(${x}, '[^a-z0-9]') then ${x} else regexp_replace(${x}, '[^\\p{L}\\p{N}]', '', 'g') end`;
const digits = (x: string) =>
  `case when not regexp_matches(${x}, '[^0-9]') then ${x} else regexp_replace(${x}, '\\D', '', 'g') end`;
/** What is there: null where nothing is left. */
export const present = (x: string) => `nullif(${x}, '')`;

/** plain dates; the numbers before the year may be either way round */
const yearFirst = '^(\\d{4})[-/.年 ]?(\\d{1,2})[-/.月 ]?(\\d{1,2})日?(?:[t ].*)?$';
export const yearLast = '^(\\d{1,2})[-/. ](\\d{1,2})[-/. ](\\d{4})(?: .*)?$';

function birthDate(x: string, isDayFirst: boolean, standard: string): string {
  const group = (pattern: string, n: number, width: number) =>
    `lpad(regexp_extract(${x}, '${pattern}', ${n}), ${width}, '0')`;
  const [day, month] = isDayFirst ? [1, 2] : [2, 1];
  return `case
    when regexp_full_match(${x}, '(1\\d|20)\\d\\d-\\d\\d-\\d\\d') then replace(${x}, '-', '')
    when ${standard} is not null then ${present(standard)}
    when regexp_matches(${x}, '${yearFirst}') then ${group(yearFirst, 1, 4)} || ${group(yearFirst, 2, 2)} || ${group(yearFirst, 3, 2)}
    when regexp_matches(${x}, '${yearLast}') then ${group(yearLast, 3, 4)} || ${group(yearLast, month, 2)} || ${group(yearLast, day, 2)}
    else ${present(digits(x))}
  end`;
}

/**
 * The first of two numbers, and none of an extension; a slash behind an area code (0221/1234567) parts no two
 * numbers.
 */
const firstNumber = (x: string) =>
  `regexp_replace(regexp_replace(${x}, '(ext|x|转|分机|[,;]).*$', ''), '^((?:\\D*\\d){7,}?[^/]*)/.*$', '\\1')`;
const phone = (x: string) =>
  `case
    when not regexp_matches(${x}, '[^0-9]') then case when strlen(${x}) >= 5 then right(${x}, 10) end
    when strpos(${x}, '@') = 0 and length(${digits(x)}) >= 5 then right(${digits(firstNumber(x))}, 10)
  end`;
/** What may be an e-mail address. */
export const emailLike = (x: string) => `case when strpos(${x}, '@') > 1 then replace(${x}, ' ', '') end`;
/** An e-mail address that a person may have; that of an office (info@, sales@) is that of whoever works there. */
const personalEmail = (x: string) =>
  `case when regexp_extract(${x}, '^[^@+]*') not in ${among([...roleLocalParts])} then ${emailLike(x)} end`;
/** The genders that SQL reads, as most files write them. */
export const plainGenders = { m: `('m', 'male', '男')`, f: `('f', 'female', '女')` } as const;
const gender = (x: string, standard: string) =>
  `case when ${x} in ${plainGenders.m} then 'm' when ${x} in ${plainGenders.f} then 'f' else ${present(`coalesce(${standard}, ${words(x)})`)} end`;

/** A full name, and the same in letters, as it is looked up in `match_names`: punctuation matters in Chinese (阿卜杜拉·买买提) alone. */
export const spelled = (x: string, inLetters: string) =>
  `case when strlen(${x}) = length(${x}) then ${inLetters} else ${x} end`;
const { before, behind, behindTwo } = latinRemarks;
/** Whether a full name, folded, is written in characters or syllables: the first of its words is not its given name. */
export const isEastAsian = (x: string) => `regexp_matches(${x}, '[\\p{Han}\\p{Hangul}]')`;
const unlessEastAsian = (x: string, otherwise: string) =>
  `case when ${isEastAsian(x)} then ${x} else ${otherwise} end`;
/** A full name in letters without what is written beside it: c/o john smith, john smith - work, john smith (late). */
export const withoutRemarks = (x: string) =>
  unlessEastAsian(
    x,
    `regexp_replace(regexp_replace(${x}, ${literal(`${before}|${behind}`)}, '', 'g'), ${literal(`${behindTwo}|^([^(]+) *[(][^)]*[)]$`)}, '\\1\\2')`,
  );
/** A full name without remarks, without bynames too and its given name first: `smith, john, jr` is `john smith`. */
export const inOrder = (x: string) => unlessEastAsian(x, givenFirst(x));
const givenFirst = (x: string) =>
  `case when strpos(${x}, ',') = 0 then ${x}
    when regexp_matches(${x}, '^[^,]+, *(${byname}|$)') then regexp_extract(${x}, '^[^,]+')
    else regexp_replace(${x}, '^([^,]+), *([^,]+).*$', '\\2 \\1') end`;
/** How the name of a father ends in Russian, Ukrainian and Belarusian, in their letters and in Latin ones. */
const patronymic = '\\p{L}(?:ич|[оеё]вна|ична|[ії]вна|[oe]vich|[oe]vna|ichna)';
/** Whether a full name ends with the name of a father, or both initials, behind which a family name would stand. */
export const endsWithFather = (x: string) =>
  `regexp_full_match(${x}, '\\S+ (?:\\S+ \\S*${patronymic}|\\p{Cyrillic}[.] ?\\p{Cyrillic}[.])')`;
/** A name that begins with the family name, with that at its end: иванов и.и. is и. и. иванов. */
export const familyLast = (x: string) =>
  `case when regexp_full_match(${x}, '\\S+ \\S*${patronymic} \\S+') then ${x}
    else regexp_replace(regexp_replace(${x}, '([.])(\\p{L})', '\\1 \\2', 'g'), '^([^ ,]+) ([^,]+)$', '\\2 \\1') end`;

/** What `match_names` has of the full name of a field is joined under this name, where it has any. */
export const knownName = (field: string): string => `name_of_${field}`;
const partOf =
  (part: 'given' | 'family', latin: (inLetters: string) => string) =>
  (field: string, isLookedUp: boolean): string => {
    const known = knownName(field);
    const read = latin(`l_${field}`);
    return isLookedUp ? `case when ${known}.value is not null then ${known}.${part} else ${read} end` : read;
  };
export const givenOf = partOf(
  'given',
  (x) => `case when strpos(${x}, ' ') > 0 then regexp_extract(${x}, '^\\S+') end`,
);
/** The words between the first and the last of a name in letters, an article of the last apart: a second given name. */
export const middleOf = (field: string, isLookedUp: boolean): string => {
  const middle = present(
    `regexp_extract(regexp_replace(l_${field}, ' (?:al|el) (\\S+)$', ' \\1'), '^\\S+ (.+) \\S+$', 1)`,
  );
  return isLookedUp ? `case when ${knownName(field)}.value is null then ${middle} end` : middle;
};
export const familyOf = partOf('family', (x) => present(`regexp_extract(${x}, '\\S+$')`));

/**
 * The normalised form of a value that is folded already and no name, null where nothing is left. `standard` is its
 * form by a standardiser, null for what SQL reads alone.
 */
export function normalised(kind: FieldKind, x: string, isDayFirst: boolean, standard: string): string {
  switch (kind) {
    case 'birth_date':
      return birthDate(x, isDayFirst, standard);
    case 'email':
      return personalEmail(x);
    case 'phone':
      return present(phone(x));
    case 'national_id':
      return `coalesce(${standard}, ${present(alphanumerics(x))})`;
    case 'postcode':
    case 'house_number':
      return present(alphanumerics(x));
    case 'gender':
      return gender(x, standard);
    case 'name_suffix':
      return nameSuffix(x);
    default:
      return present(words(x));
  }
}
