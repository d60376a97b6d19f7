import { afterEach, expect, test } from 'vitest';
import { type CoreTables, type Marts, makeMarts } from './coreTables.ts';

let marts: Marts | undefined;
afterEach(() => marts?.close());

const features = async (core: CoreTables, columns: string) => {
  marts = await makeMarts(core);
  expect((await marts.broken()).segment_features_rfm).toBeUndefined();
  return marts.rows<Record<string, unknown>>(
    `select cast(month_end_date as varchar) as on_date, ${columns} from segment_features order by customer_id, month_end_date`,
  );
};

test('a customer stands at the as-of date and at month ends a quarter apart, from the month of the first order', async () => {
  const found = await features(
    {
      asOf: '2026-05-15',
      orders: [
        { customer: 'ann', date: '2025-10-20', amount: 100 },
        { customer: 'ann', date: '2026-02-10', amount: 50 },
        { customer: 'ann', date: '2026-05-15', amount: 30 },
      ],
      refunds: [{ customer: 'ann', date: '2026-03-01', amount: 20, order: 1 }],
    },
    `recency_days, frequency, cast(monetary as double) as monetary, average_order_value, tenure_days, active_days, orders_12m`,
  );
  expect(found.map((row) => Object.values(row))).toEqual([
    ['2025-11-30', 41, 1, 100, 100, 41, 0, 1],
    ['2026-02-28', 18, 2, 150, 75, 131, 113, 2],
    ['2026-05-15', 0, 3, 160, 160 / 3, 207, 207, 3],
  ]);
});

test('twelve months up to a date forget what is older', async () => {
  const found = await features(
    {
      asOf: '2026-06-30',
      orders: [
        { customer: 'ann', date: '2025-03-15', amount: 100 },
        { customer: 'ann', date: '2026-04-10', amount: 40 },
      ],
    },
    'orders_12m, cast(net_revenue_12m as double) as revenue',
  );
  expect(found.map((row) => Object.values(row))).toEqual([
    ['2025-06-30', 1, 100],
    ['2025-09-30', 1, 100],
    ['2025-12-31', 1, 100],
    ['2026-03-31', 0, 0],
    ['2026-06-30', 1, 40],
  ]);
});

test('without an order there are no features, and nothing breaks', async () => {
  expect(await features({ asOf: '2026-06-30', customers: ['bob'] }, 'customer_id')).toEqual([]);
});
