import { z } from 'zod';
import { defineEvent } from './define.ts';
import { currency, price, word } from './values.ts';

export const productUpdated = defineEvent({
  type: 'product.updated',
  topic: 'reference',
  description: 'A product as the catalogue has it.',
  customer: 'none',
  data: z.looseObject({
    sku: word(),
    name: word().optional(),
    category: word().optional(),
    category_path: word().optional(),
    cost: price().optional(),
    list_price: price().optional(),
    currency: currency().optional(),
  }),
  example: {
    sku: 'TEA-01',
    name: 'Longjing 100 g',
    category: 'tea',
    category_path: 'tea/green',
    cost: '52.00',
    list_price: '128.00',
    currency: 'CNY',
  },
});
