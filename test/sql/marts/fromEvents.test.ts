import { afterAll, beforeAll, expect, test } from 'vitest';
import { event, type Warehouse, warehouse } from '../../support/warehouse.ts';

const buy = (customer: string | undefined, order: string, time: string, price: string) =>
  event('purchase.completed', time, {
    ...(customer ? { customer: { customer_ref: customer, email: `${customer}@example.com` } } : {}),
    order_id: order,
    channel: 'web',
    currency: 'CNY',
    lines: [{ sku: 'TEA', name: 'Tea', category: 'tea', quantity: 2, unit_price: price, discount: '1.00' }],
  });

let built: Warehouse;

beforeAll(async () => {
  built = await warehouse(
    [
      buy('ann', '1', '2026-01-31T23:30:00+08:00', '10.00'),
      buy('ann', '2', '2026-03-02T10:00:00+08:00', '20.00'),
      // 1 June in Shanghai
      buy('ben', '3', '2026-05-31T16:00:00Z', '7.50'),
      buy(undefined, '4', '2026-06-30T23:59:59+08:00', '3.00'),
      // the day after the as-of date
      buy('ben', '5', '2026-07-01T00:00:00+08:00', '99.00'),
      event('purchase.refunded', '2026-06-02T10:00:00+08:00', {
        refund_id: 'r1',
        order_id: '1',
        customer: { customer_ref: 'ann' },
        currency: 'CNY',
        amount: '5.00',
      }),
      event('profile.updated', '2026-06-03T10:00:00+08:00', {
        customer: { customer_ref: 'cat' },
        full_name: 'Cat',
        address: { country: 'CN' },
      }),
      event('consent.granted', '2026-06-03T10:00:00+08:00', {
        customer: { customer_ref: 'ann' },
        purpose: 'marketing',
        channel: 'sms',
      }),
      event('consent.granted', '2026-06-03T10:00:00+08:00', {
        customer: { customer_ref: 'ben' },
        purpose: 'marketing',
      }),
      event('consent.withdrawn', '2026-06-04T10:00:00+08:00', {
        customer: { customer_ref: 'ben' },
        purpose: 'marketing',
        channel: 'email',
      }),
    ],
    {
      asOf: '2026-06-30',
      select:
        '+customer_360 +metric_values +revenue_movements +cohort_retention +data_quality +pipeline_health',
    },
  );
});

afterAll(() => built?.close());

test('events become customers with scores, tier, lifecycle and money', async () => {
  expect(
    await built.rows(`select email, rfm_code, rfm_segment, tier, lifecycle, orders, cast(net_revenue as double) as net_revenue,
      cast(refunds_amount as double) as refunds, average_order_value as average, consented_channels as channels
      from customer_360 order by first_seen_at`),
  ).toEqual([
    {
      email: 'ann@example.com',
      rfm_code: '115',
      rfm_segment: "Can't Lose Them",
      tier: 'silver',
      lifecycle: 'at_risk',
      orders: 2,
      net_revenue: 53,
      refunds: 5,
      average: 29,
      channels: 'sms',
    },
    {
      email: 'ben@example.com',
      rfm_code: '511',
      rfm_segment: 'New Customers',
      tier: 'new',
      lifecycle: 'new',
      orders: 1,
      net_revenue: 14,
      refunds: 0,
      average: 14,
      channels: 'all but email',
    },
    {
      email: null,
      rfm_code: null,
      rfm_segment: null,
      tier: 'prospect',
      lifecycle: 'prospect',
      orders: 0,
      net_revenue: 0,
      refunds: 0,
      average: null,
      channels: null,
    },
  ]);
});

test('days are business dates, anonymous orders count for money only, and nothing after the as-of date counts', async () => {
  expect(
    await built.rows(`select strftime(revenue_date, '%m-%d') as day, orders::int as orders, customers::int as customers, cast(net_revenue as double) as net
      from daily_revenue where orders > 0 or refund_amount > 0 order by revenue_date`),
  ).toEqual([
    { day: '01-31', orders: 1, customers: 1, net: 19 },
    { day: '03-02', orders: 1, customers: 1, net: 39 },
    { day: '06-01', orders: 1, customers: 1, net: 14 },
    { day: '06-02', orders: 0, customers: 0, net: -5 },
    { day: '06-30', orders: 1, customers: 0, net: 5 },
  ]);
  expect(await built.rows('select count(*)::int as days from daily_revenue')).toEqual([{ days: 151 }]);
});

test('a source is as fresh as its last event up to the as-of date, whatever time one to come has', async () => {
  expect(
    await built.rows(
      "select strftime(last_event_at, '%m-%d %H:%M') as last, round(freshness_hours, 3) as hours from pipeline_health where stage = 'staging'",
    ),
  ).toEqual([{ last: '06-30 15:59', hours: 0 }]);
});

test('every check of the tables passes', () => {
  expect(built.report.totals).toMatchObject({ error: 0, warn: 0 });
});

test('a warehouse without an event has every table and breaks no check', async () => {
  const empty = await warehouse([]);
  expect(empty.report.totals).toMatchObject({ error: 0, warn: 0 });
  expect(await empty.rows('select * from customer_360')).toEqual([]);
  expect(await empty.rows('select count(*)::int as codes from rfm_segments')).toEqual([{ codes: 125 }]);
  empty.close();
});
