import type { StringMeasures } from './codePoints.ts';
import type { FieldKind } from './fields.ts';

/** SQL conditions of a pair of names: they sound alike; one alone is written in characters. */
export interface Sounds {
  readonly alike: string;
  readonly acrossScripts: string;
}

/** The level of two values that cannot be compared, as of a value that is missing. */
const missing = -1;

/** How the values of one field are compared: level 0 is "differs", the last is "equal"; a missing value has none. */
export interface Comparison {
  readonly levels: readonly string[];
  /** how often each level is expected among true matches before the data are seen; sums to 1 */
  readonly prior: readonly number[];
  /** how often it may differ among true matches at most, whatever a fit says: 1 where nothing is set */
  readonly mostDiffering?: number;
  /** values that are not equal and of a Jaro–Winkler similarity below .7 differ, whatever else is measured of them */
  readonly isByLikeness?: true;
  /** an SQL expression of the level of two values that are both present */
  readonly sql: (a: string, b: string, measures: StringMeasures, sounds?: Sounds) => string;
}

/** The level of the first condition that holds, from the highest down; CASE looks at no condition after that one. */
const cases = (branches: readonly string[], otherwise = '0') =>
  `case ${branches.map((when, i) => `when ${when} then ${branches.length - i}`).join(' ')} else ${otherwise} end`;

/** AND that does not look at its second condition where the first fails. */
const andThen = (first: string, second: string) => `(case when ${first} then ${second} else false end)`;

/** Levels of strings that are equal, or else at least so similar that a closer look is worth it. */
const closer = (a: string, b: string, s: StringMeasures, branches: readonly string[]) =>
  `case when ${a} = ${b} then ${branches.length + 1} when ${s.jaroWinkler(a, b)} < 0.7 then 0 else ${cases(branches)} end`;

/** A shorter name that begins the longer one: an initial, Rob for Robert, 怡 for 怡婷. */
const begins = (a: string, b: string) => `(starts_with(${a}, ${b}) or starts_with(${b}, ${a}))`;

const three = (a: string, b: string) => `least(length(${a}), length(${b})) >= 3`;

/** One edit of a short name leaves little that is alike: Leo and Elo. */
const briefEdit = (a: string, b: string, s: StringMeasures) =>
  andThen(`${three(a, b)} and length(${a}) <= 5`, s.oneEdit(a, b));

const name: Comparison = {
  levels: ['differs', 'similar', 'one edit', 'equal'],
  prior: [0.07, 0.05, 0.08, 0.8],
  mostDiffering: 0.4,
  sql: (a, b, s) =>
    `case when ${a} = ${b} then 3 when ${s.jaroWinkler(a, b)} < 0.7 then ${cases([briefEdit(a, b, s), begins(a, b)])} else ${cases(
      [
        andThen(
          three(a, b),
          `case when ${s.jaroWinkler(a, b)} >= 0.92 then true else ${s.oneEdit(a, b)} end`,
        ),
        `(${s.jaroWinkler(a, b)} >= 0.8 or ${begins(a, b)})`,
      ],
    )} end`,
};

/**
 * A Chinese name of two characters without the first: 萱 for 娟萱; without the last, it `begins` the other. One in the
 * place of another is no likeness: brothers, sisters and twins share a character (建国, 建军).
 */
const isLastAlone = (a: string, b: string) =>
  `(length(${a}) = 1 and length(${b}) = 2 and strlen(${a}) > 1 and ends_with(${b}, ${a}))`;

/**
 * Names of which some are Chinese: one that is the same in pinyin is another spelling (王美丽 and Wang Meili),
 * or the character next to it in an input method (王芳 and 王方).
 */
export const spokenName: Comparison = {
  levels: ['differs', 'similar', 'one edit', 'same in pinyin', 'equal'],
  prior: [0.07, 0.05, 0.05, 0.06, 0.77],
  mostDiffering: 0.4,
  sql: (a, b, s, sounds) =>
    `case when ${sounds?.alike} then case when ${a} = ${b} and not ${sounds?.acrossScripts} then 4 else 3 end
      else greatest(least(2, ${name.sql(a, b, s)}), case when ${isLastAlone(a, b)} or ${isLastAlone(b, a)} then 1 else 0 end) end`,
};

const text: Comparison = {
  levels: ['differs', 'similar', 'one edit', 'equal'],
  prior: [0.12, 0.06, 0.07, 0.75],
  isByLikeness: true,
  sql: (a, b, s) =>
    closer(a, b, s, [
      andThen(three(a, b), `case when ${s.jaroWinkler(a, b)} >= 0.93 then true else ${s.oneEdit(a, b)} end`),
      `${s.jaroWinkler(a, b)} >= 0.82`,
    ]),
};

const code: Comparison = {
  levels: ['differs', 'two edits', 'one edit', 'equal'],
  prior: [0.08, 0.02, 0.1, 0.8],
  isByLikeness: true,
  sql: (a, b, s) =>
    closer(a, b, s, [s.oneEdit(a, b), andThen(`${s.jaroWinkler(a, b)} >= 0.75`, s.twoEdits(a, b))]),
};

