const landedBit = 1;
const rejectedBit = 2;
const repeatedBit = 4;

/**
 * What became of every row, one byte each. A row can be in several events: it counts as in an event if one of them
 * landed, else as rejected if one was refused, else as repeated.
 */
export class Accounts {
  readonly #rows: Uint8Array;
  readonly #byType = new Map<string, number>();
  eventsLanded = 0;
  eventsRepeated = 0;
  deadLetters = 0;

  constructor(rows: number) {
    this.#rows = new Uint8Array(rows + 1);
  }

  landed(type: string, rows: readonly number[]): void {
    this.eventsLanded++;
    this.#byType.set(type, (this.#byType.get(type) ?? 0) + 1);
    this.#mark(rows, landedBit);
  }

  rejected(rows: readonly number[]): void {
    this.deadLetters++;
    this.#mark(rows, rejectedBit);
  }

  repeated(rows: readonly number[]): void {
    this.eventsRepeated++;
    this.#mark(rows, repeatedBit);
  }

  /** rowsRead = rowsInEvents + rowsRejected + rowsRepeated; a row without a mark is a fault of ours and throws. */
  totals(): { rowsRead: number; rowsInEvents: number; rowsRejected: number; rowsRepeated: number } {
    const rowsRead = this.#rows.length - 1;
    let rowsInEvents = 0;
    let rowsRejected = 0;
    let rowsRepeated = 0;
    for (let row = 1; row <= rowsRead; row++) {
      const marks = this.#rows[row] ?? 0;
      if (marks & landedBit) rowsInEvents++;
      else if (marks & rejectedBit) rowsRejected++;
      else if (marks & repeatedBit) rowsRepeated++;
      else throw new Error(`row ${row} is not accounted for`);
    }
    return { rowsRead, rowsInEvents, rowsRejected, rowsRepeated };
  }

  eventsByType(): Record<string, number> {
    return Object.fromEntries([...this.#byType].sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  #mark(rows: readonly number[], bit: number): void {
    for (const row of rows) this.#rows[row] = (this.#rows[row] ?? 0) | bit;
  }
}
