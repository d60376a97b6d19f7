import { afterAll, describe, expect, test } from 'vitest';
import { type CloudEvent, event, type Warehouse, warehouse } from '../../support/warehouse.ts';

const first = Date.UTC(2024, 0, 1, 4);
const day = 86_400_000;
const select = '+revenue_forecast +model_runs';

let serial = 0;
const buy = (at: number, amount: number, channel: string, category = 'tea'): CloudEvent =>
  event('purchase.completed', new Date(at).toISOString(), {
    order_id: `o${++serial}`,
    customer: { customer_ref: `c${serial % 40}` },
    channel,
    currency: 'CNY',
    lines: [{ sku: 'TEA', category, quantity: 1, unit_price: amount.toFixed(2) }],
  });

/** Shut on Sundays, Saturdays twice as busy, a little more each week; half of it in each channel. */
const business = (days: number): CloudEvent[] =>
  Array.from({ length: days }, (_, t) => {
    const weekday = new Date(first + t * day).getUTCDay();
    const amount = (100 + t / 4 + ((t * 37) % 11)) * (weekday === 6 ? 2 : 1);
    return weekday === 0
      ? []
      : [buy(first + t * day, amount / 2, 'web'), buy(first + t * day, amount / 2, 'store', 'pots')];
  }).flat();

const asOf = (days: number) => new Date(first + (days - 1) * day).toISOString().slice(0, 10);
const opened: Warehouse[] = [];
const open = async (events: readonly CloudEvent[], days: number, more = {}) => {
  const built = await warehouse(events, {
    asOf: asOf(days),
    select,
    clock: () => new Date('2026-07-01T12:00:00Z'),
    ...more,
  });
  opened.push(built);
  expect(built.report.checks.filter(({ status }) => status !== 'pass')).toEqual([]);
  return built;
};
afterAll(() => {
  for (const one of opened) one.close();
});

