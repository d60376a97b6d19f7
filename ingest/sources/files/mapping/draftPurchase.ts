import type { Columns } from './columnMeaning.ts';
import { currenciesOf, signsOf } from './currencySign.ts';
import { decimalText } from './number.ts';
import type { EventMapping, FieldMapping, MappingInput } from './schema.ts';
import { isBeforeDiscount, isJoining, isSoldAt } from './synonyms.ts';

type EventInput = MappingInput['events'][number];
type Sample = readonly (readonly string[])[];

/** Events of sales with their rejections, and what their reader must decide. */
export interface DraftedSales {
  readonly events: readonly EventInput[];
  readonly reject: NonNullable<MappingInput['reject']>;
  readonly questions: readonly string[];
}

/** Are these rows sales? A price or an amount tells, but not beside the day on which a customer joined. */
export const areSales = (columns: Columns): boolean =>
  (columns.has('unit_price') || columns.has('amount')) && !isJoining(columns.name('time') ?? '');

/**
 * Drafts purchases, and refunds where amounts below zero or a column of their own show them.
 * @param ofOrder columns of whole orders, which only one of their lines may have
 */
export function draftSales(
  columns: Columns,
  time: EventMapping['time'],
  customer: Readonly<Record<string, FieldMapping>>,
  defaultCurrency: string,
  ofOrder: readonly string[],
): DraftedSales {
  const questions: string[] = [];
  const order = columns.name('order_id');
  if (!order)
    questions.push('no column holds an order number: without one a changed row is a second purchase');
  const price = columns.name('unit_price') ?? columns.name('amount') ?? '';
  if (!columns.has('unit_price'))
    questions.push(`is ${price} the price of one piece? It is taken for the price of the whole row`);
  if (hasPieces(columns) && columns.has('amount'))
    questions.push(
      `${columns.name('amount')} is not used: ${price} times ${columns.name('quantity')} is taken. Is it what was paid for the row? If so, name it (lines: amount)`,
    );
  if (columns.has('discount') && !takesDiscount(columns))
    questions.push(
      `${columns.name('discount')} is not used: ${price} seems to be what was paid, with it taken off. Is it? If not, take it off (lines: discount)`,
    );
  const currency = currencyOf(columns, defaultCurrency);
  if (!columns.has('currency')) {
    questions.push(`is the currency ${currency}? (constants: currency)`);
    questions.push(
      ...['unit_price', 'amount', 'discount'].flatMap((one) => otherSigns(columns, one, currency)),
    );
  }

  const event = (refund: boolean, when?: EventInput['when']): EventInput => ({
    type: refund ? 'purchase.refunded' : 'purchase.completed',
    ...(when ? { when } : {}),
    ...identity(columns, order),
    time,
    ...(columns.has('currency') ? {} : { constants: { currency } }),
    fields: {
      ...(order ? { [refund ? 'refund_id' : 'order_id']: order } : {}),
      ...customer,
      ...currencyField(columns),
      ...columns.fields(...(refund ? [] : ['channel', 'store_id', 'staff_id', 'coupon_code'])),
    },
    lines: lines(columns, price, refund, ofOrder),
  });
  const status = unsold(columns);
  questions.push(...status.questions);

  const counted = columns.name(hasPieces(columns) ? 'quantity' : 'unit_price') ?? price;
  const prefix = refundPrefix(columns.sample, columns.at('order_id'), columns.at('quantity'));
  if (order && prefix) {
    questions.push(`are the numbers that begin with ${prefix} refunds? Their quantities are below 0`);
    const isSale = { [order]: { not_starts_with: prefix } };
    const reason = `${counted} is not above 0: not a sale`;
    return {
      events: [event(false, isSale), event(true, { [order]: { starts_with: prefix } })],
      reject: [...status.reject, { when: { ...isSale, [counted]: { at_most: 0 } }, reason }],
      questions,
    };
  }
  const cells = columns.values(
    hasPieces(columns) ? 'quantity' : columns.has('unit_price') ? 'unit_price' : 'amount',
  );
  if (!cells.some((cell) => decimalText(cell, '.')?.startsWith('-'))) {
    const refunds = refundsOf(columns, event(true));
    questions.push(...refunds.questions);
    return { events: [event(false), ...refunds.events], reject: status.reject, questions };
  }
  questions.push(`are rows with ${counted} below 0 refunds? They are taken for refunds`);
  return {
    events: [event(false, { [counted]: { above: 0 } }), event(true, { [counted]: { below: 0 } })],
    reject: [
      ...status.reject,
      { when: { [counted]: { is: 0 } }, reason: `${counted} is 0: nothing was sold` },
    ],
    questions,
  };
}

