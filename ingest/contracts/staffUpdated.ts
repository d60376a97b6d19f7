import { z } from 'zod';
import { defineEvent, personal } from './define.ts';
import { word } from './values.ts';

export const staffUpdated = defineEvent({
  type: 'staff.updated',
  topic: 'reference',
  description: 'A member of staff (ERP, HRM).',
  customer: 'none',
  data: z.looseObject({
    staff_id: word(),
    name: personal('identity', word()).optional(),
    store_id: word().optional(),
    role: word().optional(),
    active: z.boolean().optional(),
  }),
  example: { staff_id: 'S-3', name: 'Wang Fang', store_id: 'ST-1', role: 'service', active: true },
});
