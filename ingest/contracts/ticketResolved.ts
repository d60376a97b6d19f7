import { z } from 'zod';
import { customer } from './customer.ts';
import { defineEvent } from './define.ts';
import { freeText, instant, word } from './values.ts';

export const ticketResolved = defineEvent({
  type: 'ticket.resolved',
  topic: 'interactions',
  description: 'A service case was solved.',
  customer: 'required',
  interaction: { channel: 'service', direction: 'outbound' },
  data: z.looseObject({
    customer,
    ticket_id: word(),
    category: word().optional(),
    priority: z.enum(['low', 'normal', 'high', 'urgent']).optional(),
    channel: word().optional(),
    first_response_at: instant().optional(),
    resolved_at: instant().optional(),
    resolution: freeText().optional(),
    staff_id: word().optional(),
  }),
  example: {
    customer: { customer_ref: 'C-1001', email: 'li.wei@example.cn' },
    ticket_id: 'T-30',
    category: 'delivery',
    priority: 'normal',
    channel: 'phone',
    first_response_at: '2026-03-03T09:10:00+08:00',
    resolved_at: '2026-03-04T16:00:00+08:00',
    resolution: 'Sent again by courier.',
    staff_id: 'S-3',
  },
});