/** What says of a row that nothing was bought. */
const failed =
  /^(?:failed|declined|void(?:ed)?|cancell?ed|abandoned|blocked|交易关闭|已关闭|已取消|支付失败|付款失败|待付款|等待买家付款)$/i;
const mostStatuses = 8;

/** Rows whose status says that nothing was bought are rejected; the others are asked about. */
function unsold(columns: Columns): Pick<DraftedSales, 'reject' | 'questions'> {
  const column = columns.name('status');
  if (column === undefined) return { reject: [], questions: [] };
  const values = [...new Set(columns.values('status').map((value) => value.trim()))];
  const out = values.filter((value) => failed.test(value));
  const kept = values.filter((value) => !failed.test(value));
  if (out.length + kept.length > mostStatuses)
    return {
      reject: [],
      questions: [`${column} has ${values.length} values: are rows of all of them sales? (reject)`],
    };
  return {
    reject:
      out.length > 0
        ? [{ when: { [column]: { in: out } }, reason: `${column} says that nothing was bought` }]
        : [],
    questions: [
      ...(out.length > 0
        ? [`are rows whose ${column} is ${out.join(' or ')} no sales? They are rejected`]
        : []),
      ...(kept.length > 0
        ? [`are rows whose ${column} is ${kept.join(' or ')} sales? They are taken for such (reject)`]
        : []),
    ],
  };
}

/** Refunds that a column of the sale tells: their amount, with no day of their own. */
function refundsOf(
  columns: Columns,
  { lines: _, ...event }: EventInput,
): Pick<DraftedSales, 'events' | 'questions'> {
  const column = columns.name('refunded');
  const order = columns.name('order_id');
  const isAny = columns.values('refunded').some((cell) => Number(decimalText(cell, '.')) > 0);
  if (column === undefined || order === undefined || !isAny) return { events: [], questions: [] };
  return {
    events: [
      {
        ...event,
        when: { [column]: { above: 0 } },
        fields: { ...event.fields, order_id: order, amount: column },
      },
    ],
    questions: [`is ${column} what was given back? It is taken for refunds on the day of the order`],
  };
}

/** The column of the currency, with a table where its codes are not in capital letters. */
function currencyField(columns: Columns): Record<string, FieldMapping> {
  const column = columns.name('currency');
  if (column === undefined) return {};
  const codes = [...new Set(columns.values('currency').map((code) => code.trim()))];
  if (codes.every((code) => code === code.toUpperCase())) return { currency: column };
  return { currency: { column, map: Object.fromEntries(codes.map((code) => [code, code.toUpperCase()])) } };
}

/** The currency that most signs and codes of the prices are written for, the default one among equals. */
function currencyOf(columns: Columns, defaultCurrency: string): string {
  const votes = new Map([[defaultCurrency, 0]]);
  for (const sign of ['unit_price', 'amount'].flatMap((one) => columns.values(one)).flatMap(signsOf))
    for (const code of currenciesOf(sign)) votes.set(code, (votes.get(code) ?? 0) + 1);
  return [...votes].reduce((best, one) => (one[1] > best[1] ? one : best))[0];
}

