import type { FileFormat } from './row.ts';

/** A row that did not land, and why. */
export interface RejectedRow {
  readonly row: number;
  readonly code: string;
  readonly message: string;
  /** the column, or the path in the event */
  readonly where: string;
}

/** Why rows were rejected, in few words, with how many there are and what the first of them lacks. */
export interface Reason {
  readonly reason: string;
  readonly rows: number;
  readonly first: Pick<RejectedRow, 'row' | 'message'>;
}

/** What an import (or its dry run) came to. rowsRead = rowsInEvents + rowsRejected + rowsRepeated. */
export interface FileReport {
  readonly file: string;
  readonly checksum: string;
  readonly format: FileFormat;
  readonly topic: string;
  readonly mapping: string | undefined;
  /** how the file was understood */
  readonly notes: readonly string[];
  /** every column with the fields that are filled from it */
  readonly columns: readonly { readonly column: string; readonly fills: readonly string[] }[];
  readonly rowsRead: number;
  readonly rowsInEvents: number;
  readonly rowsRejected: number;
  readonly rowsRepeated: number;
  /** events that landed, or would: by type */
  readonly events: Readonly<Record<string, number>>;
  readonly eventsLanded: number;
  readonly eventsRepeated: number;
  readonly deadLetters: number;
  readonly warnings: readonly string[];
  /** reasons of rejected rows with their counts, most frequent first */
  readonly reasons: readonly Reason[];
  readonly firstRejected: readonly RejectedRow[];
  /** it had been landed before; nothing was done */
  readonly alreadyLanded: boolean;
  /** the row at which an interrupted import went on; 0: from the beginning */
  readonly resumedAt: number;
  readonly seconds: number;
}

/** What became of the rows, without what the file is. */
export type ImportOutcome = Omit<
  FileReport,
  'file' | 'checksum' | 'format' | 'mapping' | 'notes' | 'columns' | 'seconds'
>;

const shown = 10;

/** Collects what a report tells besides its counts. */
export class Findings {
  readonly firstRejected: RejectedRow[] = [];
  readonly #reasons = new Map<string, Omit<Reason, 'reason'>>();
  readonly #warnings = new Map<string, { count: number; first: string }>();

  rejected(rejected: RejectedRow, rows = 1): void {
    if (this.firstRejected.length < shown) this.firstRejected.push(rejected);
    // messages name values: one reason per place and code, not per value
    const reason =
      rejected.code === 'mapping-reject' || rejected.code === 'no-event'
        ? rejected.message
        : `${rejected.code}: ${rejected.where.replace(/\[\d+\]/g, '[]')}`;
    const known = this.#reasons.get(reason) ?? {
      rows: 0,
      first: { row: rejected.row, message: rejected.message },
    };
    this.#reasons.set(reason, { ...known, rows: known.rows + rows });
  }

  /** `what`, or what and an example behind a NUL. */
  warn(message: string): void {
    const [what = '', first = ''] = message.split('\0');
    const known = this.#warnings.get(what);
    if (known) known.count++;
    else this.#warnings.set(what, { count: 1, first });
  }

  get warnings(): string[] {
    return [...this.#warnings].map(
      ([what, { count, first }]) => `${what} (${count} times${first ? `, first ${first}` : ''})`,
    );
  }

  get reasons(): Reason[] {
    return [...this.#reasons]
      .map(([reason, found]) => ({ reason, ...found }))
      .sort((a, b) => b.rows - a.rows || a.reason.localeCompare(b.reason));
  }
}
