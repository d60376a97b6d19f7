import type { Columns } from './columns.ts';
import { draftCurrency } from './draftCurrency.ts';
import { draftLines, written } from './draftLines.ts';
import { type DraftedSales, orderIdentity } from './draftPurchase.ts';
import type { EventMapping, FieldMapping } from './schema.ts';

const given = ['refunded', 'amount', 'unit_price'];

/** Are these rows refunds? Every one has a number of its own for it, and what was given back. */
export const areRefunds = (columns: Columns): boolean =>
  columns.isFull('refund_id') && given.some((meaning) => columns.has(meaning));

/** Drafts refunds: by their lines where several rows are one, or articles and pieces are named, else by the amount. */
export function draftRefunds(
  columns: Columns,
  time: EventMapping['time'],
  customer: Readonly<Record<string, FieldMapping>>,
  defaultCurrency: string,
): DraftedSales {
  const refund = columns.name('refund_id') ?? '';
  const order = columns.name('of_order') ?? columns.name('order_id');
  const amount = given.find((meaning) => columns.has(meaning)) ?? '';
  const currency = draftCurrency(columns, defaultCurrency);
  const identity = orderIdentity(columns, 'refund_id');
  const hasLines = 'group_by' in identity || (columns.has('sku') && columns.has('quantity'));
  const questions = [`are all rows refunds, of ${columns.name(amount)}? Each has a ${refund}`];
  if (order === undefined) questions.push('no column holds the order that was refunded: which one is it of?');
  return {
    events: [
      {
        type: 'purchase.refunded',
        ...identity,
        time,
        ...currency.constants,
        fields: {
          refund_id: refund,
          ...(order === undefined ? {} : { order_id: order }),
          ...customer,
          ...currency.fields,
          ...columns.fields('reason', 'channel', 'store_id'),
          ...(hasLines ? {} : { amount: written(columns, amount, { absolute: true }) }),
        },
        ...(hasLines ? { lines: draftLines(columns, true, []) } : {}),
      },
    ],
    reject: [],
    questions: [...questions, ...currency.questions],
  };
}
