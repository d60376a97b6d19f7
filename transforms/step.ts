import type { DuckDBType, DuckDBValue } from '@duckdb/node-api';
import type { Config } from '../warehouse/index.ts';

/** One table that a step writes: its grain, keys and columns with their types. */
export interface StepTable {
  readonly description: string;
  readonly grain: string;
  readonly keys: readonly string[];
  readonly columns: Readonly<Record<string, DuckDBType>>;
  /** columns known to hold nothing personal; any other is personal unless a table in `reads` has it as a public column */
  readonly publicColumns?: readonly string[];
}

/** Whole columns of equal length by name. */
export type Columns = Readonly<Record<string, readonly DuckDBValue[]>>;

/** What a step gets: no clock, no files, no randomness but the seed. */
export interface StepContext {
  /** Columns of a query over tables named in `reads` (anything else is refused). */
  readonly read: (sql: string) => Promise<Columns>;
  readonly config: Config;
  readonly seed: number;
}

/**
 * A node of the graph made in TypeScript: `transforms/steps/<name>.ts` exports one as `step`.
 * `run` returns the whole content of every table in `writes`; the runner casts, orders by the keys and stores it.
 */
export interface Step {
  readonly reads: readonly string[];
  readonly writes: Readonly<Record<string, StepTable>>;
  run(context: StepContext): Promise<Readonly<Record<string, Columns>>>;
}
