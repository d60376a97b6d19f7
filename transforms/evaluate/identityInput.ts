import path from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { ClienteleError, identifier, rows } from '../../warehouse/index.ts';
import { type Field, fieldKinds, nameFields } from '../identity/fields.ts';
import { alignColumns } from './alignColumns.ts';
import { type BirthParts, birthDateSql, birthName, findBirthParts } from './birthParts.ts';
import type { IdentityEvaluationOptions } from './identityEvaluation.ts';
import { readWholeFile, rowNumber } from './inputFile.ts';

/** The column of record numbers beside the headers of a file, which have no white space in front. */
export const recordKey = ' key';
/** The column that says of which file a record is. */
export const recordSource = ' source';

/**
 * The header of that name, whatever its case.
 * @throws ClienteleError `column-missing`, with the headers that there are
 */
export function columnOf(headers: readonly string[], name: string): string {
  const found = headers.find((header) => header.toLowerCase() === name.trim().toLowerCase());
  if (found === undefined)
    throw new ClienteleError(
      'column-missing',
      `no column "${name}"; the columns are ${headers.slice(0, 30).join(', ') || 'none'}`,
    );
  return found;
}

/** The fields of the table "input", each a column of its own, whatever the two files call it. */
export async function joinColumns(
  connection: DuckDBConnection,
  found: readonly Field[],
  { headersOf, births }: Records,
): Promise<readonly Field[]> {
  const aligned = alignColumns(found, headersOf);
  if (aligned.length === 0) return found;
  const replaced = aligned.map(
    ({ first, second }) => `coalesce(${identifier(first)}, ${identifier(second)}) as ${identifier(first)}`,
  );
  await connection.run(
    `create or replace temp view input as select * replace (${replaced.join(', ')}) from (${unionOf(births)})`,
  );
  const second = new Set(aligned.map((one) => one.second));
  return nameFields(found.filter(({ column }) => !second.has(column)));
}

/** The files as they were read. */
export interface Records {
  /** the headers of each file; a birth date that was made of its parts is one */
  readonly headersOf: readonly (readonly string[])[];
  /** of each file, the columns of which a birth date was made */
  readonly births: readonly (BirthParts | undefined)[];
  readonly warnings: readonly string[];
}

/** The records of the files one below the other, numbered in that order. */
const unionOf = (births: Records['births']): string =>
  births
    .map((parts, i) => {
      const before = i === 0 ? '' : ' + (select count(*) from file_0)';
      const birth = parts ? `, ${birthDateSql(parts)} as ${identifier(birthName(parts))}` : '';
      return `select ${i} as ${identifier(recordSource)}, (${identifier(rowNumber)} - 1${before})::int as ${identifier(recordKey)}, *${birth} from file_${i}`;
    })
    .join(' union all by name ');

/** Makes the view "input". */
export async function readRecords(
  connection: DuckDBConnection,
  { files, isLink, columns }: IdentityEvaluationOptions,
): Promise<Records> {
  if (files.length === 0 || files.length > 2 || (isLink && files.length !== 2))
    throw new ClienteleError(
      'records-files',
      isLink ? '--link needs two files: --records A,B' : '--records takes one file, or two',
    );
  const headers: (readonly string[])[] = [];
  const births: (BirthParts | undefined)[] = [];
  const warnings: string[] = [];
  for (const [i, file] of files.entries()) {
    const { headers: own, repeated } = await readWholeFile(connection, file, `file_${i}`);
    for (const { header, called } of repeated)
      warnings.push(
        `${path.basename(file)} has several columns "${header}": one of them is called "${called}" here; give every column its own name`,
      );
    // to the engine `Name` and `name` are one column
    const known = new Map(headers.flat().map((header) => [header.toLowerCase(), header]));
    const named = own.map((header) => known.get(header.toLowerCase()) ?? header);
    const parts = columns ? undefined : await findBirthParts(connection, `file_${i}`, named);
    births.push(parts);
    headers.push(parts ? [...named, birthName(parts)] : named);
  }
  await connection.run(`create temp view input as ${unionOf(births)}`);
  return { headersOf: headers, births, warnings };
}

/** The id that most records of a file share, where records share any. */
export async function sharedId(
  connection: DuckDBConnection,
  column: string,
): Promise<{ readonly id: string | null; readonly records: number } | undefined> {
  const [found] = await rows<{ id: string | null; records: number }>(
    connection,
    `select ${identifier(column)} as id, count(*)::double as records from input
     group by ${identifier(recordSource)}, ${identifier(column)} having count(*) > 1
     order by count(*) desc, id limit 1`,
  );
  return found;
}

/**
 * Refuses a column of ids by which a record could not be named.
 * @throws ClienteleError `id-repeated`
 */
export async function requireUnique(connection: DuckDBConnection, column: string): Promise<void> {
  const found = await sharedId(connection, column);
  if (!found) return;
  const held = found.id === null ? 'is empty in' : `has "${found.id}" in`;
  throw new ClienteleError(
    'id-repeated',
    `--id: "${column}" ${held} ${found.records.toLocaleString('en')} records; name a column that differs from record to record`,
  );
}

/** The fields that `--columns` names; neither the id nor the truth may be one. */
export function fieldsFrom(
  text: string,
  headers: readonly string[],
  never: readonly string[],
): readonly Field[] {
  const chosen = text.split(',').map((part) => {
    const [name = '', ...rest] = part.split('=');
    const kind = fieldKinds.find((one) => one === name.trim().replace(/_\d+$/, ''));
    const header = rest.join('=').trim();
    if (!kind || header === '')
      throw new ClienteleError(
        'columns-invalid',
        `--columns: "${part}" is not one of ${fieldKinds.map((one) => `${one}=<header>`).join(', ')}`,
      );
    const column = columnOf(headers, header);
    if (never.includes(column))
      throw new ClienteleError(
        'columns-invalid',
        `--columns: "${column}" is the id or the truth, which the model may not see`,
      );
    return { kind, column };
  });
  return nameFields(chosen);
}
