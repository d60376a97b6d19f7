import { afterEach, expect, test } from 'vitest';
import { event, type Warehouse, warehouse } from '../../support/warehouse.ts';

let built: Warehouse | undefined;
afterEach(() => built?.close());

const customer = { customer_ref: 'a' };
const at = (day: string, hour = '10') => `2026-03-${day}T${hour}:00:00Z`;

test('what lay behind a score is what had happened by then: no later reopening, resolution or refund', async () => {
  const ticket = (kind: string, day: string, data: Record<string, unknown> = {}) =>
    event(`ticket.${kind}`, at(day), { customer, ticket_id: 'T', ...data });
  const answer = (day: string, score: number) =>
    event('survey.answered', at(day, '12'), { customer, survey: 'csat', score, ticket_id: 'T' });
  built = await warehouse(
    [
      ticket('opened', '01'),
      answer('02', 2),
      ticket('resolved', '03'),
      answer('04', 5),
      event('purchase.refunded', at('04', '13'), {
        customer,
        refund_id: 'R',
        currency: 'CNY',
        amount: '5',
      }),
      ticket('updated', '06', { status: 'reopened' }),
      answer('07', 1),
      ticket('resolved', '09'),
      answer('10', 4),
      event('survey.answered', at('11', '12'), { customer, survey: 'nps', score: 9 }),
      event('survey.answered', at('11', '13'), { customer, survey: 'ces', score: 6 }),
    ],
    { select: '+satisfaction_features' },
  );
  expect(
    await built.rows(
      'select survey, score, resolution_days as days, ticket_reopened as reopened, refunded_90d as refunded from satisfaction_features order by landed_seq',
    ),
  ).toEqual([
    { survey: 'csat', score: 2, days: 26 / 24, reopened: 0, refunded: 0 },
    { survey: 'csat', score: 5, days: 2, reopened: 0, refunded: 0 },
    { survey: 'csat', score: 1, days: 6 + 2 / 24, reopened: 1, refunded: 1 },
    { survey: 'csat', score: 4, days: 8, reopened: 1, refunded: 1 },
    { survey: 'nps', score: 9, days: 0, reopened: 0, refunded: 1 },
  ]);
});
