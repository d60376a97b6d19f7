import type { DuckDBConnection } from '@duckdb/node-api';
import { identifier, rows } from '../../warehouse/index.ts';
import { byname } from '../standardise/light/index.ts';
import type { Field, FieldKind } from './fields.ts';
import { createFolded } from './folding.ts';
import { createNameParts } from './nameParts.ts';
import { createStandards, standardSql } from './oddSpellings.ts';
import { addSounds, spokenNames } from './sounds.ts';

/** What people write when they have nothing to write. */
const nothing =
  "('', 'null', 'n/a', 'nan', 'none', 'unknown', 'undefined', '-', '--', '?', '.', '无', '未知', '不详')";

const letters = (x: string) =>
  `case when not regexp_matches(${x}, '[^a-z]') then ${x} else trim(regexp_replace(regexp_replace(regexp_replace(${x}, '[''’.]', '', 'g'), '[^\\p{L}\\p{N}]+', ' ', 'g'), '^ ?(mr|mrs|ms|miss|dr|prof|sir|lady|lord) | (jr|sr|ii|iii|iv|esq|phd)$', '', 'g')) end`;
const words = (x: string) =>
  `case when not regexp_matches(${x}, '[^a-z0-9 ]') then ${x} else trim(regexp_replace(${x}, '[^\\p{L}\\p{N}]+', ' ', 'g')) end`;
const alphanumerics = (x: string) =>
  `case when not regexp_matches(${x}, '[^a-z0-9]') then ${x} else regexp_replace(${x}, '[^\\p{L}\\p{N}]', '', 'g') end`;
const digits = (x: string) =>
  `case when not regexp_matches(${x}, '[^0-9]') then ${x} else regexp_replace(${x}, '\\D', '', 'g') end`;
const present = (x: string) => `nullif(${x}, '')`;

const yearFirst = '^(\\d{4})[-/.年 ]?(\\d{1,2})[-/.月 ]?(\\d{1,2})日?(?:[t ].*)?$';
const yearLast = '^(\\d{1,2})[-/. ](\\d{1,2})[-/. ](\\d{4})(?: .*)?$';

function birthDate(x: string, isDayFirst: boolean, standard: string): string {
  const group = (pattern: string, n: number, width: number) =>
    `lpad(regexp_extract(${x}, '${pattern}', ${n}), ${width}, '0')`;
  const [day, month] = isDayFirst ? [1, 2] : [2, 1];
  return `case
    when regexp_full_match(${x}, '(1\\d|20)\\d\\d-\\d\\d-\\d\\d') then replace(${x}, '-', '')
    when ${standard} is not null then ${standard}
    when regexp_matches(${x}, '${yearFirst}') then ${group(yearFirst, 1, 4)} || ${group(yearFirst, 2, 2)} || ${group(yearFirst, 3, 2)}
    when regexp_matches(${x}, '${yearLast}') then ${group(yearLast, 3, 4)} || ${group(yearLast, month, 2)} || ${group(yearLast, day, 2)}
    else ${present(digits(x))}
  end`;
}

/** The first of two numbers, and none of an extension; a slash behind an area code (0221/1234567) parts no two numbers. */
const firstNumber = (x: string) =>
  `regexp_replace(regexp_replace(${x}, '(ext|x|转|分机|[,;]).*$', ''), '^((?:\\D*\\d){7,}?[^/]*)/.*$', '\\1')`;
const phone = (x: string) =>
  `case
    when not regexp_matches(${x}, '[^0-9]') then case when strlen(${x}) >= 5 then right(${x}, 10) end
    when strpos(${x}, '@') = 0 and length(${digits(x)}) >= 5 then right(${digits(firstNumber(x))}, 10)
  end`;
const emailLike = (x: string) => `case when strpos(${x}, '@') > 1 then replace(${x}, ' ', '') end`;
const gender = (x: string, standard: string) =>
  `case when ${x} in ('m', 'male', '男') then 'm' when ${x} in ('f', 'female', '女') then 'f' else ${present(`coalesce(${standard}, ${words(x)})`)} end`;

