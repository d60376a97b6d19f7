import type { Columns } from './columns.ts';
import { draftCurrency } from './draftCurrency.ts';
import { areDiscountsBelow, draftLines, hasPieces, takesDiscount, written } from './draftLines.ts';
import { writtenTime } from './draftTime.ts';
import { decimalText } from './number.ts';
import type { EventMapping, FieldMapping, MappingInput, When } from './schema.ts';
import { isRefundKind } from './synonyms.ts';

type EventInput = MappingInput['events'][number];

/** Events of sales with their rejections, and what their reader must decide. */
export interface DraftedSales {
  readonly events: readonly EventInput[];
  readonly reject: NonNullable<MappingInput['reject']>;
  readonly questions: readonly string[];
}

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
  if (columns.has('unit_price') && !columns.has('quantity'))
    questions.push('no column holds a number of pieces: every row is taken for one');
  if (!columns.has('unit_price') && isOfOrders(columns))
    questions.push(
      `${price} is the same in all rows of an order: is it of the whole order? Every row is taken to cost it`,
    );
  if (hasPieces(columns) && columns.has('amount'))
    questions.push(
      `${columns.name('amount')} is not used: ${price} times ${columns.name('quantity')} is taken. Is it what was paid for the row? If so, name it (lines: amount)`,
    );
  if (columns.has('discount') && !takesDiscount(columns))
    questions.push(
      `${columns.name('discount')} is not used: ${price} seems to be what was paid, with it taken off. Is it? If not, take it off (lines: discount)`,
    );
  if (columns.has('discount') && takesDiscount(columns)) questions.push(...discountsBelow(columns));
  const currency = draftCurrency(columns, defaultCurrency);
  questions.push(...currency.questions);

  const refundOf = columns.name('of_order');
  const event = (refund: boolean, when?: EventInput['when']): EventInput => ({
    type: refund ? 'purchase.refunded' : 'purchase.completed',
    ...(when ? { when } : {}),
    ...orderIdentity(columns, 'order_id'),
    time,
    ...currency.constants,
    fields: {
      ...(order ? { [refund ? 'refund_id' : 'order_id']: order } : {}),
      ...(refund && refundOf ? { order_id: refundOf } : {}),
      ...customer,
      ...currency.fields,
      ...columns.fields('channel', 'store_id', ...(refund ? [] : ['staff_id', 'coupon_code'])),
    },
    lines: draftLines(columns, refund, ofOrder),
  });
  const status = unsold(columns);
  questions.push(...status.questions);

  const refunds = refundsOf(columns, event(true));
  if (columns.list !== undefined)
    return {
      events: [event(false), ...refunds.events],
      reject: status.reject,
      questions: [...questions, ...refunds.questions],
    };
  const counts = hasPieces(columns) ? 'quantity' : columns.has('unit_price') ? 'unit_price' : 'amount';
  const counted = columns.name(counts) ?? price;
  const parted = partedByKind(columns) ?? partedByPrefix(columns);
  if (parted) {
    questions.push(parted.question);
    const reason = `${counted} is not above 0: not a sale`;
    return {
      events: [event(false, parted.sale), event(true, parted.refund)],
      reject: [...status.reject, { when: { ...parted.sale, [counted]: { at_most: 0 } }, reason }],
      questions,
    };
  }
  if (!columns.numbers(counts).some((count) => count < 0)) {
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

/** A discount below 0 is taken off as one above it, unless the column has both: no line takes one below 0. */
function discountsBelow(columns: Columns): readonly string[] {
  const column = columns.name('discount');
  const below = columns.numbers('discount').filter((amount) => amount < 0).length;
  if (below === 0) return [];
  return areDiscountsBelow(columns)
    ? [`are the amounts of ${column} below 0 taken off the price? They are (lines: discount: absolute)`]
    : [
        `${column} is below 0 in ${below} of the rows looked at, which will be rejected: what are these? (lines: discount)`,
      ];
}

/** Whether the amount is the same in all rows of every order that has several. */
function isOfOrders(columns: Columns): boolean {
  const [order, amount] = [columns.name('order_id'), columns.name('amount')];
  if (order === undefined || amount === undefined || columns.list !== undefined) return false;
  const rows = columns.rows(order, amount);
  const pairs = new Set(rows.map((cells) => cells.join('\0')));
  const orders = new Set(rows.map(([number]) => number));
  return orders.size < rows.length && pairs.size === orders.size;
}

/** How rows of sales are told from those of refunds. */
interface Parted {
  readonly sale: Exclude<When, readonly unknown[]>;
  readonly refund: Exclude<When, readonly unknown[]>;
  readonly question: string;
}

/** By a column of what kind a row is: 销售 and 退货, RE and GS. */
function partedByKind(columns: Columns): Parted | undefined {
  const column = columns.name('kind');
  const kinds = [...new Set(columns.values('kind').map((value) => value.trim()))];
  const refunds = kinds.filter(isRefundKind);
  if (column === undefined || refunds.length === 0 || kinds.length > mostStatuses) return undefined;
  const sales = kinds.filter((kind) => !isRefundKind(kind));
  return {
    sale: { [column]: { not_in: refunds } },
    refund: { [column]: { in: refunds } },
    question: `are rows whose ${column} is ${refunds.join(' or ')} refunds, and all others${sales.length > 0 ? ` (${sales.join(', ')})` : ''} sales?`,
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

/** Refunds that columns of the sale tell: their amount, and perhaps their number and their day. */
function refundsOf(
  columns: Columns,
  { lines: _, ...event }: EventInput,
): Pick<DraftedSales, 'events' | 'questions'> {
  const column = columns.name('refunded');
  const order = columns.name('order_id');
  const day = columns.values('refund_time').length > 0 ? columns.name('refund_time') : undefined;
  const amounts = columns.numbers('refunded');
  const above = amounts.filter((amount) => amount > 0).length;
  const below = amounts.filter((amount) => amount < 0).length;
  if (column === undefined || order === undefined || above + below === 0)
    return { events: [], questions: [] };
  const isBelow = below > above;
  const others = Math.min(above, below);
  return {
    events: [
      {
        ...event,
        when: { [column]: isBelow ? { below: 0 } : { above: 0 } },
        ...(day === undefined ? {} : { time: writtenTime(columns, 'refund_time', day) }),
        fields: {
          ...event.fields,
          refund_id: columns.name('refund_id') ?? order,
          order_id: order,
          amount: written(columns, 'refunded', isBelow ? { absolute: true } : {}),
        },
      },
    ],
    questions: [
      `is ${column} what was given back? It is taken for refunds ${day === undefined ? 'on the day of the order' : `at ${day}`}`,
      ...(others > 0
        ? [
            `${column} is ${isBelow ? 'above' : 'below'} 0 in ${others} of the rows looked at: were these given back as well? Only those ${isBelow ? 'below' : 'above'} 0 are taken for refunds (when)`,
          ]
        : []),
    ],
  };
}

/** Rows with the same number are the lines of one order, or of one refund. */
export function orderIdentity(columns: Columns, number: string): Pick<EventInput, 'group_by' | 'id'> {
  const column = columns.name(number);
  if (column === undefined) return {};
  const numbers = columns.values(number);
  return new Set(numbers).size < numbers.length ? { group_by: column } : { id: column };
}

/** By a first letter that only order numbers of rows below zero have. */
function partedByPrefix(columns: Columns): Parted | undefined {
  const [order, quantity] = [columns.name('order_id'), columns.name('quantity')];
  if (order === undefined || quantity === undefined) return undefined;
  const below = new Set<string>();
  const above = new Set<string>();
  for (const [number = '', pieces = ''] of columns.rows(order, quantity)) {
    const first = number.trim()[0] ?? '';
    if (/[A-Za-z]/.test(first))
      (Number(decimalText(pieces, columns.mark('quantity'))) < 0 ? below : above).add(first);
  }
  const prefix = [...below].find((letter) => !above.has(letter));
  if (prefix === undefined) return undefined;
  return {
    sale: { [order]: { not_starts_with: prefix } },
    refund: { [order]: { starts_with: prefix } },
    question: `are the numbers that begin with ${prefix} refunds? Their quantities are below 0`,
  };
}
