import { z } from 'zod';
import { customer } from './customer.ts';
import { defineEvent, personal } from './define.ts';
import { currency, points, price, quantity, wholeNumber, word } from './values.ts';

const purchaseLine = z.looseObject({
  sku: word(),
  name: word().optional(),
  category: word().optional(),
  quantity: quantity(),
  unit_price: price(),
  discount: price().optional(),
});

const largest = 1e12;

/** Lines whose total fits the tables' money columns. */
export const purchaseLines = z
  .array(purchaseLine)
  .refine(
    (lines) => lines.reduce((sum, line) => sum + line.quantity * Number(line.unit_price), 0) < largest,
    'lines of 10^12 or more in total',
  );

export const purchaseCompleted = defineEvent({
  type: 'purchase.completed',
  topic: 'purchases',
  description:
    'An order with its lines. A later one with the same order_id from the same source corrects it.',
  customer: 'optional',
  data: z.looseObject({
    customer: customer.optional(),
    order_id: word(),
    version: wholeNumber().optional(),
    channel: word().optional(),
    store_id: word().optional(),
    staff_id: word().optional(),
    currency: currency(),
    lines: purchaseLines.refine((lines) => lines.length > 0, 'an order has at least one line'),
    coupon_code: word().optional(),
    campaign_id: word().optional(),
    points_earned: points().optional(),
    delivery_address: personal('contact', z.string().max(2048).optional()),
  }),
  example: {
    customer: { customer_ref: 'C-1001', email: 'Li.Wei@example.cn', phone: '138 0013 8000' },
    order_id: 'SO-88',
    channel: 'web',
    currency: 'CNY',
    lines: [
      {
        sku: 'TEA-01',
        name: 'Longjing 100 g',
        category: 'tea',
        quantity: 2,
        unit_price: '128.00',
        discount: '20.00',
      },
    ],
    coupon_code: 'SPRING',
    campaign_id: '2026-spring',
    points_earned: 236,
  },
});
