import type { DuckDBConnection, DuckDBType, DuckDBValue } from '@duckdb/node-api';
import type { Config } from '../warehouse/index.ts';

/** One table that a step writes: its grain, keys and columns with their types. */
export interface StepTable {
  readonly description: string;
  readonly grain: string;
  readonly keys: readonly string[];
  readonly columns: Readonly<Record<string, DuckDBType>>;
  /**
   * columns known to hold nothing personal; any other is personal unless a table in `reads` has it as a
   * public column
   */
  readonly publicColumns?: readonly string[];
  /** the table stays in the workspace: only other tables need it */
  readonly unpublished?: true;
}

/** A table that holds nothing personal in any column. */
export const openTable = (table: StepTable): StepTable => ({
  ...table,
  publicColumns: Object.keys(table.columns),
});

/** Whole columns of equal length by name. */
export type Columns = Readonly<Record<string, readonly DuckDBValue[]>>;

/** A SELECT (over temporary tables of the step, say) that names the columns of a table. */
export interface SelectedRows {
  readonly select: string;
}

/** Rows that take the place of some of the rows of the table as the last build left it; the others stay. */
export interface PlacedRows {
  readonly rows: Columns | SelectedRows;
  /** replaced are the rows whose `part` (an expression) is among `touched` (a query of one column, never null) */
  readonly inPlaceOf: { readonly part: string; readonly touched: string };
}

/** The content of a table: its whole columns, a SELECT, or rows in place of some of what the last build left. */
export type StepContent = Columns | SelectedRows | PlacedRows;

/** What a step gets: no clock, no files, no randomness but the seed. */
export interface StepContext {
  /** Columns of a query over tables named in `reads` (anything else is refused). */
  readonly read: (sql: string) => Promise<Columns>;
  /** for temporary tables of the step's own, which it drops itself, or in `tidy` */
  readonly connection: DuckDBConnection;
  readonly config: Config;
  readonly seed: number;
  /** the business date, ISO 8601; empty for a step that has not `as_of` among its `reads` */
  readonly asOf: string;
  /**
   * A table of this step as the last build left it, to build on; nothing where there is none, or where it was made by
   * another definition, configuration or fit.
   */
  readonly previous: (table: string) => string | undefined;
  /**
   * The rows that came or went since the last build, as a query for each table in `follows`: the step may then give the
   * rows that take the place of some of `previous`. Nothing where that is not known, or anything else read changed too.
   */
  readonly changed: ReadonlyMap<string, string> | undefined;
}

/** What a model learned, on what, and how good it was on data held out. */
export interface Fit<P> {
  /** plain JSON, small, and all that scoring needs */
  readonly parameters: P;
  /** rows (customers, purchases, comments …) that it was fitted on */
  readonly rows: number;
  /** the candidate that won; `none` where there was too little to fit */
  readonly chosen: string;
  /** why that one, with its figures: one sentence */
  readonly reason: string;
  /** held-out figures by candidate */
  readonly figures: Readonly<Record<string, Readonly<Record<string, number | null>>>>;
}

/** A fit, and what the scoring that follows at once may take up from it; `carry` is not recorded. */
export interface FreshFit<P> extends Fit<P> {
  readonly carry?: unknown;
}

/** A fit as the ledger keeps it. */
export interface Fitted<P> extends Fit<P> {
  /** digest of all that the fit says: equal fits have equal ids */
  readonly id: string;
  readonly model: string;
  readonly version: number;
  /** business date up to which its data counted */
  readonly asOf: string;
  readonly landedSeq: number;
  readonly seed: number;
  readonly runId: string;
  readonly fittedAt: string;
  /** what of the configuration it was fitted under: the model's `settings` */
  readonly settings?: unknown;
  /** how its scores were distributed when it was fitted: cuts between ten parts, the share in each, their number */
  readonly reference?: {
    readonly cuts: readonly number[];
    readonly shares: readonly number[];
    readonly rows: number;
  };
}

/** What a reader must know before relying on a model; its figures are in the record of the fit. */
export interface ModelCard {
  readonly purpose: string;
  readonly data: string;
  readonly method: string;
  readonly assumptions: readonly string[];
  readonly limits: readonly string[];
  readonly sources: readonly string[];
}

/** A model of a step: how it is fitted, and when its parameters are due again. */
export interface Model<P = unknown> {
  readonly name: string;
  /** raise it when parameters recorded by older code cannot be used */
  readonly version: number;
  /**
   * `scheduled`: after `models.refitDays` of business time, on drift, or asked for; `asked`: once, and then
   * only asked for
   */
  readonly refit?: 'scheduled' | 'asked';
  /** where it ages faster than others: due after so many days, or after `models.refitDays` where that is less */
  readonly refitDays?: number;
  /** What of the configuration a fit depends on, as JSON: a fit under other settings is not scored with. */
  readonly settings?: (config: Config) => unknown;
  readonly card: ModelCard;
  /** templates (`say`) of all that the `reason` of a fit is made of */
  readonly reasons?: Readonly<Record<string, string>>;
  /** the numeric column whose distribution is watched for drift */
  readonly score?: { readonly table: string; readonly column: string };
  /** @param context with the last fit, under whatever settings: what carries over from it */
  fit(context: StepContext & { readonly last: Fitted<P> | undefined }): Promise<FreshFit<P>>;
}

interface Node {
  readonly reads: readonly string[];
  /** those of `reads` whose changed rows it wants to be told */
  readonly follows?: readonly string[];
  readonly writes: Readonly<Record<string, StepTable>>;
  /** Drops the temporary tables that its content was selected from, once that is stored, or has failed. */
  readonly tidy?: (connection: DuckDBConnection) => Promise<void>;
}

type StepContents = Promise<Readonly<Record<string, StepContent>>>;

/** A step that needs no fitted model. */
export interface PlainStep extends Node {
  readonly model?: undefined;
  run(context: StepContext): StepContents;
}

/** A step that scores with a model's parameters. */
export interface ModelStep<P> extends Node {
  readonly model: Model<P>;
  run(context: StepContext & { readonly fitted: Fitted<P>; readonly carry?: unknown }): StepContents;
}

/**
 * A node of the graph made in TypeScript: `transforms/steps/<name>.ts` exports one as `step`.
 * `run` returns the content of every table in `writes`; the runner casts and stores it.
 */
export type Step = PlainStep | ModelStep<unknown>;

/** A step with its model, typed by the model's parameters: the runner only ever hands it those that the model wrote. */
export const modelStep = <P>(step: ModelStep<P>): Step => step as unknown as ModelStep<unknown>;
