import { z } from 'zod';
import { defineEvent } from './define.ts';
import { currency, date, price } from './values.ts';

export const exchangeRateUpdated = defineEvent({
  type: 'exchange_rate.updated',
  topic: 'reference',
  description: 'How much one unit of a currency is worth in another on a day.',
  customer: 'none',
  data: z.looseObject({
    currency: currency(),
    to_currency: currency(),
    rate: price(),
    rate_date: date(),
  }),
});
