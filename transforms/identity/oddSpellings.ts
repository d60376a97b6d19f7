import { type DuckDBConnection, VARCHAR } from '@duckdb/node-api';
import { appendColumns, identifier, rows } from '../../warehouse/index.ts';
import {
  standardiseBirthDate,
  standardiseGender,
  standardiseNationalId,
} from '../standardise/light/index.ts';
import type { DateOrder } from './conventions.ts';
import type { FieldKind } from './fields.ts';
import { plainGenders, yearLast } from './plainForms.ts';

/** A field whose plain spellings SQL reads. */
export interface Spelled {
  readonly name: string;
  readonly kind: FieldKind;
  readonly column: string;
  /** an SQL expression of its folded value */
  readonly folded: string;
  /** of dates */
  readonly order?: DateOrder | undefined;
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
  for (const { name, kind, column, folded, order } of fields) {
    const isOdd = odd[kind];
    if (!isOdd) continue;
    const spelled = await valuesOf(
      connection,
      await fewValues(connection, kind, table, column, folded),
      isOdd,
    );
    if (spelled.length === 0) continue;
    const standard =
      kind === 'gender'
        ? spelled.map(gender)
        : kind === 'national_id'
          ? spelled.map(nationalId)
          : spelled.map((value) => (order ? birthDate(value, order) : null));
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

/**
 * A SELECT of the folded values (x) of a column that are worth a look; from a table of its own, since the
 * engine would fold every row before it drops the equal ones.
 */
async function fewValues(
  connection: DuckDBConnection,
  kind: FieldKind,
  table: string,
  column: string,
  folded: string,
): Promise<string> {
  await connection.run(`create or replace temp table match_few as ${fewer(kind, table, column)}`);
  return `select ${folded} as x from match_few`;
}

async function valuesOf(
  connection: DuckDBConnection,
  select: string,
  condition: string,
): Promise<readonly string[]> {
  const reader = await connection.runAndReadAll(`select distinct x from (${select}) where ${condition}`);
  return (reader.getColumns()[0] ?? []) as readonly string[];
}

/** The values of a column that are worth a look: dates and genders are few, and numbers of fifteen digits are short. */
function fewer(kind: FieldKind, table: string, column: string): string {
  const [from, value] = [identifier(table), identifier(column)];
  return kind === 'national_id'
    ? `select ${value} from ${from} where length(trim(${value}::varchar)) between 15 and 17`
    : `select distinct ${value} from ${from}`;
}

/** What `match_standard` has of the value of a field is joined under this name. */
export const knownStandard = (field: string): string => `standard_of_${field}`;

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

/** A date as it is to be read where its year may stand first. */
const inOrder = (value: string, isYearFirst: boolean) =>
  isYearFirst ? value.replace(shortDate, '$1年$2月$3日') : value;

/** Eight digits for a date that can be read, none for one that is lost. */
function birthDate(value: string, { isDayFirst, isYearFirst, latestYear }: DateOrder): string | null {
  const text = inOrder(value, isYearFirst);
  const order = isDayFirst ? 'dmy' : 'mdy';
  const plain = standardiseBirthDate(text, { order });
  const { value: day } =
    plain.reason === 'century' ? standardiseBirthDate(text, { order, asOf: `${latestYear}-12-31` }) : plain;
  return day?.replaceAll('-', '') ?? brokenDate(value, isDayFirst);
}

/**
 * How the dates of a column are read: day or month first as more of them must than may not, the year first
 * where more of the short ones must (85-03-02), and short years as the latest that are no later than what two
 * dates hold.
 * @param folded an SQL expression of its folded value
 */
export async function findDateOrder(
  connection: DuckDBConnection,
  table: string,
  column: string,
  folded: string,
): Promise<DateOrder> {
  const values = await fewValues(connection, 'birth_date', table, column, folded);
  const plain = await valuesOf(connection, values, `regexp_full_match(x, '${plainDate}')`);
  const spelled = await valuesOf(connection, values, odd.birth_date ?? 'false');
  const isDayFirst = await isDayBeforeMonth(connection, table, column);
  const short = spelled.flatMap((value) => {
    const [, first, , last] = shortDate.exec(value) ?? [];
    return first && last ? [[Number(first) > 31, Number(last) > 31] as const] : [];
  });
  const isYearFirst = short.filter(([first]) => first).length > short.filter(([, last]) => last).length;
  const order = isDayFirst ? 'dmy' : 'mdy';
  const known = [
    ...plain.map((value) => Number(new RegExp(year).exec(value)?.[0])),
    ...spelled.flatMap((value) => {
      const { value: day } = standardiseBirthDate(inOrder(value, isYearFirst), { order });
      return day ? [Number(day.slice(0, 4))] : [];
    }),
  ];
  return { isDayFirst, isYearFirst, latestYear: latestOfTwo(known) || lastYear };
}

async function isDayBeforeMonth(
  connection: DuckDBConnection,
  table: string,
  column: string,
): Promise<boolean> {
  const value = `trim(${identifier(column)}::varchar)`;
  const isBeyond = (group: number) =>
    `sum((regexp_extract(${value}, '${yearLast}', ${group})::int > 12)::int)`;
  const [row] = await rows<{ day: boolean | null }>(
    connection,
    `select ${isBeyond(1)} >= ${isBeyond(2)} as day
     from ${identifier(table)} where regexp_matches(${value}, '${yearLast}')`,
  );
  return row?.day ?? true;
}

/** The latest year that occurs twice; 0 if none. */
function latestOfTwo(years: readonly number[]): number {
  const seen = new Set<number>();
  return years.reduce((latest, one) => {
    const isSecond = seen.has(one);
    seen.add(one);
    return isSecond ? Math.max(latest, one) : latest;
  }, 0);
}

const nationalId = (text: string): string | null => standardiseNationalId(text).value?.toLowerCase() ?? null;

function gender(text: string): string | null {
  const { value, reason } = standardiseGender(text);
  if (reason === 'not_known') return '';
  return value === 'male' ? 'm' : value === 'female' ? 'f' : value;
}