const part = (x: string, from: number, length: number) => `substr(${x}, ${from}, ${length})`;
const same = (a: string, b: string, from: number, length: number) =>
  `${part(a, from, length)} = ${part(b, from, length)}`;
const eight = (x: string) => `rpad(${x}, 8, '_')`;

const hasYear = (a: string, b: string) => `(least(length(${a}), length(${b})) = 4)`;

/**
 * Dates are eight digits, year first; a typing error may make a day that does not exist, and is still close. Of
 * a date beside a year alone, the years are compared.
 */
const date: Comparison = {
  levels: ['differs', 'near', 'two parts equal', 'same year', 'one digit or day and month swapped', 'equal'],
  prior: [0.06, 0.03, 0.05, 0.02, 0.08, 0.76],
  mostDiffering: 0.4,
  sql: (a, b, s) =>
    cases([
      `${a} = ${b}`,
      `case when ${hasYear(a, b)} then false when ${same(a, b, 1, 4)} and ${part(a, 5, 2)} = ${part(b, 7, 2)} and ${part(a, 7, 2)} = ${part(b, 5, 2)} then true else ${s.oneEdit(a, b)} end`,
      andThen(hasYear(a, b), same(a, b, 1, 4)),
      andThen(
        `not ${hasYear(a, b)}`,
        `(${same(a, b, 1, 4)} and (${same(a, b, 5, 2)} or ${same(a, b, 7, 2)})) or ${same(a, b, 5, 4)}`,
      ),
      `(case when ${hasYear(a, b)} then length(${a}) = length(${b}) and ${s.oneEdit(a, b)} else hamming(${eight(a)}, ${eight(b)}) <= 2 or abs(try_cast(${a} as int) - try_cast(${b} as int)) <= 10100 end)`,
    ]),
};

const local = (x: string) => `split_part(${x}, '@', 1)`;

const email: Comparison = {
  levels: ['differs', 'similar', 'same local part', 'two edits', 'equal'],
  prior: [0.12, 0.04, 0.05, 0.09, 0.7],
  sql: (a, b, s) =>
    closer(a, b, s, [
      andThen(`${s.jaroWinkler(a, b)} >= 0.84 and abs(length(${a}) - length(${b})) <= 2`, s.twoEdits(a, b)),
      `(length(${local(a)}) >= 4 and ${local(a)} = ${local(b)})`,
      // one house gives everybody its domain: it is the mailboxes that are alike
      `(${s.jaroWinkler(local(a), local(b))} >= case when ${s.jaroWinkler(a, b)} >= 0.88 then 0.8 else 0.9 end)`,
    ]),
};

/** The first half of a postcode, as long as that of the shorter one: of nine digits and of five, two. */
const area = (x: string, a: string, b: string) =>
  `left(${x}, greatest(2, least(length(${a}), length(${b})) // 2))`;

const postcode: Comparison = {
  levels: ['differs', 'same area', 'one edit', 'equal'],
  prior: [0.15, 0.05, 0.1, 0.7],
  sql: (a, b, s) => cases([`${a} = ${b}`, s.oneEdit(a, b), `(${area(a, a, b)} = ${area(b, a, b)})`]),
};

const short: Comparison = {
  levels: ['differs', 'one edit', 'equal'],
  prior: [0.12, 0.08, 0.8],
  sql: (a, b, s) =>
    cases([`${a} = ${b}`, andThen(`greatest(length(${a}), length(${b})) >= 2`, s.oneEdit(a, b))]),
};

const category: Comparison = {
  levels: ['differs', 'equal'],
  prior: [0.05, 0.95],
  sql: (a, b) => cases([`${a} = ${b}`]),
};

const isRelative = (x: string) => `${x} in ('jr', 'sr')`;

/**
 * Jr and Sr, II and III are two people, and hardly ever one. A Jr may be the second or the third of his name:
 * of the two ways to count, one says nothing about the other.
 */
const generation: Comparison = {
  levels: ['differs', 'equal'],
  prior: [0.002, 0.998],
  mostDiffering: 0.002,
  sql: (a, b) =>
    `case when ${isRelative(a)} <> ${isRelative(b)} then ${missing} when ${a} = ${b} then 1 else 0 end`,
};

/** Full names are split into given and family name before they are compared, so they have none of their own. */
export const comparisons: Readonly<Record<FieldKind, Comparison>> = {
  given_name: name,
  family_name: name,
  full_name: name,
  birth_date: date,
  email,
  phone: code,
  postcode,
  street: text,
  house_number: short,
  city: text,
  state: short,
  country: category,
  national_id: code,
  gender: category,
  name_suffix: generation,
  other: text,
};

/** Whether names stand in their places: given and family name exchanged is a thing of its own. */
export const nameOrder: Comparison = {
  levels: ['exchanged', 'in order'],
  prior: [0.03, 0.97],
  sql: (a) => `case when ${a} then 0 else 1 end`,
};
