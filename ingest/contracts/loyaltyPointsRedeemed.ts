import { z } from 'zod';
import { customer } from './customer.ts';
import { defineEvent } from './define.ts';
import { freeText, points, word } from './values.ts';

export const loyaltyPointsRedeemed = defineEvent({
  type: 'loyalty.points_redeemed',
  topic: 'interactions',
  description: 'Points were spent.',
  customer: 'required',
  interaction: { channel: 'loyalty', direction: 'inbound' },
  data: z.looseObject({
    customer,
    points: points(),
    order_id: word().optional(),
    reason: freeText().optional(),
  }),
  example: { customer: { loyalty_id: 'L-2044' }, points: 100, order_id: 'SO-91', reason: 'discount' },
});
