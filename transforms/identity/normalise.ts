import type { DuckDBConnection } from '@duckdb/node-api';
import { identifier, rows } from '../../warehouse/index.ts';
import { type Conventions, type DateOrder, familyFirstFields, numberedFields } from './conventions.ts';
import { type Expressions, normalisedFields, withEmailsOf, withPartsOf } from './fieldExpressions.ts';
import type { Field, FieldKind } from './fields.ts';
import { createFolded } from './folding.ts';
import { addNameOrder, createNameParts, findNameOrder } from './nameParts.ts';
import { findDateOrder } from './oddSpellings.ts';
import { familyLast, inOrder, isMaskedNumber, saysNothing, spelled } from './plainForms.ts';
import { type Reading, withMasked } from './reading.ts';
import { addSounds, spokenNames } from './sounds.ts';

/** A field after normalisation: its kind and its column in `match_records`. */
export interface MatchField {
  readonly name: string;
  readonly kind: FieldKind;
  /** names of which some are Chinese: they are compared as they sound, too */
  readonly spoken?: true;
}

/** A number for what the columns of a row hold, as they came. */
export const rawHash = (fields: readonly Field[]): string =>
  `hash(${[...new Set(fields.map(({ column }) => identifier(column)))].join(', ') || '0'})`;

/** What is known of a table of records. */
export interface ReadRecords {
  /** those in which at least two values occur: the others can tell nobody apart */
  readonly fields: readonly MatchField[];
  readonly conventions: Conventions;
}

export interface RecordOptions {
  readonly table: string;
  readonly key: string;
  readonly source?: string;
  readonly fields: readonly Field[];
  readonly into?: string;
  readonly rid?: string;
  /** how values are read, as a whole table showed before; without it, as this one shows */
  readonly conventions?: Conventions;
}

/**
 * Makes the temporary table `match_records` (or another, `into`) from the user's table: `rid` (0 from the
 * first row in the order of `key`, or the table's own column `rid`), `key`, `source` (0 or 1), `raw` (a hash
 * of the row's fields as they came) and one column of text a field, normalised by its kind; what says nothing
 * is null. Full names are split where there is no given and family name, and fill them in where they are
 * missing; an e-mail address in a phone column moves to the e-mail, and a masked number to a field of its own
 * (`phone_masked`).
 * @returns the fields in which at least two values occur, in a link in both files: the others can tell nobody
 * apart
 */
export async function createRecords(
  connection: DuckDBConnection,
  options: RecordOptions,
): Promise<ReadRecords> {
  const { table, source, into = 'match_records' } = options;
  const fields = withMasked(options.fields);
  const raw = foldedSql(await createFolded(connection, table, columnsOf(fields)));
  const conventions = await readConventions(connection, table, fields, raw, options.conventions);
  await addNameOrder(connection, conventions.names);
  const expressions = withEmailsOf(
    fields,
    withPartsOf(fields, await normalisedFields(connection, table, fields, raw, conventions)),
  );
  await connection.run(
    `create or replace temp table ${into} as ${recordsSql(options, fields, raw, conventions, expressions)}`,
  );
  const spoken = await addSounds(
    connection,
    into,
    spokenNames.filter((name) => expressions.has(name)),
  );
  const kept = await keepInformative(
    connection,
    [...expressions].map(([name, { kind }]) => ({
      name,
      kind,
      ...(spoken.includes(name) ? { spoken: true as const } : {}),
    })),
    into,
    source !== undefined,
  );
  return { fields: kept, conventions };
}

const columnsOf = (fields: readonly Reading[]) => [...new Set(fields.map(({ column }) => column))];

/** A SELECT of the records: the columns folded, each field read from them where it says something, and its expression. */
function recordsSql(
  { table, key, source, rid }: RecordOptions,
  fields: readonly Reading[],
  raw: (column: string) => string,
  { numbered, familyFirst }: Conventions,
  expressions: Expressions,
): string {
  const columns = columnsOf(fields);
  const ordered = inOrderUnder(familyFirst);
  const said = (field: Reading) => {
    const x = `c${columns.indexOf(field.column)}`;
    if (field.isMasked) return `case when ${isMaskedNumber(x)} then ${x} end`;
    return `case when not ${saysNothing(field.kind, x, numbered.includes(field.name))} then ${field.kind === 'full_name' ? ordered(field, x) : x} end`;
  };
  const number = rid
    ? identifier(rid)
    : `(row_number() over (order by ${source ? `${identifier(source)}, ` : ''}${identifier(key)}) - 1)::int`;
  const folded = columns.map((column, i) => `${raw(column)} as c${i}`);
  const bare = fields.map((field) => `${said(field)} as f_${field.name}`);
  const list = [...expressions].map(([name, { sql }]) => `${sql} as ${identifier(name)}`);
  return `
    with
      folded as (
        select ${number} as rid, ${identifier(key)} as key, ${source ? `${identifier(source)}::int` : '0'} as source,
          ${rawHash(fields)} as raw${folded.map((one) => `, ${one}`).join('')}
        from ${identifier(table)}
      ),
      fielded as (select rid, key, source, raw${bare.map((one) => `, ${one}`).join('')} from folded)
    select rid, key, source, raw${list.map((one) => `, ${one}`).join('')} from fielded`;
}

