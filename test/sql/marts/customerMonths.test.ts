import { describe, expect, test } from 'vitest';
import { makeMarts, type Order } from './coreTables.ts';

const crowd = (customers: number, amount: number, date: string): Order[] =>
  Array.from({ length: customers }, (_, i) => ({ customer: `d${i}`, date, amount }));

describe('customer_months', () => {
  test('follows a customer through the lifecycle, month end by month end', async () => {
    const made = await makeMarts({
      asOf: '2025-06-15',
      orders: ['2023-01-10', '2024-02-20', '2025-05-01'].map((date) => ({ customer: 'c1', date })),
    });
    const rows = await made.rows<{ month: string; lifecycle: string }>(
      "select strftime(month_end_date, '%Y-%m-%d') as month, lifecycle from customer_months order by month_end_date",
    );
    expect(rows).toHaveLength(30);
    const at = Object.fromEntries(rows.map(({ month, lifecycle }) => [month, lifecycle]));
    expect(at).toMatchObject({
      '2023-01-31': 'new',
      '2023-03-31': 'new',
      '2023-04-30': 'at_risk',
      '2023-07-31': 'dormant',
      '2024-01-31': 'lost',
      '2024-02-29': 'resurrected',
      '2024-06-30': 'at_risk',
      '2025-03-31': 'lost',
      '2025-06-15': 'resurrected',
    });
    made.close();
  });

  test('gives customers of equal revenue the same tier', async () => {
    const made = await makeMarts({
      asOf: '2025-12-31',
      orders: [
        ...['2025-01-01', '2025-02-01', '2025-03-01'].flatMap((date) => crowd(10, 50, date)),
        { customer: 'c1', date: '2025-01-01', amount: 10 },
        { customer: 'c2', date: '2025-12-01', amount: 10_000 },
        { customer: 'c3', date: '2025-01-01', amount: 5_000 },
      ],
    });
    const tiers = await made.rows(
      'select tier, count(*)::int as customers from customer_tiers group by tier order by tier',
    );
    // 13 valued customers: gold is for the first two places (c2 is new, c3 has one order); the ten share place three
    expect(tiers).toEqual([
      { tier: 'new', customers: 1 },
      { tier: 'regular', customers: 1 },
      { tier: 'silver', customers: 11 },
    ]);
    made.close();
  });

  test('lets orders leave the twelve months on the day they are a year old', async () => {
    const orders = ['2024-03-15', '2024-03-16', '2024-03-17'].map((date) => ({ customer: 'c1', date }));
    const twelveMonths = async (asOf: string) => {
      const made = await makeMarts({ asOf, orders });
      const [row] = await made.rows('select orders_12m, tier, previous_tier from customer_tiers');
      expect(await made.broken()).toEqual({});
      made.close();
      return row;
    };
    expect(await twelveMonths('2025-03-14')).toEqual({ orders_12m: 3, tier: 'gold', previous_tier: 'new' });
    expect(await twelveMonths('2025-03-16')).toEqual({
      orders_12m: 1,
      tier: 'silver',
      previous_tier: 'gold',
    });
    expect(await twelveMonths('2025-03-31')).toEqual({
      orders_12m: 0,
      tier: 'regular',
      previous_tier: 'gold',
    });
  });

  test('says the same of a month whether it is the last one or long past', async () => {
    const orders = Array.from({ length: 150 }, (_, i) => ({
      customer: `c${(i * 7) % 23}`,
      date: new Date(Date.UTC(2023, 0, 1 + ((i * 37) % 800))).toISOString().slice(0, 10),
      amount: ((i * 1013) % 9000) / 100,
    }));
    const months = (asOf: string, end: string) => async () => {
      const made = await makeMarts({ asOf, orders: orders.filter(({ date }) => date <= asOf) });
      const rows = await made.rows(
        `select * exclude (net_revenue), cast(net_revenue as double) as net_revenue from customer_months where month_end_date = '${end}' order by customer_id`,
      );
      made.close();
      return rows;
    };
    const then = await months('2024-02-29', '2024-02-29')();
    expect(then.length).toBeGreaterThan(15);
    expect(await months('2025-03-10', '2024-02-29')()).toEqual(then);
  });

  test('remembers the tier before and the month end of the change', async () => {
    const made = await makeMarts({
      asOf: '2025-09-30',
      orders: ['2025-01-05', '2025-02-05', '2025-03-05'].map((date) => ({ customer: 'c1', date })),
    });
    expect(
      await made.rows(
        "select tier, previous_tier, strftime(tier_changed_on, '%Y-%m-%d') as changed from customer_tiers",
      ),
    ).toEqual([{ tier: 'gold', previous_tier: 'new', changed: '2025-04-30' }]);
    made.close();
  });
});
