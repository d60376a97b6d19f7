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
  example: {
    customer: { customer_ref: 'C-1001', email: 'li.wei@example.cn' },
    refund_id: 'RF-4',
    order_id: 'SO-88',
    currency: 'CNY',
    amount: '128.00',
    lines: [{ sku: 'TEA-01', quantity: 1, unit_price: '128.00' }],
    reason: 'the tin was dented',
    channel: 'web',
  },
});
