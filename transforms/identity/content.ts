import type { DuckDBConnection } from '@duckdb/node-api';
import { identifier, rows } from '../../warehouse/index.ts';
import { hasCommonSurname, looksLikeCompany, standardiseGender } from '../standardise/light/index.ts';

/** Values of a column that are looked at: enough for shares to within three in a hundred. */
const seen = 2_000;

/** What a sample of the values of a column looks like; shares are of the values that are not empty. */
export interface Content {
  readonly present: number;
  readonly distinct: number;
  /** whether no two rows of the whole column have one value, or hardly any */
  readonly isKey: boolean;
  readonly email: number;
  readonly date: number;
  readonly phone: number;
  /**
   * share of telephones as they are dialled, which numbers of accounts are not: with a plus, a nought or
   * brackets, or of a plan of many
   */
  readonly dialled: number;
  /** share of telephones of ten digits and more */
  readonly longPhone: number;
  /** share of those that no postal code has as many digits as: of ten, those of Iran have them, without 0 and 2 at first */
  readonly noPostcode: number;
  readonly person: number;
  readonly street: number;
  readonly postcode: number;
  readonly nationalId: number;
  /** share of words for men and women; 0 in a column of more than a dozen different values */
  readonly gender: number;
  /** share of names of companies; 0 in a column that is not of names */
  readonly company: number;
  /** share of Chinese names by their first character; 0 in a column that is not of names */
  readonly surname: number;
  /** share of yes, no and the like */
  readonly flag: number;
  /** share of values with an @ */
  readonly at: number;
  /** share of values with a digit */
  readonly digit: number;
  /** share of values with five digits or more */
  readonly digits: number;
  /** share of values with four letters in a row */
  readonly word: number;
  /** share of values such as houses are numbered by: 12, 12b, 12-14 */
  readonly number: number;
  /** of dates, the year before which one in ten lies; null without dates */
  readonly earlyYear: number | null;
  /** the median year of dates */
  readonly middleYear: number | null;
  /** the year after which one in ten lies */
  readonly lateYear: number | null;
}

const date =
  '(18|19|20)\\d{2}[-/.年]?(0?[1-9]|1[0-2])[-/.月]?(0?[1-9]|[12]\\d|3[01])日?([T ].*)?|\\d{1,2}[-/.]\\d{1,2}[-/.](18|19|20)\\d{2}';
/** abroad, with the code of an area, a mobile of China, a number of North America, a mobile of Spain or Portugal */
const dialled =
  '[+(0].*|.*[)].*|1[3-9][0-9][ -]?[0-9]{4}[ -]?[0-9]{4}|(1[ .-]?)?[2-9][0-9]{2}[ .-]?[2-9][0-9]{2}[ .-]?[0-9]{4}|[679][0-9]{2}[ -]?[0-9]{3}[ -]?[0-9]{3}';
const internetAddress = '\\d{1,3}([.]\\d{1,3}){3}';
const person = "\\p{L}[\\p{L}\\p{M}.''-]*((, ?| )\\p{L}[\\p{L}\\p{M}.''-]*){1,3}|\\p{Han}{2,4}";
/** a number and a word for a way, where addresses have them; 文三路134号 */
const street = [
  '(?i)([a-z]+ )?\\d+[a-z]?,? .*\\b(street|st|road|rd|avenue|ave|lane|ln|drive|dr|court|ct|boulevard|blvd|place|square|close|way)\\b.*',
  '(?i).*(stra(ß|ss)e|str[.]|weg|allee|platz|gasse|straat|laan) *\\d.*',
  '(?i)(\\d+ ?(bis|ter)?,? )?(rue|chemin|avenue|boulevard|calle|avenida|via|viale|piazza|rua|travessa) .*\\p{L}.*',
  '.*(路|街|道|巷|弄|村).*[号號].*',
].join('|');
/** postal codes that no other number looks like: British, Canadian, Dutch */
const postcode =
  '(?i)[A-Z]{1,2}\\d[A-Z\\d]? ?\\d[A-Z]{2}|[A-Z]\\d[A-Z][ -]?\\d[A-Z]\\d|[1-9]\\d{3} ?[A-Z]{2}';
