import { z } from 'zod';
import { customer } from './customer.ts';
import { defineEvent } from './define.ts';
import { freeText, word } from './values.ts';

export const visitLogged = defineEvent({
  type: 'visit.logged',
  topic: 'interactions',
  description: 'A visit to a store, or of a representative.',
  customer: 'required',
  interaction: { channel: 'visit', direction: 'inbound' },
  data: z.looseObject({
    customer,
    visit_kind: z.enum(['store', 'field']).optional(),
    store_id: word().optional(),
    staff_id: word().optional(),
    notes: freeText().optional(),
  }),
});
