import { listOf } from '../jsonPaths.ts';
import { type DecimalMarks, decimalMarks } from './decimalMark.ts';
import { isKey, keyColumn, type SampledColumn, token } from './keyColumn.ts';
import { knownExport, meaningsOf } from './knownExport.ts';
import { type DecimalMark, decimalText } from './number.ts';
import type { SampledRows } from './sampledRows.ts';
import {
  isAccount,
  isBareKey,
  isBest,
  isChange,
  isJoining,
  isOfLines,
  isPlainName,
  isPlainNumber,
  isRefundTime,
  isTitle,
  isUnit,
  meaningInList,
  meaningOf,
  namesCustomer,
} from './synonyms.ts';
import { timeReader } from './timeFormat.ts';

/** What a column seems to hold, and why we think so. */
export interface ColumnMeaning {
  readonly column: string;
  /** undefined: no guess */
  readonly meaning: string | undefined;
  readonly because: string;
  /** share of rows looked at that are not empty */
  readonly filled: number;
}

const numbers: ReadonlySet<string> = new Set(['customer_ref', 'loyalty_id']);

/** Of ten digits and more, so that no postal code is one. */
const longPhone = /^(?:\D*\d){10,15}\D*$/;
/** What may stand in a column whose name speaks of a name or a place, and be neither, whatever the name says. */
const contrary: readonly (readonly [meaning: string, test: (value: string) => boolean, because: string])[] = [
  ['email', (value) => /^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(value), 'the values are e-mail addresses'],
  [
    'phone',
    (value) => /^[-+() .\d]+$/.test(value) && longPhone.test(value),
    'the values are phone numbers, whatever its name',
  ],
];
const nearlyAll = 0.9;
/** #1001 is the name of an order */
const numbered = /^#?\d+$/;

const patterns: readonly (readonly [string, RegExp, string])[] = [
  ['email', /^[^@\s]+@[^@\s]+\.[^@\s]+$/, 'the values are e-mail addresses'],
  ['phone', /^(\+|00)\d[\d -]{7,16}$|^1[3-9]\d[ -]?\d{4}[ -]?\d{4}$/, 'the values are phone numbers'],
  ['currency', /^[A-Z]{3}$/, 'the values are three capital letters'],
];

/** Time formats tried, the unambiguous ones first. */
const candidateFormats: readonly string[] = [
  'iso',
  'yyyyMMddHHmmss',
  'yyyyMMdd',
  'd/M/yyyy H:mm',
  'M/d/yyyy H:mm',
  'd/M/yyyy H:mm:ss',
  'M/d/yyyy H:mm:ss',
  'd/M/yyyy',
  'M/d/yyyy',
  'M/d/yyyy h:mm a',
  'M/d/yyyy h:mm:ss a',
  'd.M.yyyy H:mm',
  'd.M.yyyy H:mm:ss',
  'd.M.yyyy',
  'd-M-yyyy H:mm',
  'd-M-yyyy',
  'd MMM yyyy H:mm',
  'd MMM yyyy',
  'yyyy年M月d日 H:mm',
  'epoch_seconds',
  'epoch_millis',
];

/** The formats that read every one of the values; for epochs only numbers of our time count. */
export function fittingFormats(values: readonly string[]): string[] {
  if (values.length === 0) return [];
  return candidateFormats.filter((format) => {
    const read = timeReader(format);
    return values.every((value) => {
      const time = read(value.trim());
      if (!time) return false;
      const year = new Date(time.wallMillis).getUTCFullYear();
      return !format.startsWith('epoch') || (year > 1990 && year < 2100);
    });
  });
}

/**
 * Every column's meaning: as an export of a known system has it, else guessed by its name first, then by its
 * values; a meaning is given once. Of a list of people without a customer's number a column that never repeats and
 * is never empty holds it.
 */
