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
  example: {
    customer: { customer_ref: 'C-1001', email: 'li.wei@example.cn' },
    ticket_id: 'T-30',
    category: 'delivery',
    priority: 'normal',
    channel: 'phone',
    subject: 'Where is my order?',
    order_id: 'SO-88',
  },
});
