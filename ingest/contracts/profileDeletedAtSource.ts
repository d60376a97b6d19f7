import { z } from 'zod';
import { customer } from './customer.ts';
import { defineEvent } from './define.ts';
import { freeText } from './values.ts';

export const profileDeletedAtSource = defineEvent({
  type: 'profile.deleted_at_source',
  topic: 'profiles',
  description: 'The source no longer holds this customer.',
  customer: 'required',
  data: z.looseObject({
    customer,
    reason: freeText().optional(),
  }),
  example: { customer: { customer_ref: 'C-1001' }, reason: 'duplicate of C-0907' },
});
