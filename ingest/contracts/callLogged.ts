import { z } from 'zod';
import { customer } from './customer.ts';
import { defineEvent } from './define.ts';
import { freeText, word } from './values.ts';

export const callLogged = defineEvent({
  type: 'call.logged',
  topic: 'interactions',
  description: 'A telephone call.',
  customer: 'required',
  interaction: { channel: 'phone', direction: 'inbound' },
  data: z.looseObject({
    customer,
    direction: z.enum(['inbound', 'outbound']).optional(),
    duration_seconds: z.number().min(0).optional(),
    topic: word().optional(),
    notes: freeText().optional(),
    staff_id: word().optional(),
  }),
  example: {
    customer: { phone: '138 0013 8000' },
    direction: 'inbound',
    duration_seconds: 214,
    topic: 'delivery',
    notes: 'Asks for delivery after six.',
    staff_id: 'S-3',
  },
});
