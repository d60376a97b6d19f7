import { z } from 'zod';
import { customer } from './customer.ts';
import { defineEvent } from './define.ts';
import { word } from './values.ts';

export const emailOpened = defineEvent({
  type: 'email.opened',
  topic: 'interactions',
  description: 'A campaign e-mail was opened.',
  customer: 'required',
  interaction: { channel: 'email', direction: 'inbound' },
  data: z.looseObject({
    customer,
    message_id: word().optional(),
    campaign_id: word().optional(),
  }),
  example: {
    customer: { customer_ref: 'C-1001', email: 'li.wei@example.cn' },
    message_id: 'm-12',
    campaign_id: '2026-spring',
  },
});
