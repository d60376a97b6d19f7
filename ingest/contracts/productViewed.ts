import { z } from 'zod';
import { customer } from './customer.ts';
import { defineEvent } from './define.ts';
import { word } from './values.ts';

export const productViewed = defineEvent({
  type: 'product.viewed',
  topic: 'interactions',
  description: 'A product was looked at.',
  customer: 'optional',
  interaction: { channel: 'web', direction: 'inbound' },
  data: z.looseObject({
    customer: customer.optional(),
    sku: word(),
    session_id: word().optional(),
    channel: word().optional(),
    campaign_id: word().optional(),
  }),
  example: {
    customer: { anonymous_id: 'a-7f3' },
    sku: 'TEA-01',
    session_id: 's-91',
    channel: 'web',
    campaign_id: '2026-spring',
  },
});
