import { z } from 'zod';
import { customer } from './customer.ts';
import { defineEvent } from './define.ts';
import { freeText, word } from './values.ts';

export const socialEngaged = defineEvent({
  type: 'social.engaged',
  topic: 'interactions',
  description: 'A customer acted on a social network.',
  customer: 'required',
  interaction: { channel: 'social', direction: 'inbound' },
  data: z.looseObject({
    customer,
    network: word(),
    action: word(),
    text: freeText().optional(),
    campaign_id: word().optional(),
  }),
  example: {
    customer: { customer_ref: 'weibo-3391' },
    network: 'weibo',
    action: 'comment',
    text: '好喝！',
    campaign_id: '2026-spring',
  },
});
