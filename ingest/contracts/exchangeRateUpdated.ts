import { z } from 'zod';
import { defineEvent } from './define.ts';
import { currency, date, money } from './values.ts';

/** The tables keep fourteen decimals: seven significant digits of the least. */
const rate = () =>
  money().refine((value) => Number(value) >= 1e-8 && Number(value) < 1e9, 'above 0 and below 10^9');

export const exchangeRateUpdated = defineEvent({
  type: 'exchange_rate.updated',
  topic: 'reference',
  description: 'How much one unit of a currency is worth in another on a day.',
  customer: 'none',
  data: z.looseObject({
    currency: currency(),
    to_currency: currency(),
    rate: rate(),
    rate_date: date(),
  }),
  example: { currency: 'GBP', to_currency: 'CNY', rate: '9.2145', rate_date: '2026-03-02' },
});
