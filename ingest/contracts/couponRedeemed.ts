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
  example: {
    customer: { customer_ref: 'C-1001', email: 'li.wei@example.cn' },
    coupon_code: 'SPRING',
    order_id: 'SO-88',
    campaign_id: '2026-spring',
  },
});
