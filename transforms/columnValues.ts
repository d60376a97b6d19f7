import {
  type DuckDBConnection,
  DuckDBDateValue,
  DuckDBDecimalValue,
  type DuckDBValue,
} from '@duckdb/node-api';
import { msPerDay } from './days.ts';
import type { Columns } from './step.ts';

/** Milliseconds since 1970 as a date. */
export const dateValue = (time: number): DuckDBDateValue => new DuckDBDateValue(Math.round(time / msPerDay));

/** yyyy-mm-dd as a date. */
export const isoDate = (iso: string): DuckDBDateValue => dateValue(Date.parse(iso));

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
