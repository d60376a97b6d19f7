import { z } from 'zod';
import { customer } from './customer.ts';
import { defineEvent } from './define.ts';
import { word } from './values.ts';

export const eventAttended = defineEvent({
  type: 'event.attended',
  topic: 'interactions',
  description: 'A trade show, seminar or store event was attended.',
  customer: 'required',
  interaction: { channel: 'event', direction: 'inbound' },
  data: z.looseObject({
    customer,
    event_name: word(),
    event_kind: word().optional(),
    store_id: word().optional(),
    campaign_id: word().optional(),
  }),
  example: {
    customer: { customer_ref: 'C-1001', email: 'li.wei@example.cn' },
    event_name: 'Canton Fair',
    event_kind: 'trade show',
    campaign_id: '2026-spring',
  },
});
