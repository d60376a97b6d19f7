import { z } from 'zod';
import { customer } from './customer.ts';
import { defineEvent } from './define.ts';
import { currency, price, word } from './values.ts';

const cartLine = z.looseObject({
  sku: word(),
  quantity: z.number().min(0),
  unit_price: price().optional(),
});

export const cartUpdated = defineEvent({
  type: 'cart.updated',
  topic: 'interactions',
  description: 'What lies in a cart after a change.',
  customer: 'optional',
  interaction: { channel: 'web', direction: 'inbound' },
  data: z.looseObject({
    customer: customer.optional(),
    cart_id: word(),
    session_id: word().optional(),
    currency: currency().optional(),
    lines: z.array(cartLine).optional(),
    channel: word().optional(),
  }),
  example: {
    customer: { anonymous_id: 'a-7f3' },
    cart_id: 'K-5',
    session_id: 's-91',
    currency: 'CNY',
    lines: [{ sku: 'TEA-01', quantity: 2, unit_price: '128.00' }],
    channel: 'web',
  },
});
