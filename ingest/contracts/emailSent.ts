import { z } from 'zod';
import { customer } from './customer.ts';
import { defineEvent } from './define.ts';
import { freeText, word } from './values.ts';

export const emailSent = defineEvent({
  type: 'email.sent',
  topic: 'interactions',
  description: 'A campaign e-mail went out.',
  customer: 'required',
  interaction: { channel: 'email', direction: 'outbound' },
  data: z.looseObject({
    customer,
    message_id: word().optional(),
    campaign_id: word().optional(),
    subject: freeText().optional(),
  }),
  example: {
    customer: { customer_ref: 'C-1001', email: 'li.wei@example.cn' },
    message_id: 'm-12',
    campaign_id: '2026-spring',
    subject: 'Spring picking has begun',
  },
});
