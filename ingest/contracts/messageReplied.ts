import { z } from 'zod';
import { customer } from './customer.ts';
import { defineEvent } from './define.ts';
import { freeText, word } from './values.ts';

export const messageReplied = defineEvent({
  type: 'message.replied',
  topic: 'interactions',
  description: 'A customer wrote a text or chat message.',
  customer: 'required',
  interaction: { channel: 'sms', direction: 'inbound' },
  data: z.looseObject({
    customer,
    channel: word().optional(),
    message_id: word().optional(),
    campaign_id: word().optional(),
    text: freeText().optional(),
  }),
  example: {
    customer: { phone: '138 0013 8000' },
    channel: 'wechat',
    message_id: 'w-4',
    text: '谢谢，收到了',
  },
});
