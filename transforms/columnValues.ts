import {
  DECIMAL,
  type DuckDBConnection,
  DuckDBDateValue,
  DuckDBDecimalValue,
  type DuckDBValue,
} from '@duckdb/node-api';
import { msPerDay } from './days.ts';
import type { Columns, StepTable } from './step.ts';

/** Milliseconds since 1970 as a date. */
export const dateValue = (time: number): DuckDBDateValue => new DuckDBDateValue(Math.round(time / msPerDay));

/** yyyy-mm-dd as a date. */
export const isoDate = (iso: string): DuckDBDateValue => dateValue(Date.parse(iso));

/** The type of an amount. */
export const money = DECIMAL(18, 4);

/** What decimal(18, 4) does not hold. */
const tooLarge = 1e14;

/**
 * Money as decimal(18, 4); null is unknown.
 * @throws RangeError for what is no finite number, or too large for one: it would otherwise pass for unknown
 */
export function amountValue(value: number | null): DuckDBDecimalValue | null {
  if (value === null) return null;
  if (!(Math.abs(value) < tooLarge)) throw new RangeError(`no amount: ${value}; null is what is unknown`);
  return new DuckDBDecimalValue(BigInt(Math.round(value * 10_000)), 18, 4);
}

/** The whole columns of a query. */
export async function columnsOf(connection: DuckDBConnection, sql: string): Promise<Columns> {
  const reader = await connection.runAndReadAll(sql);
  return reader.getColumnsObject() as Record<string, DuckDBValue[]>;
}

/** A column of numbers, none where it is missing. */
export const numbers = (columns: Columns, name: string): Float64Array =>
  Float64Array.from((columns[name] ?? []) as number[]);

/** Rows of a table as whole columns, all of them there even without rows. */
export const tableColumns = (
  { columns }: Pick<StepTable, 'columns'>,
  rows: readonly Readonly<Record<string, DuckDBValue>>[],
): Columns =>
  Object.fromEntries(Object.keys(columns).map((name) => [name, rows.map((row) => row[name] ?? null)]));
