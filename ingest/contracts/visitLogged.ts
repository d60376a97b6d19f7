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
  example: {
    customer: { customer_ref: 'C-1001', email: 'li.wei@example.cn' },
    visit_kind: 'store',
    store_id: 'ST-1',
    staff_id: 'S-3',
    notes: 'Tasted three oolongs.',
  },
});
