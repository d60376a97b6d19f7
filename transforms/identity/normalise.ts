import type { DuckDBConnection } from '@duckdb/node-api';
import { identifier, literal, rows } from '../../warehouse/index.ts';
import { type Conventions, type DateOrder, familyFirstFields, numberedFields } from './conventions.ts';
import { type Expressions, normalisedFields, withEmailsOf, withPartsOf } from './fieldExpressions.ts';
import { type Field, type FieldKind, nameKinds } from './fields.ts';
import { createFolded, foldedSql } from './folding.ts';
import { addNameOrder, areNamesKnown, createNameParts, findNameOrder } from './nameParts.ts';
import { nothingsOf } from './nothings.ts';
import { createStandards, findDateOrder, knownStandard } from './oddSpellings.ts';
import {
  familyLast,
  inOrder,
  isMaskedNumber,
  knownName,
  letters,
  saysNothing,
  spelled,
  withoutRemarks,
} from './plainForms.ts';
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
  const lookups = {
    nothings: await nothingsOf(connection, table, columnsOf(fields)),
    standards: await createStandards(
      connection,
      table,
      fields.map((field) => ({ ...field, folded: raw(field.column), order: conventions.dates[field.name] })),
    ),
    areNamesKnown: await areNamesKnown(connection),
  };
  const expressions = withEmailsOf(
    fields,
    withPartsOf(fields, normalisedFields(fields, conventions, lookups.standards), lookups.areNamesKnown),
  );
  await connection.run(
    `create or replace temp table ${into} as ${recordsSql(options, fields, raw, conventions, lookups, expressions)}`,
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

/**
 * A SELECT of the records: the columns folded, each field read from them where it says something, and its expression. What
 * several expressions ask for is a column of a stage before them, for the engine works out anew what stands in each.
 */
function recordsSql(
  { table, key, source, rid }: RecordOptions,
  fields: readonly Reading[],
  raw: (column: string) => string,
  { numbered, familyFirst }: Conventions,
  { nothings, standards, areNamesKnown }: Lookups,
  expressions: Expressions,
): string {
  const columns = columnsOf(fields);
  const columnOf = (field: Reading) => `c${columns.indexOf(field.column)}`;
  const said = (field: Reading) => {
    const x = columnOf(field);
    if (field.isMasked) return `case when ${isMaskedNumber(x)} then ${x} end`;
    return `case when not ${saysNothing(field.kind, x, nothings, numbered.includes(field.name))} then ${field.kind === 'full_name' ? inOrder(`b_${field.name}`) : x} end`;
  };
  const number = rid
    ? identifier(rid)
    : `(row_number() over (order by ${source ? `${identifier(source)}, ` : ''}${identifier(key)}) - 1)::int`;
  const folded = columns.map((column, i) => `${raw(column)} as c${i}`);
  const bare = fields
    .filter(({ kind }) => kind === 'full_name')
    .map((field) => `${bareUnder(familyFirst)(field, columnOf(field))} as b_${field.name}`);
  const read = fields.map((field) => `${said(field)} as f_${field.name}`);
  const inLetters = fields
    .filter(({ kind }) => nameKinds.has(kind))
    .map(({ name }) => `${letters(`f_${name}`)} as l_${name}`);
  const known = [
    ...fields
      .filter(({ kind }) => areNamesKnown && kind === 'full_name')
      .map(({ name }) => {
        const of = knownName(name);
        return `left join match_names as ${of} on ${of}.value = ${spelled(`f_${name}`, `l_${name}`)}`;
      }),
    ...[...standards].map((name) => {
      const of = knownStandard(name);
      return `left join match_standard as ${of} on ${of}.field = ${literal(name)} and ${of}.value = f_${name}`;
    }),
  ];
  const list = [...expressions].map(([name, { sql }]) => `${sql} as ${identifier(name)}`);
  const added = (columns: readonly string[]) => columns.map((one) => `, ${one}`).join('');
  return `
    with
      folded as (
        select ${number} as rid, ${identifier(key)} as key, ${source ? `${identifier(source)}::int` : '0'} as source,
          ${rawHash(fields)} as raw${added(folded)}
        from ${identifier(table)}
      ),
      bare as (select *${added(bare)} from folded),
      fielded as (select rid, key, source, raw${added(read)} from bare),
      lettered as (select *${added(inLetters)} from fielded)
    select rid, key, source, raw${added(list)} from lettered ${known.join(' ')}`;
}

/** What is looked up of the values of a table. */
interface Lookups {
  /** words for nothing that there are (`nothingsOf`) */
  readonly nothings: ReadonlySet<string>;
  /** fields of which `match_standard` has values */
  readonly standards: ReadonlySet<string>;
  /** whether `match_names` has names */
  readonly areNamesKnown: boolean;
}

/** SQL: a full name without remarks; that of a field in `familyFirst` begins with the family name as it came. */
const bareUnder = (familyFirst: readonly string[]) => (field: Reading, x: string) =>
  withoutRemarks(familyFirst.includes(field.name) ? `(${familyLast(x)})` : x);

/** Makes `match_spelled` (value): the distinct full names as they are looked up. */
async function createSpelled(
  connection: DuckDBConnection,
  table: string,
  fields: readonly Reading[],
  raw: (column: string) => string,
  bare: (field: Reading, x: string) => string,
): Promise<void> {
  const ofColumns = new Map(
    fields.flatMap((field) => (field.kind === 'full_name' ? [[field.column, field]] : [])),
  );
  const selects = [...ofColumns].map(
    ([column, field]) =>
      `select ${inOrder('x')} as x from (select ${bare(field, 'x')} as x from (select ${raw(column)} as x from ${identifier(table)}))`,
  );
  const names = selects.join(' union all ') || 'select null::varchar as x where false';
  await connection.run(`create or replace temp table match_spelled as
    select distinct ${spelled('x', 'l')} as value from (select x, ${letters('x')} as l from (${names}))`);
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
  await createSpelled(connection, table, fields, raw, bareUnder(familyFirst));
  const dotted = await createNameParts(connection, known?.dotted);
  if (known) return known;
  const dates: Record<string, DateOrder> = {};
  for (const { name, kind, column } of fields)
    if (kind === 'birth_date') dates[name] = await findDateOrder(connection, table, column, raw(column));
  // where columns of given and family names tell, the order of full names is not asked of the others
  const kinds = new Set(fields.map(({ kind }) => kind));
  const isOpen = kinds.has('full_name') && !kinds.has('given_name') && !kinds.has('family_name');
  return {
    dates,
    numbered: await numberedFields(connection, table, fields),
    names: isOpen ? await findNameOrder(connection) : { turned: [], given: [] },
    familyFirst,
    dotted,
  };
}

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
  const differs = ({ name }: MatchField) => {
    const column = identifier(name);
    const has = `filter (where ${column} is not null)`;
    const inBoth = isLink ? ` and coalesce(min(source) ${has} < max(source) ${has}, false)` : '';
    return `coalesce(min(${column}) < max(${column}), false)${inBoth} as ${column}`;
  };
  const [row] = await rows<Record<string, boolean>>(
    connection,
    `select ${fields.map(differs).join(', ')} from ${table}`,
  );
  return fields.filter(({ name }) => row?.[name]);
}