describe('the forecast of a business', () => {
  const days = 200;

  test('knows its week: nothing on the day it is shut, most on Saturday, and what comes is near it', async () => {
    const { rows } = await open(business(days), days);
    const ahead = await rows<{ weekday: number; value: number; low: number; high: number; t: number }>(
      `select cast(isodow(period_start) as integer) as weekday, cast(forecast as double) as value, cast(low_95 as double) as low,
         cast(high_95 as double) as high, steps_ahead as t
       from revenue_forecast where metric = 'net_revenue' and dimension = 'all' and period_kind = 'day' order by t`,
    );
    expect(ahead).toHaveLength(28);
    for (const { weekday, value, low, high, t } of ahead) {
      const trend = 100 + (days + t - 1) / 4 + 5;
      if (weekday === 7) expect([value, low, high]).toEqual([0, 0, 0]);
      else {
        expect(value / ((weekday === 6 ? 2 : 1) * trend)).toBeGreaterThan(0.85);
        expect(value / ((weekday === 6 ? 2 : 1) * trend)).toBeLessThan(1.15);
        expect(low).toBeLessThan(value);
        expect(high).toBeGreaterThan(value);
      }
    }
  });

  test('has channels and categories by day and week, each with its backtest', async () => {
    const { rows } = await open(business(days), days);
    expect(
      await rows(
        `select dimension, dimension_value, count(*) as n, bool_and(coverage_80_rate between 0.5 and 1) as holds,
           bool_and(error_rate <= seasonal_naive_error_rate * 1.1) as is_better
         from forecast_backtest where period_kind = 'day' group by all order by all`,
      ),
    ).toEqual([
      { dimension: 'all', dimension_value: 'all', n: 2n, holds: true, is_better: true },
      { dimension: 'category', dimension_value: 'pots', n: 2n, holds: true, is_better: true },
      { dimension: 'category', dimension_value: 'tea', n: 2n, holds: true, is_better: true },
      { dimension: 'channel', dimension_value: 'store', n: 2n, holds: true, is_better: true },
      { dimension: 'channel', dimension_value: 'web', n: 2n, holds: true, is_better: true },
    ]);
    const [past] = await rows<{ inside: number; origins: bigint }>(
      `select avg(cast(actual between low_95 and high_95 as integer)) as inside, count(distinct origin_date) as origins
       from past_forecasts where metric = 'net_revenue' and period_kind = 'day'`,
    );
    expect(past?.origins).toBe(3n);
    expect(past?.inside).toBeGreaterThan(0.85);
  });

  test('is what its channels come to, and its categories', async () => {
    // one channel grows while the other fades, so that each by itself is foretold otherwise than both
    const events = Array.from({ length: days }, (_, t) => [
      buy(first + t * day, 40 + ((t * 37) % 23), 'web', 'tea'),
      buy(first + t * day, 300 * Math.exp(-t / 60) + ((t * 53) % 31), 'store', 'pots'),
    ]).flat();
    const { rows } = await open(events, days);
    const off = await rows<{ off: number; n: bigint }>(
      `with sums as (
         select metric, period_kind, period_start, dimension, cast(sum(forecast) as double) as forecast
         from revenue_forecast group by all
       )
       select max(abs(p.forecast - w.forecast) / greatest(1, w.forecast)) as off, count(*) as n
       from sums as w join sums as p using (metric, period_kind, period_start)
       where w.dimension = 'all' and p.dimension <> 'all'`,
    );
    expect(off[0]?.n).toBe(2n * 2n * (28n + 13n));
    expect(off[0]?.off).toBeLessThan(0.001);
  });

  test('of a shop that is closed at weekends and refunds on Saturdays adds up below zero', async () => {
    const length = 299;
    const events = Array.from({ length }, (_, t) => {
      const at = first + t * day;
      const weekday = new Date(at).getUTCDay();
      if (weekday === 6)
        return [
          event('purchase.refunded', new Date(at).toISOString(), {
            refund_id: `r${t}`,
            order_id: `o${serial - (t % 20)}`,
            currency: 'CNY',
            amount: '20',
          }),
        ];
      if (weekday === 0) return [];
      return Array.from({ length: 6 }, (_, k) =>
        buy(at, 20 + ((t * 7 + k * 3) % 10), 'web', k % 2 === 0 ? 'tea' : 'pots'),
      );
    }).flat();
    const { rows } = await open(events, length);
    expect(
      await rows(
        `select dimension, dimension_value, cast(round(min(forecast)) as double) as least, cast(max(forecast) as double) > 0 as is_sold
         from revenue_forecast
         where metric = 'net_revenue' and period_kind = 'day' and isodow(period_start) >= 6
         group by all order by all`,
      ),
    ).toEqual([
      { dimension: 'all', dimension_value: 'all', least: -20, is_sold: false },
      { dimension: 'category', dimension_value: 'pots', least: 0, is_sold: false },
      { dimension: 'category', dimension_value: 'tea', least: 0, is_sold: false },
      { dimension: 'category', dimension_value: 'unknown', least: -20, is_sold: false },
      { dimension: 'channel', dimension_value: 'web', least: -20, is_sold: false },
    ]);
    const [off] = await rows<{ off: number }>(
      `with sums as (
         select metric, period_kind, period_start, dimension, cast(sum(forecast) as double) as forecast
         from revenue_forecast group by all
       )
       select max(abs(p.forecast - w.forecast)) as off
       from sums as w join sums as p using (metric, period_kind, period_start)
       where w.dimension = 'all' and p.dimension <> 'all'`,
    );
    expect(off?.off).toBeLessThan(0.001);
  });

  test('of eleven days falls back, says so, and claims no interval', async () => {
    const { rows } = await open(business(11), 11);
    expect(
      await rows(`select is_fallback, method, origins from forecast_backtest
        where dimension = 'all' and metric = 'orders' and period_kind = 'day'`),
    ).toEqual([{ is_fallback: true, method: 'seasonal-naive', origins: 0 }]);
    expect(
      await rows(`select count(*) as n, count(low_80) as low, bool_and(forecast >= 0) as sound
        from revenue_forecast where period_kind = 'day' and dimension = 'all'`),
    ).toEqual([{ n: 56n, low: 0n, sound: true }]);
    const [fit] = await rows<{ reason: string }>(`select reason from model_runs where model = 'forecast'`);
    expect(fit?.reason).toContain('too few');
  });

  test('of one order, and of none, is made without a number that is not one', async () => {
    const one = await open([buy(first, 10, 'web')], 1);
    expect(await one.rows(`select count(*) as n from revenue_forecast where forecast is null`)).toEqual([
      { n: 0n },
    ]);
    const none = await open([], 1);
    expect(await none.rows('select * from revenue_forecast')).toEqual([]);
  });
});
