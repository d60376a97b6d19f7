import { listOf } from '../jsonPaths.ts';
import { type ColumnMeaning, isOfSales } from './columnMeaning.ts';
import { type DecimalMarks, decimalMarks } from './decimalMark.ts';
import { isKey } from './keyColumn.ts';
import { type DecimalMark, decimalText } from './number.ts';
import type { SampledRows } from './sampledRows.ts';

/** What is a number of whatever is bought. */
export const numeric = ['quantity', 'unit_price', 'amount', 'discount', 'refunded'];

/** The columns of a file by their meanings. */
export class Columns {
  readonly #sample: SampledRows;
  readonly #at: ReadonlyMap<string | undefined, number>;
  readonly #names: readonly string[];
  readonly areSales: boolean;
  readonly marks: DecimalMarks;

  /** @param delimiter of a CSV file */
  constructor(meanings: readonly ColumnMeaning[], sample: SampledRows, delimiter?: string) {
    this.#sample = sample;
    this.#at = new Map(meanings.map(({ meaning }, i) => [meaning, i]));
    this.areSales = isOfSales(meanings);
    this.#names = meanings.map(({ column }) => column);
    this.marks = decimalMarks(
      numeric.flatMap((meaning) => {
        const column = this.name(meaning);
        return column === undefined ? [] : [{ column, values: this.values(meaning) }];
      }),
      delimiter,
    );
  }
  has(meaning: string): boolean {
    return this.#at.has(meaning);
  }
  name(meaning: string): string | undefined {
    return this.#names[this.#at.get(meaning) ?? -1];
  }
  /** The column of the list whose objects are the lines. */
  get list(): string | undefined {
    return this.#sample.list;
  }
  isInList(meaning: string): boolean {
    return this.list !== undefined && listOf(this.name(meaning) ?? '')?.list === this.list;
  }
  #cells(meaning: string): string[] {
    const at = this.#at.get(meaning);
    if (at === undefined) return [];
    return (this.isInList(meaning) ? this.#sample.lines : this.#sample.rows).map((cells) => cells[at] ?? '');
  }
  /** What is not empty among the rows looked at, or among the lines in them. */
  values(meaning: string): string[] {
    return this.#cells(meaning).filter((cell) => cell.trim() !== '');
  }
  isFull(meaning: string): boolean {
    return this.has(meaning) && this.#cells(meaning).every((cell) => cell.trim() !== '');
  }
  /** Whether no value is empty and none comes twice. */
  isKey(meaning: string): boolean {
    return this.has(meaning) && isKey(this.#cells(meaning));
  }
  mark(meaning: string): DecimalMark {
    return this.marks.of(this.name(meaning) ?? '');
  }
  /** The numbers among its values. */
  numbers(meaning: string): number[] {
    return this.values(meaning).map((cell) => Number(decimalText(cell, this.mark(meaning)) ?? Number.NaN));
  }
  /** Those of its values that are no numbers. */
  unread(meaning: string): string[] {
    return this.values(meaning).filter((cell) => decimalText(cell, this.mark(meaning)) === undefined);
  }
  /** The cells of some columns, row by row. */
  rows(...names: readonly string[]): string[][] {
    const places = names.map((name) => this.#names.indexOf(name));
    return this.#sample.rows.map((cells) => places.map((at) => cells[at] ?? ''));
  }
  /** Those of the meanings that the file has, each filled from its column. */
  fields(...meanings: readonly string[]): Record<string, string> {
    return Object.fromEntries(
      meanings.flatMap((meaning) => {
        const name = this.name(meaning);
        return name === undefined ? [] : [[meaning, name]];
      }),
    );
  }
}
