import { z } from 'zod';
import { customer } from './customer.ts';
import { defineEvent } from './define.ts';
import { freeText, word } from './values.ts';

const scales = { csat: [1, 5], nps: [0, 10], ces: [1, 7] } as const;

const isOnScale = ({ survey, score }: { survey: keyof typeof scales; score: number }): boolean =>
  score >= scales[survey][0] && score <= scales[survey][1];

export const surveyAnswered = defineEvent({
  type: 'survey.answered',
  topic: 'interactions',
  description: 'An answer to a survey: CSAT 1 to 5, NPS 0 to 10, CES 1 to 7.',
  customer: 'required',
  interaction: { channel: 'survey', direction: 'inbound' },
  data: z
    .looseObject({
      customer,
      survey: z.enum(['csat', 'nps', 'ces']),
      score: z.number().int().min(0).max(10),
      comment: freeText().optional(),
      channel: word().optional(),
      order_id: word().optional(),
      ticket_id: word().optional(),
    })
    .refine(isOnScale, {
      path: ['score'],
      error: 'CSAT goes from 1 to 5, NPS from 0 to 10, CES from 1 to 7',
    }),
  example: {
    customer: { customer_ref: 'C-1001', email: 'li.wei@example.cn' },
    survey: 'csat',
    score: 4,
    comment: 'Friendly, but slow.',
    channel: 'email',
    order_id: 'SO-88',
    ticket_id: 'T-30',
  },
});
