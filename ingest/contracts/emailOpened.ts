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
});
