import { z } from 'zod';
import { defineEvent } from './define.ts';
import { date, word } from './values.ts';

export const storeUpdated = defineEvent({
  type: 'store.updated',
  topic: 'reference',
  description: 'A store.',
  customer: 'none',
  data: z.looseObject({
    store_id: word(),
    name: word().optional(),
    country: word().optional(),
    province: word().optional(),
    city: word().optional(),
    opened_on: date().optional(),
  }),
  example: {
    store_id: 'ST-1',
    name: 'Zhongshan Road',
    country: 'CN',
    province: 'Fujian',
    city: 'Xiamen',
    opened_on: '2019-05-01',
  },
});
