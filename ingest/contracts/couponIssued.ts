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
});
