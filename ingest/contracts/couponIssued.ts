import { z } from 'zod';
import { customer } from './customer.ts';
import { defineEvent } from './define.ts';
import { currency, date, price, word } from './values.ts';

export const couponIssued = defineEvent({
  type: 'coupon.issued',
  topic: 'interactions',
  description: 'A coupon was given to a customer.',
  customer: 'required',
  interaction: { channel: 'coupon', direction: 'outbound' },
  data: z.looseObject({
    customer,
    coupon_code: word(),
    currency: currency().optional(),
    amount: price().optional(),
    expires_on: date().optional(),
    campaign_id: word().optional(),
  }),
  example: {
    customer: { customer_ref: 'C-1001', email: 'li.wei@example.cn' },
    coupon_code: 'SPRING',
    currency: 'CNY',
    amount: '20.00',
    expires_on: '2026-03-31',
    campaign_id: '2026-spring',
  },
});
