import { z } from 'zod';
import { customer } from './customer.ts';
import { defineEvent } from './define.ts';
import { freeText, points, word } from './values.ts';

export const loyaltyPointsEarned = defineEvent({
  type: 'loyalty.points_earned',
  topic: 'interactions',
  description: 'Points were credited.',
  customer: 'required',
  interaction: { channel: 'loyalty', direction: 'none' },
  data: z.looseObject({
    customer,
    points: points(),
    order_id: word().optional(),
    reason: freeText().optional(),
  }),
  example: { customer: { loyalty_id: 'L-2044' }, points: 236, order_id: 'SO-88', reason: 'purchase' },
});
