import { z } from 'zod';
import { customer } from './customer.ts';
import { defineEvent } from './define.ts';
import { freeText, word } from './values.ts';

export const emailReplied = defineEvent({
  type: 'email.replied',
  topic: 'interactions',
  description: 'A customer answered an e-mail.',
  customer: 'required',
  interaction: { channel: 'email', direction: 'inbound' },
  data: z.looseObject({
    customer,
    message_id: word().optional(),
    campaign_id: word().optional(),
    text: freeText().optional(),
  }),
  example: {
    customer: { customer_ref: 'C-1001', email: 'li.wei@example.cn' },
    message_id: 'm-12',
    campaign_id: '2026-spring',
    text: "Is it this year's harvest?",
  },
});