/** SQL: a full name, its given name first; that of a field in `familyFirst` begins with the family name as it came. */
const inOrderUnder = (familyFirst: readonly string[]) => (field: Reading, x: string) =>
  inOrder(familyFirst.includes(field.name) ? `(${familyLast(x)})` : x);

/** A SELECT of all full names as they are looked up; none where no field has any. */
function spelledFullNames(
  table: string,
  fields: readonly Reading[],
  raw: (column: string) => string,
  ordered: (field: Reading, x: string) => string,
): string | undefined {
  const ofColumns = new Map(
    fields.flatMap((field) => (field.kind === 'full_name' ? [[field.column, field]] : [])),
  );
  const selects = [...ofColumns].map(
    ([column, field]) =>
      `(select ${spelled('x')} as value from (select ${ordered(field, 'x')} as x from (select ${raw(column)} as x from ${identifier(table)})))`,
  );
  return selects.length > 0 ? selects.join(' union all ') : undefined;
}

/** What a whole table shows of how its values are read, or `known`, what another showed. Makes `match_names`. */
async function readConventions(
  connection: DuckDBConnection,
  table: string,
  fields: readonly Reading[],
  raw: (column: string) => string,
  known: Conventions | undefined,
): Promise<Conventions> {
  const familyFirst = known?.familyFirst ?? (await familyFirstFields(connection, table, fields));
  const spelledNames = spelledFullNames(table, fields, raw, inOrderUnder(familyFirst));
  const dotted = await createNameParts(connection, spelledNames, known?.dotted);
  if (known) return known;
  const dates: Record<string, DateOrder> = {};
  for (const { name, kind, column } of fields)
    if (kind === 'birth_date') dates[name] = await findDateOrder(connection, table, column, raw(column));
  // where columns of given and family names tell, the order of full names is not asked of the others
  const isTold = fields.some(({ kind }) => kind === 'given_name' || kind === 'family_name');
  return {
    dates,
    numbered: await numberedFields(connection, table, fields),
    names:
      spelledNames === undefined || isTold
        ? { turned: [], given: [] }
        : await findNameOrder(connection, spelledNames),
    familyFirst,
    dotted,
  };
}

/** SQL: the folded value of a column, looked up where it has values that are not ASCII. */
const foldedSql = (foreign: ReadonlySet<string>) => (column: string) => {
  const text = `trim(${identifier(column)}::varchar)`;
  const spaced = `case when contains(${text}, '  ') or contains(${text}, chr(9)) or contains(${text}, chr(10)) then regexp_replace(${text}, '\\s+', ' ', 'g') else ${text} end`;
  const plain = `lower(${spaced})`;
  return foreign.has(column)
    ? `coalesce((select folded from match_folded where match_value = ${identifier(column)}::varchar), ${plain})`
    : plain;
};

/**
 * Leaves out fields in which fewer than two values occur, and in a link those that one file has no value of:
 * they can tell nobody apart.
 */
async function keepInformative(
  connection: DuckDBConnection,
  fields: readonly MatchField[],
  table: string,
  isLink: boolean,
): Promise<readonly MatchField[]> {
  if (fields.length === 0) return fields;
  const sources = isLink ? 2 : 1;
  const differs = ({ name }: MatchField) =>
    `coalesce(min(${identifier(name)}) < max(${identifier(name)}), false)
      and count(distinct source) filter (where ${identifier(name)} is not null) >= ${sources} as ${identifier(name)}`;
  const [row] = await rows<Record<string, boolean>>(
    connection,
    `select ${fields.map(differs).join(', ')} from ${table}`,
  );
  return fields.filter(({ name }) => row?.[name]);
}
