import type { DuckDBConnection } from '@duckdb/node-api';
import { ClienteleError, identifier } from '../../warehouse/index.ts';
import { type Field, fieldKinds, nameFields } from '../identity/fields.ts';
import { alignColumns } from './alignColumns.ts';
import type { IdentityEvaluationOptions } from './identity.ts';
import { recordKey } from './identityTruth.ts';
import { readWholeFile, rowNumber } from './inputFile.ts';

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
  headersOf: readonly (readonly string[])[],
): Promise<readonly Field[]> {
  const aligned = alignColumns(found, headersOf);
  if (aligned.length === 0) return found;
  const replaced = aligned.map(
    ({ first, second }) => `coalesce(${identifier(first)}, ${identifier(second)}) as ${identifier(first)}`,
  );
  await connection.run(
    `create or replace temp view input as select * replace (${replaced.join(', ')}) from (${unionOf(headersOf.length)})`,
  );
  const second = new Set(aligned.map((one) => one.second));
  return nameFields(found.filter(({ column }) => !second.has(column)));
}

/** The records of the files one below the other, numbered in that order. */
const unionOf = (files: number): string =>
  Array.from({ length: files }, (_, i) => {
    const before = i === 0 ? '' : ' + (select count(*) from file_0)';
    return `select ${i} as ${identifier(recordSource)}, (${identifier(rowNumber)} - 1${before})::int as ${identifier(recordKey)}, * from file_${i}`;
  }).join(' union all by name ');

/** Makes the view "input"; the headers of each file. */
export async function readRecords(
  connection: DuckDBConnection,
  { files, isLink }: IdentityEvaluationOptions,
): Promise<readonly (readonly string[])[]> {
  if (files.length === 0 || files.length > 2 || (isLink && files.length !== 2))
    throw new ClienteleError(
      'records-files',
      isLink ? '--link needs two files: --records A,B' : '--records takes one file, or two',
    );
  const headers: (readonly string[])[] = [];
  for (const [i, file] of files.entries()) {
    const own = await readWholeFile(connection, file, `file_${i}`);
    // to the engine `Name` and `name` are one column
    const known = new Map(headers.flat().map((header) => [header.toLowerCase(), header]));
    headers.push(own.map((header) => known.get(header.toLowerCase()) ?? header));
  }
  await connection.run(`create temp view input as ${unionOf(files.length)}`);
  return headers;
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
