import { isKey, type SampledColumn } from './keyColumn.ts';
import {
  isAccount,
  isBest,
  isChange,
  isOfLines,
  isPlainName,
  isRefundTime,
  isTitle,
  isUnit,
} from './synonyms.ts';

const numbers: ReadonlySet<string> = new Set(['customer_ref', 'loyalty_id']);

/** The meanings that names tell, each for its first column, unless a later one is better. */
export function namedOnce(
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
