import { z } from 'zod';
import { defineEvent, personal } from './define.ts';
import { word } from './values.ts';

export const accountUpdated = defineEvent({
  type: 'account.updated',
  topic: 'profiles',
  description: 'A company that buys (B2B).',
  customer: 'none',
  data: z.looseObject({
    account_id: word(),
    company: word().optional(),
    industry: word().optional(),
    size: word().optional(),
    owner: personal('identity', word()).optional(),
  }),
  example: {
    account_id: 'A-17',
    company: 'Xiamen Tea Trading Ltd',
    industry: 'wholesale',
    size: '50-200',
    owner: 'chen.jie',
  },
});
