import { z } from 'zod';
import { customer } from './customer.ts';
import { defineEvent } from './define.ts';
import { word } from './values.ts';

export const loyaltyJoined = defineEvent({
  type: 'loyalty.joined',
  topic: 'interactions',
  description: 'A customer joined the loyalty programme.',
  customer: 'required',
  interaction: { channel: 'loyalty', direction: 'inbound' },
  data: z.looseObject({
    customer,
    program: word().optional(),
    tier: word().optional(),
  }),
  example: { customer: { customer_ref: 'C-1001', loyalty_id: 'L-2044' }, program: 'Tea Club', tier: 'leaf' },
});
