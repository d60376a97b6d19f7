import { z } from 'zod';
import { customer } from './customer.ts';
import { defineEvent } from './define.ts';
import { word } from './values.ts';

export const profileConfirmed = defineEvent({
  type: 'profile.confirmed',
  topic: 'interactions',
  description: 'The customer confirmed their details.',
  customer: 'required',
  interaction: { channel: 'web', direction: 'inbound' },
  data: z.looseObject({
    customer,
    channel: word().optional(),
  }),
  example: { customer: { customer_ref: 'C-1001', email: 'li.wei@example.cn' }, channel: 'web' },
});
