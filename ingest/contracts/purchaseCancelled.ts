import { z } from 'zod';
import { customer } from './customer.ts';
import { defineEvent } from './define.ts';
import { freeText, word } from './values.ts';

export const purchaseCancelled = defineEvent({
  type: 'purchase.cancelled',
  topic: 'purchases',
  description: 'An order that never was: it leaves the orders, whenever it came.',
  customer: 'optional',
  data: z.looseObject({
    customer: customer.optional(),
    order_id: word(),
    reason: freeText().optional(),
  }),
  example: {
    customer: { customer_ref: 'C-1001', email: 'li.wei@example.cn' },
    order_id: 'SO-88',
    reason: 'ordered twice',
  },
});
