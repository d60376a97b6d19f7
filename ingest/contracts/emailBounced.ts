import { z } from 'zod';
import { customer } from './customer.ts';
import { defineEvent } from './define.ts';
import { freeText, word } from './values.ts';

export const emailBounced = defineEvent({
  type: 'email.bounced',
  topic: 'interactions',
  description: 'An e-mail could not be delivered.',
  customer: 'required',
  interaction: { channel: 'email', direction: 'none' },
  data: z.looseObject({
    customer,
    message_id: word().optional(),
    campaign_id: word().optional(),
    reason: freeText().optional(),
  }),
  example: {
    customer: { customer_ref: 'C-1001', email: 'li.wei@example.cn' },
    message_id: 'm-12',
    campaign_id: '2026-spring',
    reason: 'mailbox full',
  },
});
