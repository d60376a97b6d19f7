import type { Columns } from './columns.ts';
import type { FieldMapping, MappingInput } from './schema.ts';
import { isBeforeDiscount, isSoldAt } from './synonyms.ts';

type FieldObject = Exclude<FieldMapping, string>;

/** Whether a number of pieces and the price of one are there. */
export const hasPieces = (columns: Columns): boolean => columns.has('quantity') && columns.has('unit_price');

/** A column of numbers, with its decimal mark where that is not the file's. */
export function written(columns: Columns, meaning: string, how: Partial<FieldObject> = {}): FieldMapping {
  const column = columns.name(meaning) ?? '';
  const mark = columns.mark(meaning);
  const spec = { column, ...how, ...(mark === columns.marks.ofFile ? {} : { decimal_mark: mark }) };
  return Object.keys(spec).length > 1 ? spec : column;
}

/** Of rows without an article, such as a credit of a round sum, it is not known. */
function skuField(columns: Columns): FieldMapping {
  const column = columns.name('sku') ?? '';
  return columns.isFull('sku') ? column : { column, default: 'unknown' };
}

/** The discount of a line; one of the whole order is taken off its first line. */
function discountField(columns: Columns, ofOrder: readonly string[]): Record<string, FieldMapping> {
  const column = columns.name('discount');
  if (column === undefined || !takesDiscount(columns)) return {};
  const isOfOrder = ofOrder.includes(column) || isBesideList(columns);
  const once = isOfOrder ? ({ once: true } as const) : {};
  return {
    discount: written(columns, 'discount', areDiscountsBelow(columns) ? { ...once, absolute: true } : once),
  };
}

/** Whether the discount is that of an order whose lines are in a list. */
const isBesideList = (columns: Columns): boolean =>
  columns.list !== undefined && !columns.isInList('discount');

/**
 * Whether a discount is still to be taken off: from a price as it is marked, or from a total before discounts. One of the
 * order may be in the amounts of its lines already.
 */
export function takesDiscount(columns: Columns): boolean {
  if (isBesideList(columns) && columns.has('amount')) return false;
  const price = columns.name('unit_price');
  return price === undefined ? isBeforeDiscount(columns.name('amount') ?? '') : !isSoldAt(price);
}

/** Whether discounts are written as what they make of the price: none is above 0, and some are below. */
export function areDiscountsBelow(columns: Columns): boolean {
  const amounts = columns.numbers('discount');
  return amounts.some((amount) => amount < 0) && !amounts.some((amount) => amount > 0);
}

/** What of a line is money: what a column says was given back, the price of a piece, or the amount of the row. */
function moneyOf(columns: Columns, refund: boolean): 'refunded' | 'unit_price' | 'amount' {
  if (refund && columns.has('refunded')) return 'refunded';
  return columns.has('unit_price') ? 'unit_price' : 'amount';
}

/** Whether a number of pieces is on every row, so that from what was paid for them the price of one follows. */
const countsPieces = (columns: Columns): boolean =>
  columns.isFull('quantity') &&
  columns.numbers('quantity').every((pieces) => !Number.isNaN(pieces) && pieces !== 0);

/**
 * The lines of sales, or of refunds, whose numbers are taken without a sign.
 * @param ofOrder columns of whole orders, which only one of their lines may have
 */
export function draftLines(
  columns: Columns,
  refund: boolean,
  ofOrder: readonly string[],
): NonNullable<MappingInput['events'][number]['lines']> {
  const money = moneyOf(columns, refund);
  const discount = money === 'refunded' ? {} : discountField(columns, ofOrder);
  const pieces = money === 'unit_price' && columns.has('quantity');
  const isPaid = money !== 'unit_price' && discount.discount === undefined && countsPieces(columns);
  const unsigned = refund ? ({ absolute: true } as const) : {};
  const constants = {
    ...(columns.has('sku') ? {} : { sku: 'unknown' }),
    ...(pieces || isPaid ? {} : { quantity: 1 }),
  };
  const name = columns.name('line.name');
  return {
    ...(Object.keys(constants).length > 0 ? { constants } : {}),
    fields: {
      ...(columns.has('sku') ? { sku: skuField(columns) } : {}),
      ...(name ? { name } : {}),
      ...columns.fields('category'),
      ...(pieces || isPaid ? { quantity: written(columns, 'quantity', unsigned) } : {}),
      [isPaid ? 'amount' : 'unit_price']: written(columns, money, pieces ? {} : unsigned),
      ...discount,
    },
  };
}
