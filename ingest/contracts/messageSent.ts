import { z } from 'zod';
import { customer } from './customer.ts';
import { defineEvent } from './define.ts';
import { freeText, word } from './values.ts';

export const messageSent = defineEvent({
  type: 'message.sent',
  topic: 'interactions',
  description: 'A text or chat message went out (SMS, WeChat).',
  customer: 'required',
  interaction: { channel: 'sms', direction: 'outbound' },
  data: z.looseObject({
    customer,
    channel: word().optional(),
    message_id: word().optional(),
    campaign_id: word().optional(),
    text: freeText().optional(),
  }),
  example: {
    customer: { phone: '138 0013 8000' },
    channel: 'sms',
    message_id: 'w-3',
    campaign_id: '2026-spring',
    text: 'Your order is on its way.',
  },
});
