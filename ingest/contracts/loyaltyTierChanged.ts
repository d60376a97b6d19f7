import { z } from 'zod';
import { customer } from './customer.ts';
import { defineEvent } from './define.ts';
import { word } from './values.ts';

export const loyaltyTierChanged = defineEvent({
  type: 'loyalty.tier_changed',
  topic: 'interactions',
  description: "A member's tier in the programme changed.",
  customer: 'required',
  interaction: { channel: 'loyalty', direction: 'none' },
  data: z.looseObject({
    customer,
    tier: word(),
    previous_tier: word().optional(),
  }),
  example: { customer: { loyalty_id: 'L-2044' }, tier: 'blossom', previous_tier: 'leaf' },
});
