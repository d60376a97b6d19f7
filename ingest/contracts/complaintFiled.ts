import { z } from 'zod';
import { customer } from './customer.ts';
import { defineEvent } from './define.ts';
import { freeText, word } from './values.ts';

export const complaintFiled = defineEvent({
  type: 'complaint.filed',
  topic: 'interactions',
  description: 'A complaint.',
  customer: 'required',
  interaction: { channel: 'service', direction: 'inbound' },
  data: z.looseObject({
    customer,
    complaint_id: word().optional(),
    category: word().optional(),
    text: freeText().optional(),
    order_id: word().optional(),
    channel: word().optional(),
  }),
  example: {
    customer: { customer_ref: 'C-1001', email: 'li.wei@example.cn' },
    complaint_id: 'P-8',
    category: 'packaging',
    text: 'The tin was dented.',
    order_id: 'SO-88',
    channel: 'email',
  },
});