/** A question where a column has signs that the currency cannot have. */
function otherSigns(columns: Columns, meaning: string, currency: string): readonly string[] {
  const counts = new Map<string, number>();
  for (const sign of columns.values(meaning).flatMap(signsOf)) counts.set(sign, (counts.get(sign) ?? 0) + 1);
  if ([...counts.keys()].every((sign) => currenciesOf(sign).includes(currency))) return [];
  const seen = [...counts].map(([sign, count]) => `${sign} in ${count}`).join(', ');
  return [
    `${columns.name(meaning)} has several currencies (${seen} of the rows looked at); rows that are not in ${currency} will be rejected. Make an event of each (when, constants: currency)`,
  ];
}

const hasPieces = (columns: Columns): boolean => columns.has('quantity') && columns.has('unit_price');

/** The discount of a line; one of the whole order is taken off its first line. */
function discountField(columns: Columns, ofOrder: readonly string[]): Record<string, FieldMapping> {
  const column = columns.name('discount');
  if (column === undefined || !takesDiscount(columns)) return {};
  return { discount: ofOrder.includes(column) ? { column, once: true } : column };
}

/** Whether a discount is still to be taken off: from a price as it is marked, or from a total before discounts. */
function takesDiscount(columns: Columns): boolean {
  const price = columns.name('unit_price');
  return price === undefined ? isBeforeDiscount(columns.name('amount') ?? '') : !isSoldAt(price);
}

/** Whether what was paid is beside a number of pieces on every row, from which the price of one follows. */
const hasPaidPieces = (columns: Columns): boolean =>
  columns.has('quantity') &&
  !columns.has('unit_price') &&
  !(columns.has('discount') && takesDiscount(columns)) &&
  columns.values('quantity').length === columns.sample.length &&
  columns.values('quantity').every((cell) => Number(decimalText(cell, '.') ?? 0) !== 0);

/** Rows with the same order number are its lines. */
function identity(columns: Columns, order: string | undefined): Pick<EventInput, 'group_by' | 'id'> {
  if (order === undefined) return {};
  const numbers = columns.values('order_id');
  return new Set(numbers).size < numbers.length ? { group_by: order } : { id: order };
}

function lines(
  columns: Columns,
  price: string,
  refund: boolean,
  ofOrder: readonly string[],
): NonNullable<EventInput['lines']> {
  const pieces = hasPieces(columns);
  const isPaid = hasPaidPieces(columns);
  const unsigned = (column: string): FieldMapping => (refund ? { column, absolute: true } : column);
  const constants = {
    ...(columns.has('sku') ? {} : { sku: 'unknown' }),
    ...(pieces || isPaid ? {} : { quantity: 1 }),
  };
  const name = columns.name('line.name');
  return {
    ...(Object.keys(constants).length > 0 ? { constants } : {}),
    fields: {
      ...columns.fields('sku'),
      ...(name ? { name } : {}),
      ...columns.fields('category'),
      ...(pieces || isPaid ? { quantity: unsigned(columns.name('quantity') ?? '') } : {}),
      [isPaid ? 'amount' : 'unit_price']: pieces ? price : unsigned(price),
      ...discountField(columns, ofOrder),
    },
  };
}

/** A first letter that only order numbers of rows below zero have. */
function refundPrefix(
  sample: Sample,
  orderAt: number | undefined,
  quantityAt: number | undefined,
): string | undefined {
  if (orderAt === undefined || quantityAt === undefined) return undefined;
  const below = new Set<string>();
  const above = new Set<string>();
  for (const cells of sample) {
    const first = (cells[orderAt] ?? '').trim()[0] ?? '';
    if (!/[A-Za-z]/.test(first)) continue;
    const quantity = Number(decimalText(cells[quantityAt] ?? '', '.') ?? Number.NaN);
    (quantity < 0 ? below : above).add(first);
  }
  return [...below].find((letter) => !above.has(letter));
}
