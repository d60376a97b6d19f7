import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { event, warehouse } from '../../support/warehouse.ts';

const person = (n: number) => ({ customer_ref: `C${n}`, email: `p${n % 2}@example.com` });
const order = (id: string, time: string, price: string, n: number, data: Record<string, unknown> = {}) =>
  event('purchase.completed', time, {
    customer: person(n),
    order_id: id,
    currency: 'CNY',
    lines: [{ sku: 'A', quantity: 1, unit_price: price }],
    ...data,
  });

const events = [
  order('1', '2026-01-01T00:00:00Z', '10', 1),
  order('1', '2026-01-02T00:00:00Z', '11', 1),
  order('2', '2026-01-03T00:00:00Z', '20', 2, { version: 3 }),
  order('2', '2026-01-04T00:00:00Z', '21', 2, { version: 2 }),
  order('3', '2026-01-05T00:00:00Z', '30', 3),
  event('purchase.cancelled', '2026-01-06T00:00:00Z', { order_id: '3' }),
  event('purchase.refunded', '2026-01-07T00:00:00Z', {
    order_id: '2',
    refund_id: 'r',
    currency: 'CNY',
    amount: '5',
  }),
  event('profile.updated', '2026-01-08T00:00:00Z', { customer: person(1), name: 'First' }),
  event('profile.updated', '2026-01-09T00:00:00Z', { customer: person(3), name: 'Second' }),
  event('consent.granted', '2026-01-08T00:00:00Z', {
    customer: person(1),
    purpose: 'marketing',
    channel: 'email',
  }),
  event('consent.withdrawn', '2026-01-09T00:00:00Z', {
    customer: person(3),
    purpose: 'marketing',
    channel: 'email',
  }),
];

/** What the tables say without the ids that landing gives. */
const said = async (arrival: typeof events) => {
  const built = await warehouse(arrival, { select: '+orders +refunds +customers +consent_intervals' });
  try {
    return await Promise.all([
      built.rows(
        `select o.order_key, cast(o.net_amount as varchar) as net, o.ordered_at, o.versions, o.customer_order_number,
           o.days_since_previous_order as days, c.full_name, c.email, c.records
         from orders as o left join customers as c using (customer_id) order by o.order_key`,
      ),
      built.rows(
        'select refund_key, order_key, cast(amount as varchar) as amount from refunds order by refund_key',
      ),
      built.rows(
        `select c.email, i.from_at, i.to_at, i.is_granted from consent_intervals as i
         join customers as c using (customer_id) order by c.email, i.from_at`,
      ),
    ]);
  } finally {
    built.close();
  }
};

describe('the order in which events arrive', () => {
  it('does not matter, apart from ids', { timeout: 300_000 }, async () => {
    const expected = await said(events);
    expect(expected[0]).toHaveLength(2);
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray([...events], { minLength: events.length, maxLength: events.length }),
        async (arrival) => {
          expect(await said(arrival)).toEqual(expected);
        },
      ),
      { numRuns: 6 },
    );
  });
});
