import { z } from 'zod';
import { customer } from './customer.ts';
import { defineEvent } from './define.ts';
import { freeText, instant, word } from './values.ts';

export const ticketUpdated = defineEvent({
  type: 'ticket.updated',
  topic: 'interactions',
  description: 'A service case moved on.',
  customer: 'required',
  interaction: { channel: 'service', direction: 'outbound' },
  data: z.looseObject({
    customer,
    ticket_id: word(),
    status: z.enum(['open', 'pending', 'answered', 'reopened', 'closed']).optional(),
    category: word().optional(),
    priority: z.enum(['low', 'normal', 'high', 'urgent']).optional(),
    channel: word().optional(),
    first_response_at: instant().optional(),
    staff_id: word().optional(),
    text: freeText().optional(),
  }),
  example: {
    customer: { customer_ref: 'C-1001', email: 'li.wei@example.cn' },
    ticket_id: 'T-30',
    status: 'answered',
    category: 'delivery',
    priority: 'high',
    channel: 'phone',
    first_response_at: '2026-03-03T09:10:00+08:00',
    staff_id: 'S-3',
    text: 'The courier lost it.',
  },
});
