import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type CoreTables, makeMarts, marts, type Order, type Refund } from './coreTables.ts';

const day = fc
  .integer({ min: 0, max: 700 })
  .map((n) => new Date(Date.UTC(2024, 0, 5 + n)).toISOString().slice(0, 10));
const customer = fc.option(
  fc.integer({ min: 1, max: 12 }).map((n) => `c${n}`),
  { nil: undefined, freq: 6 },
);
const amount = fc.integer({ min: 0, max: 40_000 }).map((cents) => (cents / 100).toFixed(2));
const order: fc.Arbitrary<Order> = fc.record({
  customer,
  date: day,
  amount,
  channel: fc.constantFrom('web', 'store', undefined),
  store: fc.constantFrom('s1', 's2', undefined),
  categories: fc.constantFrom(['tea'], ['tea', 'pots'], ['tea', 'tea', 'pots'], undefined),
});
const refund: fc.Arbitrary<Refund> = fc.record({
  customer,
  date: day,
  amount,
  order: fc.constantFrom(0, 1, undefined),
});

const business: fc.Arbitrary<CoreTables> = fc.record({
  asOf: fc.constantFrom('2025-12-31', '2025-12-11', '2026-02-28', '2026-03-30'),
  orders: fc.array(order, { minLength: 0, maxLength: 60 }),
  refunds: fc.array(refund, { maxLength: 8 }),
  customers: fc.constant(['c1', 'c99']),
  settings: fc.constantFrom<Record<string, string>>(
    {},
    { rfm_method: "'rank'" },
    { gold_share: 'cast(0.9 as decimal(9, 6))', silver_share: 'cast(0.5 as decimal(9, 6))', new_days: '1' },
    { gold_share: 'cast(0 as decimal(9, 6))', new_days: '1' },
    { gold_minimum_orders: '1', new_days: '10' },
  ),
});

describe('the marts', () => {
  test('pass all their checks for any business', async () => {
    await fc.assert(
      fc.asyncProperty(business, async (core) => {
        const made = await makeMarts(core);
        try {
          expect(await made.broken()).toEqual({});
        } finally {
          made.close();
        }
      }),
      { numRuns: 25 },
    );
  });

  test('are empty, and made, where nothing has happened', async () => {
    const made = await makeMarts({ asOf: '2025-03-31' });
    for (const mart of marts) expect(await made.rows(`select * from ${mart}`)).toEqual([]);
    expect(await made.broken()).toEqual({});
    made.close();
  });

  test('hold one customer with one order', async () => {
    const made = await makeMarts({
      asOf: '2025-03-31',
      orders: [{ customer: 'c1', date: '2025-03-30', amount: '12.5' }],
    });
    expect(await made.broken()).toEqual({});
    expect(
      await made.rows(
        'select rfm_code, rfm_segment, tier, lifecycle, orders, cast(net_revenue as double) as revenue from customer_360',
      ),
    ).toEqual([
      {
        rfm_code: '511',
        rfm_segment: 'New Customers',
        tier: 'new',
        lifecycle: 'new',
        orders: 1,
        revenue: 12.5,
      },
    ]);
    expect(await made.rows('select count(*)::int as days from daily_revenue')).toEqual([{ days: 2 }]);
    made.close();
  });

  test('hold no number that is not one', async () => {
    const made = await makeMarts({
      asOf: '2025-03-31',
      orders: [
        { customer: 'c1', date: '2025-01-30', amount: 0 },
        { date: '2025-03-01', amount: 0 },
      ],
      customers: ['c2'],
    });
    for (const mart of marts) {
      const doubles = await made.rows<{ name: string }>(
        `select column_name as name from information_schema.columns where table_name = '${mart}' and data_type = 'DOUBLE'`,
      );
      for (const { name } of doubles)
        expect(await made.rows(`select ${name} from ${mart} where isnan(${name}) or isinf(${name})`)).toEqual(
          [],
        );
    }
    made.close();
  });
});
