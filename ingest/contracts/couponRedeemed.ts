import { z } from 'zod';
import { customer } from './customer.ts';
import { defineEvent } from './define.ts';
import { word } from './values.ts';

export const couponRedeemed = defineEvent({
  type: 'coupon.redeemed',
  topic: 'interactions',
  description: 'A coupon was used.',
  customer: 'optional',
  interaction: { channel: 'coupon', direction: 'inbound' },
  data: z.looseObject({
    customer: customer.optional(),
    coupon_code: word(),
    order_id: word().optional(),
    campaign_id: word().optional(),
  }),
});
