import { expect, test } from 'vitest';
import { makeMarts } from './coreTables.ts';

const business = {
  asOf: '2025-02-03',
  orders: [
    { customer: 'c1', date: '2025-01-27', amount: 30, channel: 'web', categories: ['tea', 'pots'] },
    { customer: 'c1', date: '2025-01-28', amount: 10, channel: 'store', store: 's1', categories: ['tea'] },
    { customer: 'c2', date: '2025-01-28', amount: 20, channel: 'web', categories: ['tea'] },
    { customer: 'c1', date: '2025-02-02', amount: 40, channel: 'web', categories: ['pots'] },
    { date: '2025-02-03', amount: 5, channel: 'web' },
  ],
  refunds: [{ customer: 'c2', date: '2025-02-01', amount: 8, order: 2 }],
};

test('customers are distinct within their own week, whatever the days', async () => {
  const made = await makeMarts(business);
  const metric = (name: string, dimension: string, kind: string) =>
    made.rows(`select dimension_value as value, strftime(period_start, '%m-%d') as start, cast(numerator as double) as n, cast(denominator as double) as d
      from metric_values where metric = '${name}' and dimension = '${dimension}' and period_kind = '${kind}' order by 1, 2`);
  expect(await metric('active_customers', 'all', 'week')).toEqual([
    { value: 'all', start: '01-27', n: 2, d: null },
    { value: 'all', start: '02-03', n: 0, d: null },
  ]);
  expect(await metric('active_customers', 'channel', 'week')).toEqual([
    { value: 'store', start: '01-27', n: 1, d: null },
    { value: 'web', start: '01-27', n: 2, d: null },
    { value: 'web', start: '02-03', n: 0, d: null },
  ]);
  expect(await metric('repeat_rate', 'all', 'month')).toEqual([
    { value: 'all', start: '01-01', n: 1, d: 2 },
    { value: 'all', start: '02-01', n: 1, d: 1 },
  ]);
  expect(await metric('average_order_value', 'category', 'month')).toEqual([
    { value: 'pots', start: '01-01', n: 15, d: 1 },
    { value: 'pots', start: '02-01', n: 40, d: 1 },
    { value: 'tea', start: '01-01', n: 45, d: 3 },
    { value: 'unknown', start: '02-01', n: 5, d: 1 },
  ]);
  expect(await metric('net_revenue', 'store', 'month')).toEqual([
    { value: 's1', start: '01-01', n: 10, d: null },
    { value: 'unknown', start: '01-01', n: 50, d: null },
    { value: 'unknown', start: '02-01', n: 37, d: null },
  ]);
  expect(await metric('new_customers', 'all', 'day')).toHaveLength(8);
  made.close();
});

test('a customer of an unknown channel or store is one, whether a source says unknown or nothing', async () => {
  const made = await makeMarts({
    asOf: '2025-02-03',
    orders: [
      { customer: 'c1', date: '2025-01-27', channel: 'unknown', store: 'unknown' },
      { customer: 'c1', date: '2025-01-27' },
    ],
  });
  expect(
    await made.rows(`select distinct dimension, cast(numerator as double) as n from metric_values
      where metric = 'active_customers' and dimension_value = 'unknown' and period_start = date '2025-01-27' order by all`),
  ).toEqual([
    { dimension: 'category', n: 1 },
    { dimension: 'channel', n: 1 },
    { dimension: 'store', n: 1 },
  ]);
  made.close();
});

test('a check notices money that the cards tell otherwise', async () => {
  const made = await makeMarts(business);
  await made.rows(
    "update metric_values set numerator = numerator + 0.0001 where metric = 'net_revenue' and period_kind = 'day'",
  );
  expect(Object.keys(await made.broken())).toEqual(['daily_revenue_reconciles', 'metric_values_add_up']);
  made.close();
});