const nationalId = '[1-8]\\d{5}(18|19|20)\\d{2}(0[1-9]|1[0-2])(0[1-9]|[12]\\d|3[01])\\d{3}[\\dXx]';
const flags =
  "('0', '1', 'y', 'n', 'yes', 'no', 'true', 'false', 't', 'f', 'ja', 'nein', 'nee', 'oui', 'non', 'si', 'sí', 'sim', 'não', '是', '否')";

/** A share of values of one form from which a column is taken to be of that kind. */
export const most = 0.7;

/** SQL: whether a column holds more than blanks; few values need trimming to tell, which takes the longest. */
export function isFilled(column: string): string {
  const text = `${identifier(column)}::varchar`;
  return `(${text} <> '' and (not starts_with(${text}, ' ') or trim(${text}) <> ''))`;
}

/** SQL: as many rows of a SELECT, from all over it since files are sorted, and the same ones each time. */
export const sampled = (select: string, size: number): string =>
  `(from (${select}) using sample reservoir(${size} rows) repeatable (1))`;

/** SQL: a sample of the values (c) of a column that hold more than blanks. */
function sampleOf(table: string, column: string): string {
  const text = `trim(${identifier(column)}::varchar)`;
  const filled = sampled(
    `select ${identifier(column)} from ${identifier(table)} where ${isFilled(column)}`,
    seen,
  );
  return `(select ${text} as c from ${filled} where ${text} <> '')`;
}

const full = (pattern: string, of = 'c') => `regexp_full_match(${of}, '${pattern}')`;
/** SQL: what several questions need of a value c: whether it is a date, and it without the extension of a telephone. */
const prepared = {
  is_date: full(date),
  // x871, ext. 12, 转8001
  unextended: `regexp_replace(c, '(?i) *(ext|x|转|分机)[.: ]*\\d{1,6}$', '')`,
} as const;
/** SQL: of how many digits it is a telephone; 0 where it is none. */
const phoneDigits = `case when ${full('[-+() .\\d]+', 'unextended')} and not ${full(internetAddress)} then length(regexp_replace(unextended, '\\D', '', 'g')) else 0 end`;
/** What SQL tells of a sample. */
type Figures = Omit<Content, 'gender' | 'company' | 'surname' | 'isKey'>;

/** SQL: what is asked of a value c, by the share of the values of a column for which it holds. */
const questions = {
  email: full('[^@\\s]+@[^@\\s]+\\.[^@\\s]+'),
  date: 'is_date',
  phone: 'phone_digits between 9 and 15',
  dialled: `phone_digits between 9 and 15 and ${full(dialled, 'unextended')}`,
  longPhone: 'phone_digits between 10 and 15',
  noPostcode: `phone_digits between 10 and 15 and not ${full('[13-9]{5}-?\\d{5}')}`,
  person: full(person),
  street: `${full('.*\\d.*')} and ${full(street)}`,
  postcode: full(postcode),
  nationalId: full(nationalId),
  flag: `lower(c) in ${flags}`,
  at: `contains(c, '@')`,
  digit: `regexp_matches(c, '\\p{Nd}')`,
  digits: `length(regexp_replace(c, '\\P{Nd}', '', 'g')) >= 5`,
  word: `regexp_matches(c, '\\p{L}{4}')`,
  number: full('(?i)\\d{1,4} ?([a-z]|bis|ter)?([-/] ?\\d{1,4} ?[a-z]?)?'),
} as const;

const year = `case when is_date then try_cast(nullif(regexp_extract(c, '(18|19|20)\\d\\d'), '') as int) end`;
const yearAt = (q: number) => `quantile_disc(year, ${q})`;

/** SQL: the figures of a column over its values. */
const figures: Readonly<Record<Exclude<keyof Figures, keyof typeof questions>, string>> = {
  present: 'count(*)::double',
  distinct: 'count(distinct c)::double',
  earlyYear: yearAt(0.1),
  middleYear: yearAt(0.5),
  lateYear: yearAt(0.9),
};

/**
 * What columns look like that hold anything, in one pass: what each expression takes of memory is taken once. A value is
 * looked at once, however often it occurs.
 */