/** A full name as it is looked up in `match_names`: punctuation matters in Chinese (阿卜杜拉·买买提) alone. */
const spelled = (x: string) => `case when strlen(${x}) = length(${x}) then ${letters(x)} else ${x} end`;
/** A full name without bynames, its given name first: `smith, john, jr` is `john smith`. Chinese names are left as they are. */
const inOrder = (x: string) =>
  `case when strpos(${x}, ',') = 0 or regexp_matches(${x}, '[\\p{Han}\\p{Hangul}]') then ${x}
    when regexp_matches(${x}, '^[^,]+, *(${byname}|$)') then regexp_extract(${x}, '^[^,]+')
    else regexp_replace(${x}, '^([^,]+), *([^,]+).*$', '\\2 \\1') end`;
const partOf = (part: 'given' | 'family', latin: (x: string) => string) => (x: string) =>
  `case when ${spelled(x)} in (select value from match_names) then (select ${part} from match_names where value = ${spelled(x)}) else ${latin(letters(x))} end`;
const givenOf = partOf(
  'given',
  (x) => `case when strpos(${x}, ' ') > 0 then regexp_extract(${x}, '^\\S+') end`,
);
const familyOf = partOf('family', (x) => present(`regexp_extract(${x}, '\\S+$')`));

/**
 * The normalised form of a value that is folded already, null where nothing is left. `standard` is its form by a standardiser,
 * null for what SQL reads alone.
 */
function normalised(kind: FieldKind, x: string, isDayFirst: boolean, standard: string): string {
  switch (kind) {
    case 'given_name':
    case 'family_name':
    case 'full_name':
      return present(letters(x));
    case 'birth_date':
      return birthDate(x, isDayFirst, standard);
    case 'email':
      return emailLike(x);
    case 'phone':
      return present(phone(x));
    case 'national_id':
      return `coalesce(${standard}, ${present(alphanumerics(x))})`;
    case 'postcode':
    case 'house_number':
      return present(alphanumerics(x));
    case 'gender':
      return gender(x, standard);
    default:
      return present(words(x));
  }
}

/** A field after normalisation: its kind and its column in `match_records`. */
export interface MatchField {
  readonly name: string;
  readonly kind: FieldKind;
  /** names of which some are Chinese: they are compared as they sound, too */
  readonly spoken?: true;
}

async function isDayFirst(connection: DuckDBConnection, table: string, column: string): Promise<boolean> {
  const [row] = await rows<{ day: boolean | null }>(
    connection,
    `select sum((regexp_extract(trim(${identifier(column)}::varchar), '${yearLast}', 1)::int > 12)::int)
       >= sum((regexp_extract(trim(${identifier(column)}::varchar), '${yearLast}', 2)::int > 12)::int) as day
     from ${identifier(table)} where regexp_matches(trim(${identifier(column)}::varchar), '${yearLast}')`,
  );
  return row?.day ?? true;
}

/** A number for what the columns of a row hold, as they came. */
export const rawHash = (fields: readonly Field[]): string =>
  `hash(${[...new Set(fields.map(({ column }) => identifier(column)))].join(', ') || '0'})`;

/**
 * Makes the temporary table `match_records` (or another, `into`) from the user's table: `rid` (0 from the first row in the
 * order of `key`, or the table's own column `rid`), `key`, `source` (0 or 1), `raw` (a hash of the row's fields as they
 * came) and one column of text a field, normalised by its kind; what says nothing is null. Full names are split where there
 * is no given and family name, and fill them in where they are missing; an e-mail address in a phone column moves to the
 * e-mail.
 * @returns the fields in which at least two values occur: the others can tell nobody apart
 */
