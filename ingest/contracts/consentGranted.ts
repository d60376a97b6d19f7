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
});
