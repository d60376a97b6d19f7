import { z } from 'zod';
import { customer } from './customer.ts';
import { defineEvent } from './define.ts';
import { freeText, word } from './values.ts';

export const ticketOpened = defineEvent({
  type: 'ticket.opened',
  topic: 'interactions',
  description: 'A service case began.',
  customer: 'required',
  interaction: { channel: 'service', direction: 'inbound' },
  data: z.looseObject({
    customer,
    ticket_id: word(),
    category: word().optional(),
    priority: z.enum(['low', 'normal', 'high', 'urgent']).optional(),
    channel: word().optional(),
    subject: freeText().optional(),
    order_id: word().optional(),
  }),
});
