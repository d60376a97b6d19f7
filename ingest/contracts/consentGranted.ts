import { z } from 'zod';
import { customer } from './customer.ts';
import { defineEvent } from './define.ts';
import { freeText, word } from './values.ts';

export const consentGranted = defineEvent({
  type: 'consent.granted',
  topic: 'consents',
  description: 'A consent for a purpose and a channel.',
  customer: 'required',
  data: z.looseObject({
    customer,
    purpose: word(),
    channel: word().optional(),
    legal_basis: word().optional(),
    policy_version: word().optional(),
    evidence: freeText().optional(),
  }),
  example: {
    customer: { customer_ref: 'C-1001', email: 'li.wei@example.cn' },
    purpose: 'marketing',
    channel: 'email',
    legal_basis: 'consent',
    policy_version: '2026-01',
    evidence: 'box ticked at checkout',
  },
});