export async function createRecords(
  connection: DuckDBConnection,
  options: {
    readonly table: string;
    readonly key: string;
    readonly source?: string;
    readonly fields: readonly Field[];
    readonly into?: string;
    readonly rid?: string;
  },
): Promise<readonly MatchField[]> {
  const { table, key, source, fields, into = 'match_records', rid } = options;
  const columns = [...new Set(fields.map(({ column }) => column))];
  const foreign = await createFolded(connection, table, columns);
  const raw = (column: string) => {
    const text = `trim(${identifier(column)}::varchar)`;
    const spaced = `case when contains(${text}, '  ') or contains(${text}, chr(9)) or contains(${text}, chr(10)) then regexp_replace(${text}, '\\s+', ' ', 'g') else ${text} end`;
    const plain = `lower(${spaced})`;
    return foreign.has(column)
      ? `coalesce((select folded from match_folded where match_value = ${identifier(column)}::varchar), ${plain})`
      : plain;
  };
  await createNameParts(
    connection,
    [...new Set(fields.filter(({ kind }) => kind === 'full_name').map(({ column }) => column))].map(
      (column) =>
        `select ${spelled('x')} as value from (select ${inOrder('x')} as x from (select ${raw(column)} as x from ${identifier(table)}))`,
    ),
  );
  const folded = columns.map((column, i) => `${raw(column)} as c${i}`);
  const at = (field: Field) => {
    const x = `c${columns.indexOf(field.column)}`;
    return `case when ${x} not in ${nothing} then ${field.kind === 'full_name' ? inOrder(x) : x} end`;
  };
  const dayFirst = new Map<string, boolean>();
  for (const { kind, column } of fields)
    if (kind === 'birth_date') dayFirst.set(column, await isDayFirst(connection, table, column));
  const standards = await createStandards(
    connection,
    table,
    fields.map(({ name, kind, column }) => ({
      name,
      kind,
      column,
      folded: raw(column),
      isDayFirst: dayFirst.get(column) ?? true,
    })),
  );
  const expressions = new Map<string, { kind: FieldKind; sql: string }>();
  const names: string[] = [];
  for (const field of fields) {
    const x = `f_${field.name}`;
    const standard = standards.has(field.name) ? standardSql(field.name, x) : 'null::varchar';
    const sql = normalised(field.kind, x, dayFirst.get(field.column) ?? true, standard);
    if (field.kind === 'full_name') names.push(`f_${field.name}`);
    else expressions.set(field.name, { kind: field.kind, sql: `(${sql})` });
  }
  if (names.length > 0) {
    const [given, family] = [expressions.get('given_name')?.sql, expressions.get('family_name')?.sql];
    const fill = (
      kind: 'given_name' | 'family_name',
      split: (x: string) => string,
      own: string | undefined,
      other: string | undefined,
    ) => {
      // a full name that is but the other part is no second name: whoever is called Watts alone is not Watts Watts
      const parts = names.map((x) =>
        other
          ? `case when ${letters(x)} is distinct from ${other} then nullif(${split(x)}, ${other}) end`
          : split(x),
      );
      expressions.set(kind, { kind, sql: `coalesce(${[...(own ? [own] : []), ...parts].join(', ')})` });
    };
    fill('given_name', givenOf, given, family);
    fill('family_name', familyOf, family, given);
  }
  for (const { name, kind } of fields.filter((field) => field.kind === 'phone')) {
    const own = expressions.get('email')?.sql;
    const moved = emailLike(`f_${name}`);
    if (kind === 'phone')
      expressions.set('email', { kind: 'email', sql: own ? `coalesce(${own}, ${moved})` : moved });
  }
  const number = rid
    ? identifier(rid)
    : `(row_number() over (order by ${source ? `${identifier(source)}, ` : ''}${identifier(key)}) - 1)::int`;
  const bare = fields.map((field) => `${at(field)} as f_${field.name}`);
  const list = [...expressions].map(([name, { sql }]) => `${sql} as ${identifier(name)}`);
  await connection.run(`
    create or replace temp table ${into} as
    with
      folded as (
        select ${number} as rid, ${identifier(key)} as key, ${source ? `${identifier(source)}::int` : '0'} as source,
          ${rawHash(fields)} as raw${folded.map((one) => `, ${one}`).join('')}
        from ${identifier(table)}
      ),
      fielded as (select rid, key, source, raw${bare.map((one) => `, ${one}`).join('')} from folded)
    select rid, key, source, raw${list.map((one) => `, ${one}`).join('')} from fielded`);
  const spoken = await addSounds(
    connection,
    into,
    spokenNames.filter((name) => expressions.has(name)),
  );
  return keepInformative(
    connection,
    [...expressions].map(([name, { kind }]) => ({
      name,
      kind,
      ...(spoken.includes(name) ? { spoken: true as const } : {}),
    })),
    into,
  );
}

/** Leaves out fields in which fewer than two values occur: they can tell nobody apart. */
async function keepInformative(
  connection: DuckDBConnection,
  fields: readonly MatchField[],
  table: string,
): Promise<readonly MatchField[]> {
  if (fields.length === 0) return fields;
  const [row] = await rows<Record<string, bigint>>(
    connection,
    `select ${fields.map(({ name }) => `approx_count_distinct(${identifier(name)}) as ${identifier(name)}`).join(', ')} from ${table}`,
  );
  return fields.filter(({ name }) => Number(row?.[name] ?? 0) >= 2);
}
