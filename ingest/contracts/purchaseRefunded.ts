import { z } from 'zod';
import { customer } from './customer.ts';
import { defineEvent } from './define.ts';
import { purchaseLines } from './purchaseCompleted.ts';
import { currency, freeText, price, word } from './values.ts';

export const purchaseRefunded = defineEvent({
  type: 'purchase.refunded',
  topic: 'purchases',
  description: 'Money given back, by lines or by amount; it may name no order.',
  customer: 'optional',
  data: z.looseObject({
    customer: customer.optional(),
    refund_id: word().optional(),
    order_id: word().optional(),
    currency: currency(),
    amount: price().optional(),
    lines: purchaseLines.optional(),
    reason: freeText().optional(),
    channel: word().optional(),
    store_id: word().optional(),
  }),
});
