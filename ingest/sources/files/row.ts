/** One row of a file: its number (1 is the first after the header) and its cells in the header's order. */
export interface Row {
  readonly number: number;
  /** empty for a line that could not be read */
  readonly cells: readonly string[];
  /** why the line could not be read as a row */
  readonly refusal?: { readonly code: string; readonly message: string };
  /** the line's own bytes, where it is one (NDJSON) */
  readonly line?: Buffer;
}

export type FileFormat = 'csv' | 'ndjson' | 'parquet';

/** A file opened as rows; `rows` may be called again and gives the same rows. */
export interface Table {
  readonly format: FileFormat;
  readonly header: readonly string[];
  /** what parts the cells of a CSV file */
  readonly delimiter?: string;
  /** how the file was understood, for people */
  readonly notes: readonly string[];
  rows(): AsyncGenerator<readonly Row[]>;
  close(): void;
}

/** Rows are handed on in groups of this many. */
export const rowsPerChunk = 2_000;
