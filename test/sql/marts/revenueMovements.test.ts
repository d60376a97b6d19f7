import { expect, test } from 'vitest';
import { makeMarts } from './coreTables.ts';

test('new, repeat, resurrected and churned revenue explain each month’s change, refunds included', async () => {
  const made = await makeMarts({
    asOf: '2025-05-10',
    orders: [
      { customer: 'c1', date: '2025-01-10', amount: 100 },
      { customer: 'c1', date: '2025-02-10', amount: 130 },
      { customer: 'c1', date: '2025-04-10', amount: 40 },
      { customer: 'c2', date: '2025-01-20', amount: 50 },
      { customer: 'c3', date: '2025-02-01', amount: 70 },
      { date: '2025-02-02', amount: 999 },
      { customer: 'c2', date: '2025-05-02', amount: 5 },
    ],
    refunds: [{ customer: 'c3', date: '2025-03-05', amount: 20, order: 4 }],
  });
  const rows = await made.rows(`
    select strftime(month_start_date, '%m') as month, cast(new_revenue as double) as new, cast(repeat_revenue as double) as repeat,
      cast(resurrected_revenue as double) as resurrected, cast(churned_revenue as double) as churned,
      cast(net_revenue as double) as net,
      [customers_new, customers_repeat, customers_resurrected, customers_churned]::varchar as customers
    from revenue_movements`);
  expect(rows).toEqual([
    { month: '01', new: 150, repeat: 0, resurrected: 0, churned: 0, net: 150, customers: '[2, 0, 0, 0]' },
    { month: '02', new: 70, repeat: 30, resurrected: 0, churned: -50, net: 200, customers: '[1, 1, 0, 1]' },
    { month: '03', new: 0, repeat: 0, resurrected: 0, churned: -220, net: -20, customers: '[0, 0, 0, 2]' },
    { month: '04', new: 0, repeat: 20, resurrected: 40, churned: 0, net: 40, customers: '[0, 0, 1, 0]' },
  ]);
  made.close();
});
