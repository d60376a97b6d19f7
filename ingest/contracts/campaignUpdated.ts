import { z } from 'zod';
import { defineEvent } from './define.ts';
import { currency, date, price, word } from './values.ts';

export const campaignUpdated = defineEvent({
  type: 'campaign.updated',
  topic: 'reference',
  description: 'A campaign as it is planned.',
  customer: 'none',
  data: z.looseObject({
    campaign_id: word(),
    name: word().optional(),
    channel: word().optional(),
    start_date: date().optional(),
    end_date: date().optional(),
    cost: price().optional(),
    currency: currency().optional(),
    audience: word().optional(),
  }),
  example: {
    campaign_id: '2026-spring',
    name: 'Spring picking',
    channel: 'email',
    start_date: '2026-03-01',
    end_date: '2026-03-31',
    cost: '12000.00',
    currency: 'CNY',
    audience: 'gold',
  },
});
