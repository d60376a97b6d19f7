import { z } from 'zod';
import { customer } from './customer.ts';
import { defineEvent, personal } from './define.ts';
import { word } from './values.ts';

export const formSubmitted = defineEvent({
  type: 'form.submitted',
  topic: 'interactions',
  description: 'A form was sent in.',
  customer: 'required',
  interaction: { channel: 'web', direction: 'inbound' },
  data: z.looseObject({
    customer,
    form: word(),
    fields: personal('contact', z.record(z.string(), z.unknown())).optional(),
    channel: word().optional(),
    campaign_id: word().optional(),
  }),
  example: {
    customer: { customer_ref: 'C-1001', email: 'li.wei@example.cn' },
    form: 'sample-request',
    fields: { tea: 'oolong', note: '请寄到公司' },
    channel: 'web',
    campaign_id: '2026-spring',
  },
});
