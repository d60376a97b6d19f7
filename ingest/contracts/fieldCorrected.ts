import { z } from 'zod';
import { customer } from './customer.ts';
import { defineEvent, personal } from './define.ts';
import { freeText, word } from './values.ts';

export const fieldCorrected = defineEvent({
  type: 'field.corrected',
  topic: 'reference',
  description: "A steward's correction of one field of one customer; it wins over every source.",
  customer: 'required',
  data: z.looseObject({
    customer,
    field: word(),
    value: personal('identity', z.union([z.string(), z.number(), z.boolean(), z.null()])).optional(),
    /** as the steward wrote it, where `value` is its standard form */
    raw: personal('identity', z.string().max(2000).optional()),
    reason: freeText().optional(),
    steward: personal('identity', word()).optional(),
  }),
  example: {
    customer: { customer_ref: 'C-1001', email: 'li.wei@example.cn' },
    field: 'city',
    value: 'Xiamen',
    reason: 'customer called',
    steward: 'wang.fang',
  },
});
