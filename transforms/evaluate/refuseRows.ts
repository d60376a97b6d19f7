import type { DuckDBConnection } from '@duckdb/node-api';
import { ClienteleError, rows } from '../../warehouse/index.ts';
import type { ColumnMap } from './inputFile.ts';

/** What a row must not be. */
export interface RowRule {
  /** SQL; true for a row that is refused */
  readonly bad: string;
  /** the column by the model's name for it */
  readonly name: string;
  /** SQL; what stood there */
  readonly value: string;
  /** what is wanted instead */
  readonly want: string;
}

/**
 * Holds a table with `row_number` to rules.
 * @throws ClienteleError `row-invalid` naming the first row that breaks one, and how many do
 */
export async function refuseRows(
  connection: DuckDBConnection,
  file: string,
  columns: ColumnMap,
  table: string,
  rules: readonly RowRule[],
): Promise<void> {
  for (const { bad, name, value, want } of rules) {
    const [first] = await rows<{ row_number: bigint; value: string | null; failures: bigint }>(
      connection,
      `select min(row_number) as row_number, min_by(coalesce(${value}, ''), row_number) as value, count(*) as failures
       from ${table} where ${bad} having count(*) > 0`,
    );
    if (first)
      throw new ClienteleError(
        'row-invalid',
        `${file}, row ${first.row_number}: ${columns[name]} is "${first.value}"; ${want} (${first.failures} such rows)`,
      );
  }
}
