import { z } from 'zod';
import { customer } from './customer.ts';
import { defineEvent } from './define.ts';
import { freeText, word } from './values.ts';

export const reviewPosted = defineEvent({
  type: 'review.posted',
  topic: 'interactions',
  description: 'A review of a product.',
  customer: 'required',
  interaction: { channel: 'review', direction: 'inbound' },
  data: z.looseObject({
    customer,
    sku: word().optional(),
    rating: z.number().min(0).max(5).optional(),
    title: freeText().optional(),
    text: freeText().optional(),
  }),
  example: {
    customer: { customer_ref: 'C-1001', email: 'li.wei@example.cn' },
    sku: 'TEA-01',
    rating: 4.5,
    title: '清香',
    text: 'Fresh, and quick to arrive.',
  },
});
