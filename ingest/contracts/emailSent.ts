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
});
