import { z } from 'zod';
import { customer } from './customer.ts';
import { defineEvent, personal } from './define.ts';
import { currency, date, freeText, price, word } from './values.ts';

export const opportunityUpdated = defineEvent({
  type: 'opportunity.updated',
  topic: 'interactions',
  description: 'Where a B2B or big-ticket sale stands.',
  customer: 'optional',
  interaction: { channel: 'sales', direction: 'none' },
  data: z.looseObject({
    customer: customer.optional(),
    opportunity_id: word(),
    name: freeText().optional(),
    account_id: word().optional(),
    stage: word(),
    currency: currency().optional(),
    amount: price().optional(),
    probability: z.number().min(0).max(1).optional(),
    expected_close_on: date().optional(),
    owner: personal('identity', word()).optional(),
  }),
});