export function columnMeanings(header: readonly string[], sample: SampledRows): ColumnMeaning[] {
  const columns = header.map((column, at): SampledColumn => {
    const list = listOf(column)?.list;
    const isOfLine = list !== undefined && list === sample.list;
    const from = isOfLine ? sample.lines : sample.rows;
    return { column, cells: from.map((cells) => cells[at] ?? ''), ...(isOfLine && { list }) };
  });
  const system = knownExport(header);
  if (system) {
    const meanings = meaningsOf(system, header);
    return columns.map(({ column, cells }) => ({
      column,
      meaning: meanings.get(column),
      because: `an export of ${system.system}`,
      filled: shareFilled(cells),
    }));
  }
  const told = columns.map(toldOf);
  const named = namedOnce(
    columns,
    told.map((each) => each.meaning),
  );
  const taken = new Set(named.filter((meaning) => meaning !== undefined));
  const found = columns.map(({ column, cells }, at): ColumnMeaning => {
    const values = cells.filter((cell) => cell.trim() !== '');
    const filled = shareFilled(cells);
    const byName = named[at];
    if (byName) return { column, meaning: byName, because: told[at]?.because ?? 'its name', filled };
    const guess = values.length === 0 ? undefined : byValues(values, taken);
    if (guess) taken.add(guess.meaning);
    return {
      column,
      meaning: guess?.meaning,
      because: guess?.because ?? 'neither name nor values tell',
      filled,
    };
  });
  const unknown = columns.filter((_, at) => found[at]?.meaning === undefined);
  const [key, meaning] = isOfSales(found)
    ? [taken.has('order_id') ? undefined : plainKey(unknown), 'order_id']
    : [hasCustomerKey(columns, named) ? undefined : keyColumn(unknown), 'customer_ref'];
  return found.map((each) =>
    key !== undefined && each.column === key
      ? { ...each, meaning, because: 'no value is empty or comes twice' }
      : each,
  );
}

/** Whether a price or an amount is that of a sale: beside the day on which a customer joined it is a total. */
export function isOfSales(meanings: readonly ColumnMeaning[]): boolean {
  const nameOf = (meaning: string) => meanings.find((each) => each.meaning === meaning)?.column;
  const isPriced = nameOf('unit_price') !== undefined || nameOf('amount') !== undefined;
  return isPriced && !isJoining(nameOf('time') ?? '');
}

const hasCustomerKey = (columns: readonly SampledColumn[], named: readonly (string | undefined)[]): boolean =>
  named.includes('customer_ref') ||
  columns.some(({ cells }, at) => named[at] === 'loyalty_id' && isKey(cells));

/** A column that says no more than that it is a number, and never repeats. */
const plainKey = (columns: readonly SampledColumn[]): string | undefined =>
  columns.find(({ column, cells, list }) => list === undefined && isPlainNumber(column) && isKey(cells))
    ?.column;

const shareFilled = (cells: readonly string[]): number =>
  cells.length === 0 ? 0 : cells.filter((cell) => cell.trim() !== '').length / cells.length;

/**
 * What a column means by its name, unless nine of ten values deny that it is a name or a place. Of one that
 * only says whose it is, nine of ten values must be keys.
 */
function toldOf({ column, cells, list }: SampledColumn): {
  readonly meaning: string | undefined;
  readonly because: string;
} {
  const { path } = listOf(column) ?? {};
  const meaning = path === undefined ? meaningOf(column) : list && meaningInList(path);
  const own = { meaning, because: 'its name' };
  const values = cells.map((cell) => cell.trim()).filter((cell) => cell !== '');
  if (meaning === undefined && path === undefined && isChange(column) && fittingFormats(values).length > 0)
    return { meaning: 'time', because: 'its name and its values' };
  if (isBareKey(column) && values.filter((value) => token.test(value)).length < nearlyAll * values.length)
    return namesCustomer(column)
      ? { meaning: 'name', because: 'its name, and no numbers in it' }
      : { meaning: undefined, because: 'neither name nor values tell' };
  if (!/^address\.|name$/.test(meaning ?? '')) return own;
  if (values.length === 0) return own;
  if (
    values.filter((value) => numbered.test(value)).length >= nearlyAll * values.length &&
    /^(?!line).*name$/.test(meaning ?? '')
  )
    return { meaning: undefined, because: 'neither name nor values tell' };
  const found = contrary.find(([, test]) => values.filter(test).length >= nearlyAll * values.length);
  return found ? { meaning: found[0], because: found[2] } : own;
}

/** The meanings that names tell, each for its first column, unless a later one is better. */
function namedOnce(
  columns: readonly SampledColumn[],
  told: readonly (string | undefined)[],
): readonly (string | undefined)[] {
  const isOfEvents = ['unit_price', 'amount', 'refund_id', 'ticket_id'].some((one) => told.includes(one));
  const meanings = columns.map((column, at) => inTable(column, told[at], columns, told));
  const places = new Map<string, number>();
  meanings.forEach((meaning, at) => {
    if (meaning === undefined) return;
    const before = places.get(meaning);
    const [own, other] = [columns[at], before === undefined ? undefined : columns[before]];
    if (own && (!other || isBetter(meaning, own, other, isOfEvents))) places.set(meaning, at);
  });
  return meanings.map((meaning, at) =>
    meaning !== undefined && places.get(meaning) === at ? meaning : undefined,
  );
}

