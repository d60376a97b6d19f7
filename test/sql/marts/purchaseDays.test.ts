import fs from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { purchaseDays } from '../../../transforms/evaluate/refunds.ts';
import { fileIncrement } from '../../../transforms/graph/increment.ts';
import { makeMarts } from './coreTables.ts';

const sqlFolder = path.resolve(import.meta.dirname, '../../../sql');
const text = (file: string) => fs.readFileSync(path.join(sqlFolder, file), 'utf8');
const asOf = '2025-03-31';

const moved = fc.record({
  customer: fc.constantFrom('a', 'b', 'c'),
  date: fc.integer({ min: 1, max: 20 }).map((day) => `2025-03-${String(day).padStart(2, '0')}`),
  amount: fc.integer({ min: 0, max: 20 }),
});

describe('purchase_days', () => {
  test('takes refunds that name no order off the purchase before, as clv is evaluated on a file', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(moved, { minLength: 1, maxLength: 12 }),
        fc.array(moved, { maxLength: 8 }),
        async (orders, refunds) => {
          const marts = await makeMarts({ asOf, orders, refunds, only: ['purchase_days'] });
          try {
            await marts.connection.run(`create view transactions as
              select customer_id as customer, order_date, net_amount as amount from orders
              union all
              select customer_id, refund_date, -amount from refunds where amount > 0`);
            const days = 'select customer, order_date, amount';
            expect(
              await marts.rows(
                `${days} from (select customer_id as customer, purchase_date as order_date, net_amount as amount from purchase_days) order by all`,
              ),
            ).toEqual(await marts.rows(`${days} from (${purchaseDays(asOf)}) order by all`));
          } finally {
            marts.close();
          }
        },
      ),
      { numRuns: 40 },
    );
  });

  test('has a refund that names its order on the day of that, whenever and by whom it was given', async () => {
    const marts = await makeMarts({
      asOf,
      orders: [
        { customer: 'a', date: '2025-03-01', amount: 50 },
        { customer: 'a', date: '2025-03-05', amount: 40 },
        { date: '2025-03-05', amount: 30 },
      ],
      refunds: [
        { customer: 'a', date: '2025-03-09', amount: 1, order: 0 },
        { customer: 'b', date: '2025-03-09', amount: 2, order: 0 },
        // the order is of nobody, so what was given back for it was never a customer's
        { customer: 'a', date: '2025-03-09', amount: 4, order: 2 },
      ],
      only: ['purchase_days'],
    });
    try {
      const found = await marts.rows(
        'select customer_id, cast(purchase_date as varchar) as day, orders, cast(net_amount as double) as spent, interval_days from purchase_days',
      );
      expect(found).toEqual([
        { customer_id: 'a', day: '2025-03-01', orders: 1, spent: 47, interval_days: null },
        { customer_id: 'a', day: '2025-03-05', orders: 1, spent: 40, interval_days: 4 },
      ]);
    } finally {
      marts.close();
    }
  });

  test('follows a refund to whoever gave the order or was given it back, and makes of their rows what the whole does', async () => {
    const { narrowed, parts, follows } = fileIncrement(
      'customer_id',
      text('increments/purchase_days.sql'),
      'purchase_days',
    );
    expect([...follows].sort()).toEqual(['orders', 'refunds']);
    const marts = await makeMarts({
      asOf,
      orders: ['a', 'b', 'c', 'd'].map((customer) => ({ customer, date: '2025-03-01', amount: 50 })),
      refunds: [
        { customer: 'b', date: '2025-03-02', amount: 1 },
        { customer: 'd', date: '2025-03-02', amount: 2, order: 2 },
        { customer: 'd', date: '2025-03-02', amount: 4 },
      ],
      only: ['purchase_days'],
      more: `create schema workspace;
        create table workspace.orders as from orders;
        create table workspace.refunds as from refunds;`,
    });
    try {
      await marts.connection.run(`
        create temp view changed_orders as from workspace.orders limit 0;
        create temp view changed_refunds as from workspace.refunds where amount < 4;
        create temp table touched_parts as select distinct part from (${parts}) where part is not null;`);
      for (const [name, body] of narrowed) await marts.connection.run(`create temp view ${name} as ${body}`);
      const whole = await marts.rows("select * from purchase_days where customer_id <> 'a'");
      expect(whole).toHaveLength(3);
      expect(await marts.rows(text('marts/purchase_days.sql'))).toEqual(whole);
    } finally {
      marts.close();
    }
  });
});