export async function contentsOf(
  connection: DuckDBConnection,
  table: string,
  columns: readonly string[],
): Promise<ReadonlyMap<string, Content>> {
  if (columns.length === 0) return new Map();
  const values = columns.map((column, i) => `select ${i} as i, c from ${sampleOf(table, column)}`);
  const asked = Object.entries(questions).map(([name, sql]) => `${sql} as "${name}"`);
  const shares = Object.keys(questions).map(
    (name) => `coalesce(avg("${name}"::int)::double, 0) as "${name}"`,
  );
  const others = Object.entries(figures).map(([name, sql]) => `${sql} as "${name}"`);
  const found = await rows<Figures & { readonly i: number }>(
    connection,
    `with
       valued as (select i, c, count(*) as n from (${values.join(' union all ')}) group by i, c),
       prepared as (select *, ${Object.entries(prepared)
         .map(([name, sql]) => `${sql} as ${name}`)
         .join(', ')} from valued),
       told as (select *, ${phoneDigits} as phone_digits from prepared),
       looked_at as materialized (select i, c, n, ${asked.join(', ')}, ${year} as year from told)
     select i, ${[...shares, ...others].join(', ')} from (select *, unnest(range(n)) as time from looked_at) group by i order by i`,
  );
  const contents = new Map<string, Content>();
  for (const { i, ...content } of found) {
    const column = columns[i] as string;
    contents.set(column, {
      ...content,
      ...(await readWords(connection, sampleOf(table, column), content)),
      isKey: await isKey(connection, table, column, content),
    });
  }
  return contents;
}

/** A key has as many values as rows; of fewer values than these any column may. */
const leastKeys = 20;
/**
 * In a sample two rows of one value seldom meet: what looks like a key there may be an account that some have
 * twice.
 */
const keyShare = 0.98;
/** In the whole column hardly any two rows may. */
const wholeKeyShare = 0.999;

/** Whether a column is the key of its rows: the sample is asked first, and the whole column where that may be. */
async function isKey(
  connection: DuckDBConnection,
  table: string,
  column: string,
  { distinct, present }: Pick<Content, 'distinct' | 'present'>,
): Promise<boolean> {
  if (distinct < present * keyShare || present <= leastKeys) return false;
  if (present < seen) return true;
  const name = identifier(column);
  const [whole] = await rows<{ share: number }>(
    connection,
    `select count(distinct hash(${name})) / count(*)::double as share from ${identifier(table)} where ${isFilled(column)}`,
  );
  return (whole?.share ?? 1) >= wholeKeyShare;
}

/**
 * What only the standardisers know of a column: of few values, whether they are genders; of names, whether of
 * companies or of Chinese.
 */
async function readWords(
  connection: DuckDBConnection,
  values: string,
  { distinct, person: names }: Pick<Content, 'distinct' | 'person'>,
): Promise<Pick<Content, 'gender' | 'company' | 'surname'>> {
  const fewValues = 12;
  if (distinct > fewValues && names <= most) return { gender: 0, company: 0, surname: 0 };
  const found = await rows<{ c: string; n: number }>(
    connection,
    `select c, count(*)::double as n from ${values} group by c order by hash(c) limit 300`,
  );
  const shareOf = (is: (value: string) => boolean) =>
    found.reduce((sum, { c, n }) => sum + (is(c) ? n : 0), 0) /
    Math.max(
      1,
      found.reduce((sum, { n }) => sum + n, 0),
    );
  return {
    gender: distinct > fewValues ? 0 : shareOf(isGender),
    company: names > most ? shareOf(looksLikeCompany) : 0,
    surname: names > most ? shareOf((value) => chinese.test(value) && hasCommonSurname(value)) : 0,
  };
}

const chinese = /^\p{Script=Han}{2,4}$/u;

/** Forms of address, Herr and Frau among them, that are codes of countries as well. */
const countriesToo = new Set(['fr', 'hr', 'mw', 'sr']);

function isGender(value: string): boolean {
  if (countriesToo.has(value.toLowerCase())) return false;
  const { value: gender, assumed } = standardiseGender(value);
  return (gender === 'male' || gender === 'female') && !assumed.includes('code');
}
