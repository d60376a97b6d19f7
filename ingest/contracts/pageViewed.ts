import { z } from 'zod';
import { customer } from './customer.ts';
import { defineEvent } from './define.ts';
import { freeText, word } from './values.ts';

export const pageViewed = defineEvent({
  type: 'page.viewed',
  topic: 'interactions',
  description: 'A page of the web shop or app was seen.',
  customer: 'optional',
  interaction: { channel: 'web', direction: 'inbound' },
  data: z.looseObject({
    customer: customer.optional(),
    url: freeText(),
    title: freeText().optional(),
    referrer: freeText().optional(),
    session_id: word().optional(),
    channel: word().optional(),
    campaign_id: word().optional(),
  }),
  example: {
    customer: { anonymous_id: 'a-7f3' },
    url: 'https://shop.example/longjing',
    title: 'Longjing',
    referrer: 'https://search.example/',
    session_id: 's-91',
    channel: 'web',
    campaign_id: '2026-spring',
  },
});