/**
 * What a column means among the others: an account that several rows have beside a company is the company's; a
 * title of what is sold is its name; a name beside a given or a family name is the other one; lines in a list
 * have what is of lines; and when money was given back is not when something was sold.
 */
function inTable(
  column: SampledColumn,
  meaning: string | undefined,
  columns: readonly SampledColumn[],
  told: readonly (string | undefined)[],
): string | undefined {
  const name = column.column;
  const isSale = told.includes('unit_price') || told.includes('amount');
  if (isAccount(name))
    return told.includes('company') && !isSale && !isKey(column.cells) ? meaning : 'customer_ref';
  if (told.includes('sku') || told.includes('quantity')) {
    if (isTitle(name)) return 'line.name';
    if (isUnit(name)) return undefined;
  }
  if (meaning === 'returned') return isOfRefunds(columns, told) ? 'quantity' : meaning;
  if (meaning === 'name' && isPlainName(name)) return partOfName(columns, told, column.cells);
  if (meaning === 'time' && isRefundTime(name) && !isOfRefunds(columns, told)) return 'refund_time';
  if (column.list === undefined && isOfLines(meaning)) {
    const inList = columns.flatMap(({ list }, at) => (list === undefined ? [] : [told[at]]));
    const isOfOrder = meaning === 'discount' && !inList.includes(meaning);
    return inList.length > 0 && !isOfOrder ? undefined : meaning;
  }
  return meaning;
}

/** Whether every row has a number of a refund. */
const isOfRefunds = (columns: readonly SampledColumn[], told: readonly (string | undefined)[]): boolean =>
  columns.some((column, at) => told[at] === 'refund_id' && filled(column) === column.cells.length);

/**
 * Whether a later column is better than the first of its meaning: it is a key, the first is mostly empty, or
 * its name says more; of people, whether it tells when a row was changed, and does so of every row.
 */
function isBetter(meaning: string, later: SampledColumn, first: SampledColumn, isOfEvents: boolean): boolean {
  if (numbers.has(meaning) && isKey(first.cells) !== isKey(later.cells)) return isKey(later.cells);
  if (2 * filled(first) < filled(later)) return true;
  if (meaning === 'time' && !isOfEvents)
    return filled(first) <= filled(later) && isChange(later.column) && !isChange(first.column);
  const saysMore = isBest(meaning, later.column) && !isBest(meaning, first.column);
  return saysMore && filled(first) <= 2 * filled(later);
}

const filled = ({ cells }: SampledColumn): number => cells.filter((cell) => cell.trim() !== '').length;

/** What a plain name is beside a column of given or of family names: the other, unless it holds what stands there. */
function partOfName(
  columns: readonly SampledColumn[],
  told: readonly (string | undefined)[],
  cells: readonly string[],
): string {
  const [given, family] = ['given_name', 'family_name'].map(
    (meaning) => columns[told.indexOf(meaning)]?.cells,
  );
  const beside = given ?? family;
  if (!beside || (given && family)) return 'name';
  const both = cells.flatMap((cell, at) =>
    cell.trim() && beside[at]?.trim() ? [[cell, beside[at]] as const] : [],
  );
  const holding = both.filter(([name, part]) => name.toLowerCase().includes(part.trim().toLowerCase()));
  if (holding.length * 2 > both.length) return 'name';
  return given ? 'family_name' : 'given_name';
}

const numeric = ['quantity', 'unit_price', 'amount', 'discount', 'refunded'];

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

function byValues(
  values: readonly string[],
  taken: ReadonlySet<string>,
): { meaning: string; because: string } | undefined {
  for (const [meaning, pattern, because] of patterns)
    if (!taken.has(meaning) && values.every((value) => pattern.test(value.trim())))
      return { meaning, because };
  const isNumber = values.every((value) => decimalText(value, '.') !== undefined);
  if (!taken.has('time') && !isNumber && fittingFormats(values).length > 0)
    return { meaning: 'time', because: 'the values are times' };
  return undefined;
}
