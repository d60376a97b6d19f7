import { listOf } from '../jsonPaths.ts';
import { type ColumnMeaning, isOfSales } from './columnMeaning.ts';
import { fittingFormats } from './fittingFormats.ts';
import { isKey, keyColumn, type SampledColumn, token } from './keyColumn.ts';
import { knownExport, meaningsOf } from './knownExport.ts';
import { namedOnce } from './namedOnce.ts';
import { decimalText } from './number.ts';
import type { SampledRows } from './sampledRows.ts';
import {
  isBareKey,
  isBareRefund,
  isChange,
  isPlainNumber,
  meaningInList,
  meaningOf,
  namesCustomer,
} from './synonyms.ts';

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
  if (meaning === 'refund_id' && isBareRefund(column) && areAmounts(values))
    return { meaning: 'refunded', because: 'its name, and amounts in it' };
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

/** A number as documents have it; 4711.0 is one that a spreadsheet wrote. */
const whole = /^0*[1-9]\d*(?:\.0)?$/;

/**
 * Whether values are amounts and not numbers of documents: they are numbers, and some of them are 0, have decimals or a
 * sign, or come again after others, as the lines of one document do not.
 */
function areAmounts(values: readonly string[]): boolean {
  const written = values.filter((value) => /\d/.test(value));
  if (written.some((value) => (decimalText(value, '.') ?? decimalText(value, ',')) === undefined))
    return false;
  const runs = written.filter((value, at) => value !== written[at - 1]);
  return new Set(runs).size < runs.length || written.some((value) => !whole.test(value));
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
