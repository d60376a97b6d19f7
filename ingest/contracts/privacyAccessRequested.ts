import { z } from 'zod';
import { customer } from './customer.ts';
import { defineEvent } from './define.ts';
import { word } from './values.ts';

export const privacyAccessRequested = defineEvent({
  type: 'privacy.access_requested',
  topic: 'consents',
  description: 'A person asked what is held about them.',
  customer: 'required',
  data: z.looseObject({
    customer,
    request_id: word().optional(),
    channel: word().optional(),
  }),
  example: {
    customer: { customer_ref: 'C-1001', email: 'li.wei@example.cn' },
    request_id: 'R-2',
    channel: 'email',
  },
});
