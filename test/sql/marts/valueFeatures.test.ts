import { afterAll, describe, expect, test } from 'vitest';
import { type Marts, makeMarts } from './coreTables.ts';

const opened: Marts[] = [];
afterAll(() => {
  for (const marts of opened) marts.close();
});

describe('the first thirty days', () => {
  test.each([
    ['Asia/Shanghai', '2025-03-10 16:00:00', '2025-04-10 15:59:59'],
    ['America/New_York', '2025-03-11 04:00:00', '2025-04-11 03:59:59'],
    ['UTC', '2025-03-11 00:00:00', '2025-04-10 23:59:59'],
  ])('are business dates in %s', async (zone, first, last) => {
    const at = (time: string, seconds: number) => `timestamp '${time}' + to_seconds(${seconds})`;
    const ticket = (customer: string, time: string) =>
      `insert into tickets values ('${customer}', '${customer}', ${time}, null)`;
    const customers = ['first', 'last', 'before', 'after'] as const;
    const times = { first: at(first, 0), last: at(last, 0), before: at(first, -1), after: at(last, 1) };
    const marts = await makeMarts({
      asOf: '2025-12-31',
      orders: customers.map((customer) => ({ customer, date: '2025-03-11', amount: 10 })),
      settings: { business_time_zone: `'${zone}'` },
      only: ['purchase_days', 'value_features'],
      more: customers
        .flatMap((customer) => [
          ticket(customer, times[customer]),
          `insert into loyalty_ledger values (1, '${customer}', ${times[customer]}, 'earned', 1, 1)`,
          `insert into consent_intervals values ('${customer}', 'marketing', 'email', ${times[customer]}, null, true)`,
        ])
        .join(';'),
    });
    opened.push(marts);
    const found = await marts.rows(
      'select customer_id, ticket_30d, member_30d, consent_30d from value_features order by customer_id',
    );
    // who joined or agreed before the first order has done so by then; a ticket of before is not of these days
    expect(found).toEqual([
      { customer_id: 'after', ticket_30d: 0, member_30d: 0, consent_30d: 0 },
      { customer_id: 'before', ticket_30d: 0, member_30d: 1, consent_30d: 1 },
      { customer_id: 'first', ticket_30d: 1, member_30d: 1, consent_30d: 1 },
      { customer_id: 'last', ticket_30d: 1, member_30d: 1, consent_30d: 1 },
    ]);
  });
});

test('lines of no known category are one category, so that who alone has any bought no more variety', async () => {
  const of = (customer: string, ...categories: readonly (string | null)[]) => ({
    customer,
    date: '2025-03-11',
    amount: 10,
    categories,
  });
  const marts = await makeMarts({
    asOf: '2025-12-31',
    orders: [of('known', 'Tea'), of('unknown', null), of('several', 'Tea', 'Books', null)],
    only: ['purchase_days', 'value_features'],
  });
  opened.push(marts);
  expect(
    await marts.rows('select customer_id, first_categories from value_features order by customer_id'),
  ).toEqual([
    { customer_id: 'known', first_categories: 1 },
    { customer_id: 'several', first_categories: 3 },
    { customer_id: 'unknown', first_categories: 1 },
  ]);
});
