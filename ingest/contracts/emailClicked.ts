import { z } from 'zod';
import { customer } from './customer.ts';
import { defineEvent } from './define.ts';
import { freeText, word } from './values.ts';

export const emailClicked = defineEvent({
  type: 'email.clicked',
  topic: 'interactions',
  description: 'A link in a campaign e-mail was followed.',
  customer: 'required',
  interaction: { channel: 'email', direction: 'inbound' },
  data: z.looseObject({
    customer,
    message_id: word().optional(),
    campaign_id: word().optional(),
    url: freeText().optional(),
  }),
});
