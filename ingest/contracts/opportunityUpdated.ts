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
  example: {
    customer: { customer_ref: 'C-1001', email: 'li.wei@example.cn' },
    opportunity_id: 'OP-6',
    name: 'Gift boxes for the new year',
    account_id: 'A-17',
    stage: 'offer',
    currency: 'CNY',
    amount: '86000.00',
    probability: 0.6,
    expected_close_on: '2026-04-15',
    owner: 'chen.jie',
  },
});
