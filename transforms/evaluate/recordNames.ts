import type { DuckDBConnection } from '@duckdb/node-api';
import { identifier, rows } from '../../warehouse/index.ts';
import { columnOf, recordKey, recordSource, requireUnique, sharedId } from './identityInput.ts';
import { rowNumber } from './inputFile.ts';

/** Who a record is to whoever reads a file about it: its id in its file. */
export interface RecordName {
  readonly id: string;
  /** 0 or 1 */
  readonly file: number;
}

/**
 * The column of ids: the one that is named, else the first that is called so, is not the truth, and differs from record
 * to record of a file; null where there is none.
 * @throws ClienteleError `column-missing`, `id-repeated` for the one that is named
 */
export async function idColumn(
  connection: DuckDBConnection,
  headers: readonly string[],
  { id, truth }: { readonly id?: string; readonly truth?: string },
): Promise<string | null> {
  if (id !== undefined) {
    const named = columnOf(headers, id);
    await requireUnique(connection, named);
    return named;
  }
  const never = truth === undefined ? undefined : columnOf(headers, truth);
  for (const header of headers.filter((one) => /(^|_)id$/i.test(one) && one !== never))
    if (!(await sharedId(connection, header))) return header;
  return null;
}

/** What each record is called, in their order: by a column of ids, else by its row, from 1 in each file. */
export const recordNames = (
  connection: DuckDBConnection,
  column: string | null,
): Promise<readonly RecordName[]> =>
  rows(
    connection,
    `select coalesce(${identifier(column ?? rowNumber)}::varchar, '') as id, ${identifier(recordSource)} as file
     from input order by ${identifier(recordKey)}`,
  );
