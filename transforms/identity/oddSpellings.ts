import { type DuckDBConnection, VARCHAR } from '@duckdb/node-api';
import { appendColumns, identifier, literal } from '../../warehouse/index.ts';
import {
  standardiseBirthDate,
  standardiseGender,
  standardiseNationalId,
} from '../standardise/light/index.ts';
import type { FieldKind } from './fields.ts';
import { plainGenders } from './plainForms.ts';

/** A field whose plain spellings SQL reads. */
export interface Spelled {
  readonly name: string;
  readonly kind: FieldKind;
  readonly column: string;
  /** an SQL expression of its folded value */
  readonly folded: string;
  /** of dates, whether 01/02/1990 is of February in this column */
  readonly isDayFirst: boolean;
}

const year = '(1[5-9]|20)\\d\\d';
const plainDate = `${year}([-/.年 ]\\d{1,2}[-/.月 ]\\d{1,2}日?|(0[1-9]|1[0-2])(0[1-9]|[12]\\d|3[01]))([t ].*)?|\\d{1,2}[-/. ]\\d{1,2}[-/. ]${year}( .*)?`;

/** Which values of a kind are left to the standardisers: none that SQL reads as they do. */
const odd: Readonly<Partial<Record<FieldKind, string>>> = {
  birth_date: `not regexp_full_match(x, '${plainDate}')`,
  national_id: `regexp_full_match(x, '\\d{6}[ -]?\\d{6}[ -]?\\d{3}')`,
  gender: `x not in ${plainGenders.m} and x not in ${plainGenders.f} and regexp_matches(x, '[\\p{L}♂♀]')`,
};

/**
 * Makes the temporary table `match_standard` (field, value, standard): each distinct value that SQL does not read and a
 * standardiser does, in the form in which SQL leaves the others; an empty one says nothing.
 * @returns the names of the fields that have such values
 */
export async function createStandards(
  connection: DuckDBConnection,
  table: string,
  fields: readonly Spelled[],
): Promise<ReadonlySet<string>> {
  await connection.run(
    'create or replace temp table match_standard (field varchar, value varchar, standard varchar)',
  );
  const found = new Set<string>();
  for (const field of fields) {
    const { name, kind, column, folded } = field;
    const isOdd = odd[kind];
    if (!isOdd) continue;
    // a table of its own, since the engine would fold every row before it drops the equal ones
    await connection.run(`create or replace temp table match_few as ${fewer(kind, table, column)}`);
    const values = `select ${folded} as x from match_few`;
    const reader = await connection.runAndReadAll(`select distinct x from (${values}) where ${isOdd}`);
    const spelled = (reader.getColumns()[0] ?? []) as readonly string[];
    if (spelled.length === 0) continue;
    const standard =
      kind === 'gender'
        ? spelled.map(gender)
        : kind === 'national_id'
          ? spelled.map(nationalId)
          : birthDates(spelled, field.isDayFirst, await plainYears(connection, values));
    const read = spelled.flatMap((value, i) =>
      typeof standard[i] === 'string' ? [[value, standard[i] as string] as const] : [],
    );
    if (read.length === 0) continue;
    found.add(name);
    await appendColumns(
      connection,
      'match_standard',
      [VARCHAR, VARCHAR, VARCHAR],
      [read.map(() => name), read.map(([value]) => value), read.map(([, one]) => one)],
    );
  }
  return found;
}

/** The values of a column that are worth a look: dates and genders are few, and numbers of fifteen digits are short. */
function fewer(kind: FieldKind, table: string, column: string): string {
  const [from, value] = [identifier(table), identifier(column)];
  return kind === 'national_id'
    ? `select ${value} from ${from} where length(trim(${value}::varchar)) between 15 and 17`
    : `select distinct ${value} from ${from}`;
}

/** The standard form of a value of a field, null where it has none. */
export const standardSql = (name: string, x: string): string =>
  `(select standard from match_standard where field = ${literal(name)} and value = ${x})`;

/** The year of each date that SQL reads. */
async function plainYears(connection: DuckDBConnection, values: string): Promise<readonly number[]> {
  const reader = await connection.runAndReadAll(
    `select regexp_extract(x, '${year}')::int from (select distinct x from (${values})) where regexp_full_match(x, '${plainDate}')`,
  );
  return (reader.getColumns()[0] ?? []) as readonly number[];
}

const shortDate = /^(\d\d)[-/. ](\d{1,2})[-/. ](\d\d)$/;
/**
 * Where no date of a column has its century, its years are the hundred up to this one: dates are compared with
 * each other only, so that all are read alike is what counts.
 */
const lastYear = 2029;

/** A date of which every part is in its place, though it may be no day: 1062-03-04, 31/02/1990. */
const inParts = /^(?:\d{4}\D\d\d\D\d\d|\d\d\D\d\d\D\d{4})(?:\D|$)/;

/**
 * What is no day, as many digits as a date has, of which none says where a part ends (15/131960): in the
 * order of the column, as far from the day that was meant as it was written, and empty where no year is in
 * it.
 */
function brokenDate(value: string, isDayFirst: boolean): string | null {
  const digits = value.replaceAll(/\D/g, '');
  if (digits === value || digits.length !== 8 || inParts.test(value)) return null;
  const [, first = '', second = '', last = ''] = new RegExp(`^(\\d\\d)(\\d\\d)(${year}$)`).exec(digits) ?? [];
  if (last) return `${last}${isDayFirst ? second : first}${isDayFirst ? first : second}`;
  return new RegExp(`^${year}`).test(digits) ? digits : '';
}

/**
 * Eight digits for each date that can be read, none for one that is lost. Years of two digits are the latest
 * that are no later than what two dates of the column hold, and begin the date where more of them must than
 * may not (85-03-02).
 */
function birthDates(
  values: readonly string[],
  isDayFirst: boolean,
  years: readonly number[],
): readonly (string | null)[] {
  const short = values.flatMap((value) => {
    const [, first, , last] = shortDate.exec(value) ?? [];
    return first && last ? [[Number(first) > 31, Number(last) > 31] as const] : [];
  });
  const isYearFirst = short.filter(([first]) => first).length > short.filter(([, last]) => last).length;
  const texts = values.map((value) => (isYearFirst ? value.replace(shortDate, '$1年$2月$3日') : value));
  const order = isDayFirst ? 'dmy' : 'mdy';
  const read = texts.map((text) => standardiseBirthDate(text, { order }));
  const known = [...years, ...read.flatMap(({ value }) => (value ? [Number(value.slice(0, 4))] : []))];
  const seen = new Set<number>();
  const latest = known.reduce((most, one) => {
    const isSecond = seen.has(one);
    seen.add(one);
    return isSecond ? Math.max(most, one) : most;
  }, 0);
  const asOf = `${latest || lastYear}-12-31`;
  return read.map(({ value, reason }, i) => {
    const full = reason === 'century' ? standardiseBirthDate(texts[i], { order, asOf }).value : value;
    return full?.replaceAll('-', '') ?? brokenDate(values[i] ?? '', isDayFirst);
  });
}

const nationalId = (text: string): string | null => standardiseNationalId(text).value?.toLowerCase() ?? null;

function gender(text: string): string | null {
  const { value, reason } = standardiseGender(text);
  if (reason === 'not_known') return '';
  return value === 'male' ? 'm' : value === 'female' ? 'f' : value;
}
