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

/** For a column `order_date` made with `dateOf` from a text `date`. */
export const dateRule: RowRule = {
  bad: 'order_date is null',
  name: 'date',
  value: 'date',
  want: 'dates are written 2026-03-31 or 20260331, a time may follow',
};

/** For a column `amount` made from a text `amount_text`. */
export const amountRule: RowRule = {
  bad: 'amount is null',
  name: 'amount',
  value: 'amount_text',
  want: 'amounts are plain numbers, e.g. 1234.50',
};

/** SQL for the day in a text such as 2026-03-31, 2026-03-31T08:00:00Z or 20260331; null for any other. */
export const dateOf = (text: string): string =>
  `coalesce(try_cast(${text} as date), cast(try_strptime(${text}, '%Y%m%d') as date))`;

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
