import { z } from 'zod';
import { defineEvent } from './define.ts';
import { currency, price, word } from './values.ts';

export const marketUpdated = defineEvent({
  type: 'market.updated',
  topic: 'reference',
  description: 'Market size, share, or what a competitor did.',
  customer: 'none',
  data: z.looseObject({
    market: word(),
    period: word(),
    size: price().optional(),
    our_share: z.number().min(0).max(1).optional(),
    competitor: word().optional(),
    competitor_share: z.number().min(0).max(1).optional(),
    currency: currency().optional(),
    note: word().optional(),
  }),
  example: {
    market: 'green tea, Fujian',
    period: '2026-Q1',
    size: '480000000',
    our_share: 0.012,
    competitor: 'Tea Palace',
    competitor_share: 0.08,
    currency: 'CNY',
  },
});
