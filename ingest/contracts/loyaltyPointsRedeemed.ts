import { z } from 'zod';
import { customer } from './customer.ts';
import { defineEvent } from './define.ts';
import { word } from './values.ts';

export const loyaltyPointsRedeemed = defineEvent({
  type: 'loyalty.points_redeemed',
  topic: 'interactions',
  description: 'Points were spent.',
  customer: 'required',
  interaction: { channel: 'loyalty', direction: 'inbound' },
  data: z.looseObject({
    customer,
    points: z.number().min(0),
    order_id: word().optional(),
    reason: word().optional(),
  }),
});
