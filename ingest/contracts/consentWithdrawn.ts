import { z } from 'zod';
import { customer } from './customer.ts';
import { defineEvent } from './define.ts';
import { freeText, word } from './values.ts';

export const consentWithdrawn = defineEvent({
  type: 'consent.withdrawn',
  topic: 'consents',
  description: 'A consent taken back.',
  customer: 'required',
  data: z.looseObject({
    customer,
    purpose: word(),
    channel: word().optional(),
    legal_basis: word().optional(),
    policy_version: word().optional(),
    reason: freeText().optional(),
  }),
  example: {
    customer: { customer_ref: 'C-1001', email: 'li.wei@example.cn' },
    purpose: 'marketing',
    channel: 'email',
    reason: 'too many messages',
  },
});
